public import Arrays
import Autodiff
import Diffusion
import NeuralNet

extension DigitTraining where Model == TimeUNet {
  // snippet.train-flow
  // snippet.hide
  /// Trains a network on the flow from noise to digits, to the end of the plan.
  ///
  /// - Parameters:
  ///   - report: As in ``run(report:loss:)``.
  ///   - times: Draws as many times as are asked for, `[N, 1]`, in `0...1`; uniform unless given.
  /// - Throws: As ``run(report:loss:)``.
  // snippet.show
  public mutating func runFlow(
    report: (_ fraction: Double, _ message: String) -> Void,
    times: (Int, inout RandomStream) -> NDArray = uniformTimes
  ) throws {
    try run(report: report) { unet, batch, stream in
      let t = times(batch.labels.count, &stream)
      let exercise = FlowExercise(
        to: batch.images.array,
        at: t,
        using: &stream
      )
      let u = unet(Tensor(exercise.xt), time: Tensor(exercise.times))
      return meanSquaredError(u, Tensor(exercise.velocity))
    }
  }
  // snippet.end
}

/// The share of digits whose class is withheld in a training with classes, as the assignment has it.
public let classDropout: Float = 0.1

extension DigitTraining where Model == ClassTimeUNet {
  // snippet.train-class-flow
  // snippet.hide
  /// Trains a network on the flow from noise to digits of a class, to the end of the plan.
  ///
  /// - Parameter report: As in ``run(report:loss:)``.
  /// - Throws: As ``run(report:loss:)``.
  // snippet.show
  public mutating func runFlow(
    report: (_ fraction: Double, _ message: String) -> Void
  ) throws {
    try run(report: report) { unet, batch, stream in
      let c = NDArray.oneHot(batch.labels)
        .withRowsDropped(probability: classDropout, using: &stream)
      let t = uniformTimes(batch.labels.count, &stream)
      let exercise = FlowExercise(
        to: batch.images.array,
        at: t,
        using: &stream
      )
      let u = unet(
        Tensor(exercise.xt),
        time: Tensor(exercise.times),
        labels: Tensor(c)
      )
      return meanSquaredError(u, Tensor(exercise.velocity))
    }
  }
  // snippet.end
}

/// Draws times for a batch, `[N, 1]`, uniform in `0..<1`.
@Sendable public func uniformTimes(_ count: Int, _ stream: inout RandomStream) -> NDArray {
  .randomUniform(shape: [count, 1], using: &stream)
}
