import Arrays

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The mean of the negative logarithms of the labels' probabilities, as PyTorch's `cross_entropy`.
///
///     log Σₖ e^(xₖ) - x_label
///
/// - Parameters:
///   - logits: The logarithms of the probabilities up to a number for each row, `[N, K]`.
///   - labels: The right class of each row, each in `0..<K`.
/// - Returns: A scalar.
/// - Precondition: There is a label for each row, and at least one row.
public func crossEntropy(_ logits: Tensor, labels: [Int]) -> Tensor {
  precondition(
    logits.shape.count == 2 && logits.shape[0] == labels.count && !labels.isEmpty
      && labels.allSatisfy { (0..<logits.shape[1]).contains($0) },
    "labels \(labels) do not fit logits of shape \(logits.shape)"
  )
  let classes = logits.shape[1]
  let slopes = Storage(count: logits.count)
  var total = 0.0
  for (row, label) in labels.enumerated() {
    let line = UnsafeBufferPointer(start: logits.pointer + row * classes, count: classes)
    let largest = Double(line.max() ?? 0)
    let sum = line.reduce(0) { $0 + exp(Double($1) - largest) }
    total += log(sum) + largest - Double(line[label])
    for index in 0..<classes {
      let probability = exp(Double(line[index]) - largest) / sum
      let slope = probability - (index == label ? 1 : 0)
      slopes.start[row * classes + index] = Float(slope / Double(labels.count))
    }
  }
  return Tape.record(
    [logits],
    shape: [],
    storage: Storage([Float(total / Double(labels.count))]),
    pullback: { [Elementwise.multiply(slopes, by: $0.start[0])] }
  )
}
