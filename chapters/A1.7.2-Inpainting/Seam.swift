import Arrays

/// The border of a hole, and how far each of its pixels is from it.
struct Seam {
  /// The pairs of neighbouring pixels of which one lies in the hole and one outside.
  let pairs: [(inside: Int, outside: Int)]

  /// How many steps from pixel to pixel lead out of the hole; 0 outside of it.
  let depths: [Int]

  private let side: Int

  /// Finds the border of a mask, `[3, S, S]` with 1 in the hole.
  init(of mask: NDArray) {
    let side = mask.shape[2]
    func neighbours(_ place: Int) -> [Int] {
      let (row, column) = (place / side, place % side)
      return [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
        .filter { (0..<side).contains($0.0) && (0..<side).contains($0.1) }
        .map { $0.0 * side + $0.1 }
    }
    let isInside = mask.values[0..<side * side].map { $0 == 1 }
    pairs = isInside.indices.filter { isInside[$0] }.flatMap { place in
      neighbours(place).filter { !isInside[$0] }.map { (place, $0) }
    }
    var depths = isInside.map { _ in 0 }
    var front = Set(pairs.map(\.inside))
    var depth = 1
    while !front.isEmpty {
      for place in front { depths[place] = depth }
      front = Set(front.flatMap(neighbours).filter { isInside[$0] && depths[$0] == 0 })
      depth += 1
    }
    self.depths = depths
    self.side = side
  }

  /// Returns how much a picture, `[3, S, S]`, jumps at the border: the root mean square of the differences
  /// between the pixels of a pair, 0 where there is no border.
  func jump(in picture: NDArray) -> Double {
    guard !pairs.isEmpty else { return 0 }
    var sum = 0.0
    for plane in stride(from: 0, to: picture.count, by: side * side) {
      for (inside, outside) in pairs {
        let step = Double(picture.values[plane + inside] - picture.values[plane + outside])
        sum += step * step
      }
    }
    return (sum / Double(pairs.count * picture.shape[0])).squareRoot()
  }
}
