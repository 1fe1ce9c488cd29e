/// Which of the files in a network's folder are its weights.
///
/// The names are those of diffusers and transformers: one file, or several and an index. Half precision is
/// taken where it is there, because it takes half the memory.
public enum WeightFileChoice: Hashable, Sendable {
  case whole(String)
  case parts([String], index: String)

  /// Chooses files; `nil` when none are weights.
  ///
  /// - Parameters:
  ///   - base: What the files' names begin with, such as `diffusion_pytorch_model`.
  ///   - names: The names of all files in the folder.
  public init?(baseName base: String, among names: some Sequence<String>) {
    let names = Set(names)
    for variant in [".fp16", ""] {
      let whole = "\(base)\(variant).safetensors"
      if names.contains(whole) {
        self = .whole(whole)
        return
      }
      // The second of each two was the form of former years.
      let places = ["\(variant)-00001-of-00001", "-00001-of-00001\(variant)"]
      let forms = places.map { Self.form(of: "\(base)\($0).safetensors") }
      let indices = ["index\(variant)", "\(variant.dropFirst()).index"].map {
        "\(base).safetensors.\($0).json"
      }
      guard let index = indices.first(where: names.contains) else { continue }
      self = .parts(names.filter { forms.contains(Self.form(of: $0)) }.sorted(), index: index)
      return
    }
    return nil
  }

  /// The files, an index last.
  public var names: [String] {
    switch self {
    case .whole(let name): [name]
    case .parts(let names, let index): names + [index]
    }
  }

  /// A name with zeros for its digits, so that the parts of one network look alike.
  private static func form(of name: String) -> String {
    String(name.map { $0.isASCII && $0.isNumber ? "0" : $0 })
  }
}
