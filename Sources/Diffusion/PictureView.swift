public import Arrays

/// A way to look at pictures, such as upside down.
///
/// For a model to find noise in what is looked at, white noise must still be white noise there: views that
/// move values, or turn their signs, keep it so (Geng, Park and Owens 2024, section 3.3).
public struct PictureView: Sendable {
  /// What it does, as in "turned by 180°".
  public let name: String

  private let look: @Sendable (NDArray) -> NDArray
  private let undo: @Sendable (NDArray) -> NDArray

  /// The same for what is no picture but says something of each place, as a variance does.
  private let undoPlaces: @Sendable (NDArray) -> NDArray

  /// Returns what pictures, `[N, C, S, S]`, look like.
  public func callAsFunction(_ pictures: NDArray) -> NDArray { look(pictures) }

  /// Returns what a model said of pictures as they look, as if it had said it of the pictures.
  public func undoing(_ prediction: NoisePrediction) -> NoisePrediction {
    NoisePrediction(
      epsilon: undo(prediction.epsilon),
      variance: prediction.variance.map(undoPlaces)
    )
  }

  /// Creates a view that takes the value at a place from another place.
  ///
  /// - Parameters:
  ///   - name: What it does, as in "turned by 180°".
  ///   - source: Returns where the value at a row and a column comes from, for pictures of a side. Each
  ///     place must come up once.
  public init(
    _ name: String,
    from source: @escaping @Sendable (_ row: Int, _ column: Int, _ side: Int) -> (Int, Int)
  ) {
    self.name = name
    look = { Self.moved($0) { row, column, side in (source(row, column, side), (row, column)) } }
    undo = { Self.moved($0) { row, column, side in ((row, column), source(row, column, side)) } }
    undoPlaces = undo
  }

  /// Creates a view that multiplies all values; only ±1 keeps noise as it is.
  public init(_ name: String, factor: Float) {
    precondition(factor != 0, "what is multiplied by 0 cannot be seen")
    self.name = name
    look = { factor * $0 }
    undo = { $0 / factor }
    undoPlaces = { $0 }
  }

  /// Creates a view through a blur, which is none for models: it takes most of the noise away.
  ///
  /// A blur cannot be undone; what a model said of its answer is used as it is.
  public init(_ name: String, blurredBy sigma: Float) {
    self.name = name
    let kernelSize = max(33, BlurSearch.kernelSize(for: sigma))
    look = { pictures in lowPass(pictures, sigma: sigma, kernelSize: kernelSize) }
    undo = { $0 }
    undoPlaces = { $0 }
  }

  /// Copies each value of each channel from one place to another.
  private static func moved(
    _ pictures: NDArray,
    _ places: (_ row: Int, _ column: Int, _ side: Int) -> (from: (Int, Int), to: (Int, Int))
  ) -> NDArray {
    let side = pictures.shape[pictures.shape.count - 1]
    precondition(
      pictures.shape.suffix(2) == [side, side],
      "pictures of shape \(pictures.shape) are not square"
    )
    var values = pictures.values
    for row in 0..<side {
      for column in 0..<side {
        let (from, to) = places(row, column, side)
        for plane in stride(from: 0, to: pictures.count, by: side * side) {
          values[plane + to.0 * side + to.1] = pictures.values[plane + from.0 * side + from.1]
        }
      }
    }
    return NDArray(values, shape: pictures.shape)
  }
}

extension PictureView {
  /// As it is.
  public static let upright = PictureView("upright") { row, column, _ in (row, column) }

  /// By half a turn: last row and last column first.
  public static let halfTurn = PictureView("turned by 180°") { row, column, side in
    (side - 1 - row, side - 1 - column)
  }

  /// By a quarter of a turn against the clock.
  public static let quarterTurn = PictureView("turned by 90°") { row, column, side in
    (column, side - 1 - row)
  }

  /// Upside down as in a lake.
  public static let flipped = PictureView("mirrored top to bottom") { row, column, side in
    (side - 1 - row, column)
  }

  /// As on film.
  public static let negative = PictureView("negative", factor: -1)
}

// snippet.views
// snippet.hide
/// Returns the noise to be taken out of pictures that are to show something else in each view: the mean
/// of what is found in the views (Geng, Park and Owens 2024).
///
/// - Parameters:
///   - xt: Pictures, `[N, C, S, S]`.
///   - timestep: Theirs.
///   - views: For each view the model that knows what is to be seen in it.
/// - Throws: What the models throw.
/// - Precondition: There is a view.
// snippet.show
public func prediction(
  of xt: NDArray,
  at timestep: Int,
  through views: [(view: PictureView, model: NoiseModel)]
) throws -> NoisePrediction {
  // snippet.hide
  precondition(!views.isEmpty, "there is nothing to look through")
  // snippet.show
  let predictions = try views.map { view, model in
    view.undoing(try model(view(xt), timestep))
  }
  let variances = predictions.compactMap(\.variance)
  return NoisePrediction(
    epsilon: mean(predictions.map(\.epsilon)),
    variance: variances.isEmpty ? nil : mean(variances)
  )
}
// snippet.end

/// The mean of arrays of one shape.
private func mean(_ arrays: [NDArray]) -> NDArray {
  arrays.dropFirst().reduce(arrays[0], +) / Float(arrays.count)
}
