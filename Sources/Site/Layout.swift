/// Puts set blocks into sections, and what stands beside prose at the side of it.
struct Layout {
  private var html = ""
  private var prose = ""
  private var side = ""
  private var isOpen = false

  /// Ends the section before, and opens one with its heading.
  mutating func open(anchor: String, heading: String) {
    endSection()
    html += "<section id=\"\(anchor)\">\n<h2>\(heading)</h2>\n"
    isOpen = true
  }

  /// Adds a block after those before it.
  mutating func add(_ block: String, _ placement: PageSetter.Placement) {
    switch placement {
    case .prose: prose += block
    case .beside: side += block
    case .wide:
      endRun()
      html += block
    }
  }

  /// Ends the page and returns its HTML.
  mutating func close() -> String {
    endSection()
    return html
  }

  private mutating func endSection() {
    endRun()
    if isOpen { html += "</section>\n" }
    isOpen = false
  }

  private mutating func endRun() {
    switch (prose.isEmpty, side.isEmpty) {
    case (true, true): break
    case (false, true): html += "<div class=\"prose\">\n\(prose)</div>\n"
    case (_, false):
      html +=
        "<div class=\"two\">\n<div class=\"prose\">\n\(prose)</div>\n"
        + "<div class=\"side\">\n\(side)</div>\n</div>\n"
    }
    prose = ""
    side = ""
  }
}
