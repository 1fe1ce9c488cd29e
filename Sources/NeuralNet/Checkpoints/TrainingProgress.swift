import Arrays
import Foundation

/// What a file says of a training beside its tensors.
struct TrainingProgress: Codable {
  let epoch: Int
  let batchesDone: Int
  let stepCount: Int

  /// By its bits, so that nothing is rounded.
  let learningRate: UInt32
  let stream: RandomStream.State

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension TrainingProgress {
  init(json: String?, path: String) throws(SafetensorsError) {
    guard let json else {
      throw SafetensorsError(
        code: .badMetadata,
        path: path,
        message: "its metadata say nothing of a training; is it the checkpoint of a network alone?"
      )
    }
    do {
      self = try JSONDecoder().decode(TrainingProgress.self, from: Data(json.utf8))
    } catch {
      throw SafetensorsError(
        code: .badMetadata,
        path: path,
        message: "its metadata on the training cannot be read: \(json)"
      )
    }
    guard epoch >= 1, batchesDone >= 0, stepCount >= 0 else {
      throw SafetensorsError(
        code: .badMetadata,
        path: path,
        message: "epoch \(epoch), batch \(batchesDone), step \(stepCount) is nowhere in a training"
      )
    }
  }
}
