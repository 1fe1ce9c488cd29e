import Arrays

/// Where a subject stands in its picture; lengths are shares of the picture's side.
struct Placement {
  /// The middle of the subject's box.
  let x: Double
  let y: Double

  /// Half the side of the subject's box.
  let scale: Double

  /// A rotation in radians, clockwise.
  let tilt: Double

  /// The height of the horizon, or of a table's far edge.
  let horizon: Double

  /// Whether the subject stands on the ground and throws a shadow there.
  let isGrounded: Bool

  /// Draws where the subject of a scene stands.
  init(of scene: PaintedScene, using stream: inout RandomStream) {
    let aside = stream.between(-0.1, 0.1)
    var tilt = 0.0
    var isGrounded = false
    let (middle, scale, horizon): (Double, ClosedRange<Double>, Double)
    switch scene.subject {
    case .village, .waterfall, .mountain:
      (middle, scale, horizon) = (0.5, 0.48...0.54, 0.74)
    case .moonrise: (middle, scale, horizon) = (0.45, 0.42...0.5, 0.74)
    case .campfire: (middle, scale, horizon) = (0.52, 0.42...0.48, stream.between(0.5, 0.62))
    case .oldMan, .hatMan: (middle, scale, horizon) = (0.52, 0.4...0.47, 0.62)
    case .skull: (middle, scale, horizon) = (0.5, 0.36...0.45, 0.66)
    case .fish:
      (middle, scale, horizon) = (stream.between(0.42, 0.58), 0.36...0.46, 0)
      tilt = stream.between(-0.2, 0.2)
    case .rocket:
      (middle, scale, horizon) = (0.46, 0.36...0.44, stream.between(0.78, 0.88))
      tilt = scene.place == .space ? stream.between(-0.7, 0.7) : stream.between(-0.12, 0.12)
    case .balloon:
      (middle, scale, horizon) = (stream.between(0.4, 0.46), 0.3...0.4, stream.between(0.76, 0.86))
    case .pencil: (middle, scale, horizon) = (0.5, 0.4...0.46, 0)
    case .sailboat: (middle, scale, horizon) = (0.5, 0.36...0.44, stream.between(0.58, 0.68))
    default:
      // Everything that stands: its foot is in the lowest fifth of the picture.
      scale = 0.37...0.45
      horizon = stream.between(0.56, 0.7)
      middle = stream.between(0.52, 0.54)
      isGrounded = ![.owl, .flower].contains(scene.subject)
    }
    let isWide = [.village, .waterfall, .mountain].contains(scene.subject)
    x = 0.5 + (isWide ? aside * 0.4 : aside)
    y = middle
    self.scale = stream.between(scale.lowerBound, scale.upperBound)
    self.tilt = tilt
    self.horizon = horizon
    self.isGrounded = isGrounded
  }
}
