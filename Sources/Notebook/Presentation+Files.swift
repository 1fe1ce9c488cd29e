extension Presentation {
  /// The files of all figures.
  var files: [FigureFragment.File] { figures.flatMap(\.form.files) }
}

extension FigureFragment.Form {
  fileprivate var files: [FigureFragment.File] {
    switch self {
    case .drawing(let drawing): drawing.files
    case .plane(let drawing, let data): drawing.files + [data]
    case .grid(let grid): grid.rows.joined().map(\.file) + grid.saves.map(\.file)
    case .blend(_, _, _, let picture, let data): [picture.file, data]
    case .strip(_, _, let frames): frames.map(\.file)
    }
  }
}

extension FigureFragment.Drawing {
  fileprivate var files: [FigureFragment.File] {
    [wide, beside, narrow].flatMap { [$0.dark, $0.light] }
  }
}
