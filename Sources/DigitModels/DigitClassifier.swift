public import Arrays
public import Autodiff
public import NeuralNet

/// The judge: a small network that reads a digit.
///
/// What it reads is a measure of what a digit shows, and its features are a space in which sets of
/// digits can be compared.
public struct DigitClassifier: Layer {
  var down1: DownConv
  var middle: Conv
  var down2: DownConv
  var hidden: Linear
  var output: Linear

  /// The number of features of a digit.
  public static let featureCount = 128

  /// Creates a network with freshly drawn weights.
  public init(using stream: inout RandomStream) {
    down1 = DownConv(1, 16, using: &stream)
    middle = Conv(16, 32, using: &stream)
    down2 = DownConv(32, 64, using: &stream)
    hidden = Linear(64 * 7 * 7, Self.featureCount, using: &stream)
    output = Linear(Self.featureCount, 10, using: &stream)
  }

  // snippet.digit-classifier
  // snippet.hide
  /// Maps digits `[N, 1, 28, 28]` to their features, `[N, 128]`.
  // snippet.show
  public func features(_ x: Tensor) -> Tensor {
    let y = down2(middle(down1(x)))  // [N, 64, 7, 7]
    return gelu(hidden(y.reshaped([x.shape[0], 64 * 7 * 7])))
  }

  // snippet.hide
  /// Maps digits `[N, 1, 28, 28]` to logits, `[N, 10]`: the logarithms of the probabilities of the
  /// ten digits, up to a number for each row.
  // snippet.show
  public func callAsFunction(_ x: Tensor) -> Tensor {
    output(features(x))
  }
  // snippet.end

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&down1, named: "down1")
    visitor.visit(&middle, named: "middle")
    visitor.visit(&down2, named: "down2")
    visitor.visit(&hidden, named: "hidden")
    visitor.visit(&output, named: "output")
  }
}

extension DigitClassifier {
  /// Returns the features of many digits, `[N, 1, 28, 28]`, as `[N, 128]`.
  public func features(of images: NDArray) -> NDArray {
    inParts(of: images.shape[0]) { features(Tensor(images[$0])).array }
  }

  /// Returns how likely each of the ten digits is for each of many pictures, `[N, 1, 28, 28]`, as
  /// `[N, 10]`; the rows add up to 1.
  public func probabilities(of images: NDArray) -> NDArray {
    inParts(of: images.shape[0]) { softmax(self(Tensor(images[$0]))).array }
  }

  /// Returns the digit that each of many pictures, `[N, 1, 28, 28]`, most likely shows.
  public func read(_ images: NDArray) -> [Int] { infer(images).argmax() }
}
