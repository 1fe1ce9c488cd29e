import Notebook

/// The picture that stands for a chapter where there is room for one: on the opening page and when its
/// address is shared.
struct Emblem {
  /// The address in the site, and the size in pixels.
  let src: String
  let width: Int
  let height: Int

  /// What the picture's figure shows.
  let alternative: String

  /// Where the picture is from.
  let page: ChapterPage
  let file: FigureFragment.File

  init(_ picture: FigureFragment.Picture, of figure: FigureFragment, on page: ChapterPage) {
    src = "\(page.figures)/\(picture.file.publicName)"
    (width, height) = (picture.width, picture.height)
    alternative = figure.alternative
    self.page = page
    file = picture.file
  }

  /// What the front matter of a page names: `emblem: samples 1 3` is the third picture of the first row
  /// of the figure `samples`.
  struct Choice: Hashable, Sendable {
    let figure: String
    /// Counted from 1.
    let row: Int, column: Int

    /// Reads a choice.
    ///
    /// - Throws: ``SiteError`` when the text is of another form.
    init(_ text: String, path: String) throws(SiteError) {
      let parts = text.split(separator: " ")
      guard parts.count == 3, let row = Int(parts[1]), let column = Int(parts[2]) else {
        throw SiteError(
          code: .badFrontMatter,
          path: path,
          line: nil,
          message: "'emblem' names a figure, a row and a picture in it, as 'samples 1 3',"
            + " not '\(text)'"
        )
      }
      (figure, self.row, self.column) = (String(parts[0]), row, column)
    }

    /// Returns the picture among figures.
    ///
    /// - Throws: ``SiteError`` when there is no such picture.
    func picture(
      in figures: [FigureFragment],
      path: String
    ) throws(SiteError) -> (FigureFragment.Picture, FigureFragment) {
      func error(_ message: String) -> SiteError {
        SiteError(code: .unknownFragment, path: path, line: nil, message: "'emblem': \(message)")
      }
      let grids = figures.filter { $0.grid != nil }
      guard let figure = grids.first(where: { $0.name == figure }), let rows = figure.grid?.rows
      else {
        throw error(
          "there are no rows of pictures named '\(figure)'"
            + SiteError.hint(figure, among: grids.map(\.name))
        )
      }
      guard rows.indices.contains(row - 1) else {
        throw error("'\(figure.name)' has no row \(row), but \(rows.count)")
      }
      let pictures = rows[row - 1]
      guard pictures.indices.contains(column - 1) else {
        throw error(
          "row \(row) of '\(figure.name)' has no picture \(column), but \(pictures.count)"
        )
      }
      return (pictures[column - 1], figure)
    }
  }
}

extension FigureFragment {
  /// The rows of pictures, of a figure that consists of them.
  var grid: Grid? {
    if case .grid(let grid) = form { grid } else { nil }
  }
}

extension ChapterPage {
  /// The picture that stands for the chapter: the one that its text names, or the middle one of its first
  /// row of pictures.
  var emblem: Emblem? {
    let figures = presentation?.figures ?? []
    if let choice, let (picture, figure) = try? choice.picture(in: figures, path: "") {
      return Emblem(picture, of: figure, on: self)
    }
    for figure in figures {
      guard let row = figure.grid?.rows.first, !row.isEmpty else { continue }
      return Emblem(row[row.count / 2], of: figure, on: self)
    }
    return nil
  }
}
