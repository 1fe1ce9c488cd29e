#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Returns what a symmetric kernel multiplies each wave by, for 0 to `side` − 1 half cycles.
///
/// With mirrored edges the wave cos(π u (x + ½) / N) comes out of a symmetric kernel as itself, times
/// the sum of the taps weighted by cos(π u j / N), where j is a tap's distance from the middle.
func transfer(of weights: [Float], side: Int) -> [Float] {
  (0..<side).map { u in
    var sum = 0.0
    for (tap, weight) in weights.enumerated() {
      let distance = Double(tap - weights.count / 2)
      sum += Double(weight) * cos(.pi * Double(u) * distance / Double(side))
    }
    return Float(sum)
  }
}
