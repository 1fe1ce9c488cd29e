import Arrays
public import Digests
import Foundation
import NeuralNet

extension ModelDirectory {
  /// Returns the digest of what decides which picture a prompt becomes.
  ///
  /// The configurations and the tokenizer are digested whole, and of each tensor its name, its type, its
  /// shape, and numbers from eight places. That takes a fraction of a second for 20 GB, and tells models apart that
  /// were trained; who changes a few numbers of a large tensor by hand may get the same digest. Whether
  /// the weights lie in one file or in several makes no difference.
  ///
  /// - Parameter withTextEncoder: Whether the text encoder and the tokenizer, if there are any, take part.
  /// - Returns: The digest.
  /// - Throws: ``ModelError`` when a file is missing or damaged.
  public func digest(withTextEncoder: Bool) throws(ModelError) -> Digest {
    var digest = DigestBuilder()
    try add("unet/config.json", to: &digest)
    try add("scheduler/scheduler_config.json", to: &digest)
    if try unetConfiguration().hasClassEmbedding {
      try add("image_noising_scheduler/scheduler_config.json", to: &digest)
    }
    add(try unetWeights(), to: &digest)
    if withTextEncoder && hasTextEncoder {
      try add("text_encoder/config.json", to: &digest)
      try add("tokenizer/\(tokenizerName())", to: &digest)
      add(try textEncoderWeights(), to: &digest)
    }
    return digest.finish()
  }

  private func add(_ name: String, to digest: inout DigestBuilder) throws(ModelError) {
    guard let bytes = FileManager.default.contents(atPath: "\(path)/\(name)") else {
      throw ModelError(path: "\(path)/\(name)", message: "the file cannot be read")
    }
    digest.add("\(name), \(bytes.count) bytes")
    digest.add(bytes: Array(bytes))
  }

  private func add(_ weights: WeightFiles, to digest: inout DigestBuilder) {
    for (name, tensor) in weights.tensors.sorted(by: { $0.key < $1.key }) {
      digest.add("\(name) \(tensor.numbers.type.rawValue) \(tensor.shape)")
      for range in Self.excerpts(of: tensor.numbers.count) {
        let values = [Float](unsafeUninitializedCapacity: range.count) { values, filled in
          if let start = values.baseAddress { tensor.numbers.widen(range, into: start) }
          filled = range.count
        }
        digest.add(bytes: values.withUnsafeBytes { Array($0) })
      }
    }
  }

  /// All of up to 4,096 numbers; of more, eight parts of 512 from the first to the last.
  private static func excerpts(of count: Int) -> [Range<Int>] {
    guard count > 4096 else { return [0..<count] }
    return (0..<8).map { part in
      let start = part * (count - 512) / 7
      return start..<start + 512
    }
  }
}
