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

  /// The tensors by their names.
  public let tensors: [String: StoredTensor]

  /// Finds the files of a network in a folder: half precision if it is there, else what there is.
  ///
  /// - Parameters:
  ///   - folder: The network's folder in a model's directory.
  ///   - baseName: What the files' names begin with, such as `diffusion_pytorch_model`.
  /// - Throws: ``ModelError`` when there are none, or one is missing or damaged.
  public init(folder: String, baseName: String) throws(ModelError) {
    let present = Set((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    let single = ["\(baseName).fp16.safetensors", "\(baseName).safetensors"]
    let indices = [
      ["\(baseName).safetensors.index.fp16.json", "\(baseName).safetensors.fp16.index.json"],
      ["\(baseName).safetensors.index.json"],
    ]
    self.folder = folder
    for (single, indices) in zip(single, indices) {
      if present.contains(single) {
        names = [single]
        tensors = try Self.tensors(in: "\(folder)/\(single)")
        return
      }
      guard let index = indices.first(where: present.contains) else { continue }
      (names, tensors) = try Self.shards(of: index, in: folder, present: present)
      return
    }
    throw ModelError(
      path: folder,
      message: "there is no \(baseName).safetensors, and no index of its parts"
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

  private static func shards(
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
  /// - Parameters:
  ///   - network: A network without weights.
  ///   - aliases: Other names that a tensor may have in the files.
  ///   - ignored: Beginnings of the names of tensors that the network has no use for.
  /// - Returns: The network.
  /// - Throws: ``ModelError`` when tensors are missing, have another shape, or are not the network's.
  public func loaded<Network: Parameterized>(
    _ network: Network,
    aliases: [String: String] = [:],
    ignoring ignored: [String] = []
  ) throws(ModelError) -> Network {
    let wanted = network.parameterShapes
    func stored(_ name: String) -> StoredTensor? {
      tensors[name] ?? aliases[name].flatMap { tensors[$0] }
    }
    try check(network, aliases: aliases, ignoring: ignored)
    let isLarge = wanted.reduce(0) { $0 + $1.shape.reduce(1, *) } > Self.mostInMemory
    var network = network
    do {
      try network.load(path: folder) { name in
        let tensor = stored(name)?.mapped
        return isLarge && (tensor?.shape.count ?? 0) > 1 ? tensor : tensor?.widened
      }
    } catch {
      throw ModelError(path: error.path, message: error.message)
    }
    return network
  }

  /// Checks that the files have a network's weights, without reading them.
  ///
  /// - Throws: ``ModelError`` as ``loaded(_:aliases:ignoring:)`` does.
  func check(
    _ network: some Parameterized,
    aliases: [String: String] = [:],
    ignoring ignored: [String] = []
  ) throws(ModelError) {
    let wanted = network.parameterShapes
    func stored(_ name: String) -> StoredTensor? {
      tensors[name] ?? aliases[name].flatMap { tensors[$0] }
    }
    var flaws: [String] = []
    let missing = wanted.filter { stored($0.name) == nil }
    if let first = missing.first {
      flaws.append("\(missing.count) of the network's tensors are missing, such as \(first.name)")
    }
    let known = Set(wanted.map(\.name) + aliases.values)
    let unexpected = tensors.keys.sorted().filter { name in
      !known.contains(name) && !ignored.contains { name.hasPrefix($0) }
    }
    if let first = unexpected.first {
      flaws.append("\(unexpected.count) tensors are not the network's, such as \(first)")
    }
    for (name, shape) in wanted {
      guard let found = stored(name), found.shape != shape else { continue }
      flaws.append("\(name) has the shape \(found.shape), and the configuration asks for \(shape)")
      break
    }
    guard flaws.isEmpty else {
      throw ModelError(path: folder, message: flaws.joined(separator: "; "))
    }
  }
}
