import Arrays
public import Autodiff
import Foundation
public import NeuralNet

/// The safetensors files of one network: one file, or several and an index.
///
/// They are mapped. Nothing is read but their heads until a layer is applied.
public struct WeightFiles: Sendable {
  /// The folder they are in.
  public let folder: String

  /// The files' names.
  public let names: [String]

  /// The tensors by the names that the network gives them.
  public let tensors: [String: StoredTensor]

  /// Finds the files of a network in a folder: half precision if it is there, else what there is.
  ///
  /// - Parameters:
  ///   - folder: The network's folder in a model's directory.
  ///   - baseName: What the files' names begin with, such as `diffusion_pytorch_model`.
  ///   - aliases: What the network calls tensors that may have another name in the files, by that name.
  ///   - ignored: Beginnings of the names of tensors that the network has no use for.
  /// - Throws: ``ModelError`` when there are none, or one is missing or damaged.
  public init(
    folder: String,
    baseName: String,
    aliases: [String: String] = [:],
    ignoring ignored: [String] = []
  ) throws(ModelError) {
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let found: [String: StoredTensor]
    switch WeightFileChoice(baseName: baseName, among: present) {
    case .whole(let name):
      names = [name]
      found = try Self.tensors(in: "\(folder)/\(name)")
    case .parts(_, let index):
      (names, found) = try Self.parts(of: index, in: folder, present: Set(present))
    case nil:
      throw ModelError(
        path: folder,
        message: "there is no \(baseName).safetensors, and no index of its parts"
      )
    }
    self.folder = folder
    tensors = Dictionary(
      found.filter { name, _ in !ignored.contains { name.hasPrefix($0) } }
        .map { (aliases[$0] ?? $0, $1) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private static func tensors(in path: String) throws(ModelError) -> [String: StoredTensor] {
    do {
      let tensors = try SafetensorsFile(path: path).tensors
      return Dictionary(tensors.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    } catch {
      throw ModelError(path: error.path, message: error.message)
    }
  }

  private static func parts(
    of index: String,
    in folder: String,
    present: Set<String>
  ) throws(ModelError) -> ([String], [String: StoredTensor]) {
    let path = "\(folder)/\(index)"
    guard case .object(let map)? = try Settings(path: path)["weight_map"] else {
      throw ModelError(path: path, message: "it has no weight_map")
    }
    let names = Set(map.values.compactMap(\.text)).sorted()
    var tensors: [String: StoredTensor] = [:]
    for name in names {
      guard present.contains(name) else {
        throw ModelError(path: path, message: "its part \(name) is missing; get it as well")
      }
      tensors.merge(try Self.tensors(in: "\(folder)/\(name)"), uniquingKeysWith: { $1 })
    }
    for (name, _) in map.sorted(by: { $0.key < $1.key }) where tensors[name] == nil {
      throw ModelError(path: path, message: "none of its parts has the tensor \(name)")
    }
    return (names, tensors)
  }

  /// The bytes of all tensors.
  public var byteCount: Int {
    tensors.values.reduce(0) { $0 + $1.numbers.count * $1.numbers.type.byteCount }
  }
}

extension WeightFiles {
  /// Networks of more numbers leave them in their files, where they take no more memory than there.
  private static let mostInMemory = 1 << 26

  /// Returns a network with the files' weights.
  ///
  /// - Parameter network: A network without weights.
  /// - Returns: The network.
  /// - Throws: ``ModelError`` when tensors are missing, have another shape, or are not the network's.
  public func loaded<Network: Parameterized>(_ network: Network) throws(ModelError) -> Network {
    try check(network)
    let isLarge = tensors.values.reduce(0) { $0 + $1.numbers.count } > Self.mostInMemory
    var network = network
    do {
      try network.load(path: folder) { name in
        let tensor = tensors[name]?.mapped
        return isLarge && (tensor?.shape.count ?? 0) > 1 ? tensor : tensor?.widened
      }
    } catch {
      throw ModelError(path: error.path, message: error.message)
    }
    return network
  }

  /// Checks that the files have a network's weights and no others, without reading them.
  ///
  /// - Throws: ``ModelError`` when they do not.
  func check(_ network: some Parameterized) throws(ModelError) {
    let wanted = network.parameterShapes
    let missing = wanted.map(\.name).filter { tensors[$0] == nil }
    let unexpected = Set(tensors.keys).subtracting(wanted.map(\.name)).sorted()
    let wrong = wanted.compactMap { name, shape in
      tensors[name].flatMap { $0.shape == shape ? nil : (name, $0.shape, shape) }
    }
    let flaws = [
      Self.listed(missing).map { "the network's \($0) missing" },
      Self.listed(unexpected).map { "\($0) not the network's" },
      wrong.first.map { name, found, shape in
        "\(name) has the shape \(found), and the configuration asks for \(shape)"
      },
    ]
    .compactMap(\.self)
    guard flaws.isEmpty else {
      throw ModelError(
        path: folder,
        message: flaws.joined(separator: "; ") + "; are the weights those of its config.json?"
      )
    }
  }

  /// The first of some tensors and the number of the others, with the verb; `nil` if there are none.
  private static func listed(_ names: [String]) -> String? {
    guard let first = names.first else { return nil }
    return names.count == 1
      ? "tensor \(first) is" : "tensor \(first) and \(names.count - 1) more are"
  }
}
