import Arrays
import Autodiff
import DigitModels
import Foundation
import NeuralNet
import TestSupport
import Testing

/// A checkpoint with an example of what its network computes, for other programs to compare with.
///
///     CHECKPOINT=/tmp/unet.safetensors swift test --filter CheckpointTests
///     python3 interop/pytorch/check_checkpoint.py /tmp/unet.safetensors
@Suite struct CheckpointTests {
  @Test func aTrainedUNetIsTheSameAfterItsFileIsRead() throws {
    var stream = RandomStream(seed: 180, "checkpoint")
    var unet = UNet(channels: 8, using: &stream)
    var optimizer = Adam(learningRate: 1e-3)
    // A few steps, so that the running moments are not those of a fresh network.
    for _ in 0..<3 {
      let x = Tensor(.randomNormal(shape: [4, 1, 28, 28], using: &stream))
      let (_, gradients) = valueWithGradient(at: &unet) { meanSquaredError($0(x), x) }
      optimizer.update(&unet, along: gradients)
    }
    let input = NDArray.randomNormal(shape: [2, 1, 28, 28], using: &stream)
    let output = unet(Tensor(input)).array
    var file = unet.checkpoint(metadata: ["network": "UNet", "channels": "8"])
    file.tensors += [("example.input", input), ("example.output", output)]

    try withTemporaryFolder { folder in
      let path = ProcessInfo.processInfo.environment["CHECKPOINT"] ?? "\(folder)/unet.safetensors"
      try file.write(to: path)
      var other = UNet(channels: 8, using: &stream)
      try other.load(Safetensors(path: path), path: path)
      #expect(other(Tensor(input)).array == output)
    }
  }
}
