import Arrays
import Drawing

/// A scene as it is drawn before its medium is applied: what is behind, and the subject before it.
struct SceneLayers {
  let scene: PaintedScene

  /// What is behind the subject.
  let back: PixelPicture

  /// The subject's colours, and how much of each pixel it covers.
  let front: PixelPicture
  let cover: [Float]

  /// Draws both layers.
  init(of scene: PaintedScene, side: Int, using stream: inout RandomStream) {
    self.scene = scene
    let size = Size(width: 1, height: 1)
    let light = PaintedLight(of: scene, using: &stream)
    let placement = Placement(of: scene, using: &stream)

    let backCanvas = Canvas(.png(scale: Double(side)), size: size)
    var sketch = Sketch(canvas: backCanvas, scene: scene, light: light, stream: stream)
    sketch.backdrop(horizon: placement.horizon)
    if placement.isGrounded {
      let foot = placement.y + placement.scale * 0.97
      sketch.disc(
        placement.x - light.side * 0.05,
        foot,
        placement.scale * 0.8,
        placement.scale * 0.11,
        Color.shadow.opacity(0.4)
      )
    }

    let frontCanvas = Canvas(.png(scale: Double(side)), size: size)
    var subject = Sketch(canvas: frontCanvas, scene: scene, light: light, stream: sketch.stream)
    let isMirrored = subject.stream.chance(0.5)
    subject.at(
      placement.x,
      placement.y,
      scale: placement.scale,
      mirrored: isMirrored,
      tilt: placement.tilt
    ) { $0.drawSubject() }
    subject.snowfall()
    stream = subject.stream

    back = PixelPicture.split(backCanvas.pixels()).colors
    (front, cover) = PixelPicture.split(frontCanvas.pixels())
  }

  /// The subject before what is behind it.
  var whole: PixelPicture { PixelPicture.blend(back, front, by: cover) }
}

extension Sketch {
  fileprivate mutating func drawSubject() {
    switch scene.subject {
    case .campanile: campanile()
    case .lighthouse: lighthouse()
    case .castle: castle()
    case .house: house()
    case .village: village()
    case .mountain: mountain()
    case .waterfall: waterfall()
    case .moonrise: moonrise()
    case .tree: tree()
    case .flower: flower()
    case .mushroom: mushroom()
    case .campfire: campfire()
    case .oldMan: oldMan()
    case .hatMan: hatMan()
    case .skull: skull()
    case .dog: dog()
    case .cat: cat()
    case .owl: owl()
    case .fish: fish()
    case .rocket: rocket()
    case .sailboat: sailboat()
    case .balloon: balloon()
    case .cup: cup()
    case .pencil: pencil()
    }
  }

  /// Flakes before everything, on some winter days.
  fileprivate mutating func snowfall() {
    guard scene.season == .winter, scene.place.isOutdoors, stream.chance(0.35) else { return }
    for _ in 0..<24 {
      disc(between(0, 1), between(0, 1), 0.01, 0.01, Color.white.opacity(0.85))
    }
  }
}
