import Digests
import Drawing
import Notebook

/// The picture by which other sites show a page that somebody links to.
struct ShareCard: Sendable {
  /// A picture that stands for a chapter.
  struct Picture: Sendable {
    let file: FigureFragment.File
    let store: Store
    let address: Digest
  }

  let title: String

  /// The chapter's id; empty for the site's own card.
  let label: String
  let siteTitle: String
  let picture: Picture?

  /// What the Open Graph protocol asks for, in pixels.
  static let size = Size(width: 1200, height: 630)

  /// Returns where the card of a page stands in the site.
  static func path(of href: String) -> String { "cards/\(href.dropLast(".html".count)).png" }

  /// Writes the card of a page.
  func put(for href: String, into output: inout Output) {
    var builder = DigestBuilder()
    for part in ["card 2", title, label, siteTitle, picture?.file.digest.hex ?? ""] {
      builder.add(part)
    }
    output.put(Self.path(of: href), key: builder.finish()) { try bytes }
  }

  private var bytes: [UInt8] {
    get throws {
      let (size, margin) = (Self.size, 72.0)
      let (ink, soft) = (Color(hex: 0xe9e2d3), Color(hex: 0xb9af9b))
      let (ground, brass) = (Color(hex: 0x15130f), Color(hex: 0xd8ab5b))
      let canvas = Canvas(.png(scale: 1), size: size)
      let whole = Rect(x: 0, y: 0, width: size.width, height: size.height)
      canvas.fill(.rectangle(whole), with: ground)
      var room = size.width - 2 * margin
      if let picture {
        let side = size.height - 2 * margin
        let bitmap = try PNG.decode(
          picture.store.file(picture.file, of: picture.address),
          path: picture.file.name
        )
        let scale = side / Double(max(bitmap.width, bitmap.height))
        let (width, height) = (Double(bitmap.width) * scale, Double(bitmap.height) * scale)
        let place = Rect(
          x: size.width - margin - width,
          y: (size.height - height) / 2,
          width: width,
          height: height
        )
        canvas.image(bitmap, in: place)
        room = place.x - 2 * margin
      }
      // A word that is too long for its column makes all of them smaller.
      let widest = title.split(separator: " ").map { Font.serif(84).measure(String($0)).width }
        .max()
      let font = Font.serif(84 * min(1, room / max(1, widest ?? 1)))
      let lines = Self.lines(title, of: font, within: room)
      let pitch = 92.0
      var y = size.height / 2 - Double(lines.count - 1) * pitch / 2 + 26
      canvas.text(
        label,
        at: Point(margin, y - pitch),
        font: .sans(34, weight: .semibold),
        color: brass
      )
      for line in lines {
        canvas.text(line, at: Point(margin, y), font: font, color: ink)
        y += pitch
      }
      canvas.text(
        siteTitle,
        at: Point(margin, size.height - margin),
        font: .serif(38, slant: .italic),
        color: soft
      )
      return try canvas.finish()
    }
  }

  /// Breaks a title into lines that fit, one word a line at least.
  private static func lines(_ title: String, of font: Font, within width: Double) -> [String] {
    title.split(separator: " ").reduce(into: []) { lines, word in
      let longer = lines.last.map { "\($0) \(word)" }
      if let longer, font.measure(longer).width <= width {
        lines[lines.count - 1] = longer
      } else {
        lines.append(String(word))
      }
    }
  }
}
