import Arrays
public import DigitModels
public import Notebook

extension ChapterContext {
  /// Returns the reader of digits that chapter B1.2.2 has trained, which has to be upstream, and the
  /// name of its weights, on which whatever it judges depends.
  ///
  /// - Throws: An error when it is not there, or its weights are not at hand.
  public func judge() throws -> (network: DigitClassifier, weights: Artifact) {
    struct Upstream: Decodable {
      var judge: Judge

      struct Judge: Decodable { var weights: Artifact }
    }
    let weights = try findings(of: "B1.2.2", as: Upstream.self).judge.weights
    return (try network(weights) { DigitClassifier(using: &$0) }, weights)
  }
}
