public import Autodiff
public import Arrays
import NeuralNet
public import Notebook

extension ChapterContext {
  /// Returns a network with the weights that a training has kept.
  ///
  /// - Parameters:
  ///   - artifact: The weights.
  ///   - architecture: Makes a network of the same shape; its own weights are replaced.
  /// - Returns: The network, ready to infer.
  /// - Throws: An error when the weights are not at hand, or are those of another architecture.
  public func network<Network: Parameterized>(
    _ artifact: Artifact,
    _ architecture: (inout RandomStream) -> Network
  ) throws -> Network {
    var stream = random("replaced weights")
    var network = architecture(&stream)
    try network.load(from: path(of: artifact))
    return network
  }
}
