import Arrays

extension TrainingRecord {
  /// The entries as rows of epoch, batch, loss and learning rate; whole numbers up to 2²⁴ are exact.
  var array: NDArray {
    NDArray(
      entries.flatMap { [Float($0.epoch), Float($0.batch), $0.loss, $0.learningRate] },
      shape: [entries.count, 4]
    )
  }

  init(_ array: NDArray?, path: String) throws(SafetensorsError) {
    guard let array else {
      throw SafetensorsError(code: .missingTensor, path: path, message: "there is no tensor record")
    }
    guard array.shape.count == 2, array.shape[1] == 4 else {
      throw SafetensorsError(
        code: .wrongShape,
        path: path,
        message: "record has the shape \(array.shape), not four numbers for each batch"
      )
    }
    var entries: [Entry] = []
    for index in 0..<array.shape[0] {
      let row = array.values[4 * index..<4 * index + 4].map { $0 }
      guard let epoch = Int(exactly: row[0]), let batch = Int(exactly: row[1]) else {
        throw SafetensorsError(
          code: .badMetadata,
          path: path,
          message: "row \(index) of record names epoch \(row[0]), batch \(row[1])"
        )
      }
      entries.append(Entry(epoch: epoch, batch: batch, loss: row[2], learningRate: row[3]))
    }
    self.init(entries: entries)
  }
}
