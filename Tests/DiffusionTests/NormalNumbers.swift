import Arrays

/// Standard normal numbers that a name decides.
func normal(_ shape: [Int], _ name: String) -> NDArray {
  var stream = RandomStream(seed: 1, name)
  return .randomNormal(shape: shape, using: &stream)
}
