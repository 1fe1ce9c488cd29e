public import Arrays

// snippet.guided-velocity
// snippet.hide
/// Returns a velocity pushed past the conditional one, away from the unconditional one.
///
///     u = unconditional + scale·(conditional − unconditional)  (Ho and Salimans 2022)
///
/// - Parameters:
///   - unconditional: The velocity without a class, of any shape.
///   - conditional: The velocity for the class wanted, of the same shape.
///   - scale: The weight γ: 0 ignores the class, 1 is the conditional velocity, more is guided. (That
///     paper counts from the other end: its w is γ − 1.)
/// - Precondition: The shapes agree.
// snippet.show
public func guided(
  unconditional: NDArray,
  conditional: NDArray,
  scale: Float
) -> NDArray {
  unconditional + scale * (conditional - unconditional)
}

// snippet.hide
/// Returns the guided field of velocities of a network that takes classes; both of its answers come
/// from one batch.
///
/// - Parameters:
///   - labels: A one-hot class for each row, `[N, classes]`.
///   - scale: The weight γ of ``guided(unconditional:conditional:scale:)``.
///   - velocity: The network: the velocity at points and a time for classes; a row of zeros is none.
/// - Returns: A field for ``followFlow(from:stepCount:solver:velocity:)``.
// snippet.show
public func guidedField(
  labels: NDArray,
  scale: Float,
  velocity: @escaping (NDArray, Float, NDArray) -> NDArray
) -> (_ xt: NDArray, _ time: Float) -> NDArray {
  let noLabels = NDArray(repeating: 0, shape: labels.shape)
  let bothLabels = NDArray.joined([noLabels, labels])
  return { xt, time in
    let count = xt.shape[0]
    let both = velocity(.joined([xt, xt]), time, bothLabels)
    return guided(
      unconditional: both[0..<count],
      conditional: both[count..<2 * count],
      scale: scale
    )
  }
}
// snippet.end
