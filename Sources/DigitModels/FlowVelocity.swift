public import Arrays
import Autodiff

extension TimeUNet {
  /// Returns the velocity at points, `[N, 1, 28, 28]`, at one time for all.
  public func velocity(at xt: NDArray, time: Float) -> NDArray {
    velocity(at: xt, times: NDArray(repeating: time, shape: [xt.shape[0], 1]))
  }

  /// Returns the velocity at points, `[N, 1, 28, 28]`, each at a time of its own, `[N, 1]`.
  public func velocity(at xt: NDArray, times: NDArray) -> NDArray {
    inParts(of: xt.shape[0]) { rows in
      self(Tensor(xt[rows]), time: Tensor(times[rows])).array
    }
  }
}

extension ClassTimeUNet {
  /// Returns the velocity at points, `[N, 1, 28, 28]`, at one time, for classes, `[N, 10]`.
  public func velocity(at xt: NDArray, time: Float, labels: NDArray) -> NDArray {
    let times = NDArray(repeating: time, shape: [xt.shape[0], 1])
    return velocity(at: xt, times: times, labels: labels)
  }

  /// Returns the velocity at points, each at a time of its own, `[N, 1]`, for classes, `[N, 10]`.
  public func velocity(at xt: NDArray, times: NDArray, labels: NDArray) -> NDArray {
    inParts(of: xt.shape[0]) { rows in
      self(Tensor(xt[rows]), time: Tensor(times[rows]), labels: Tensor(labels[rows])).array
    }
  }
}
