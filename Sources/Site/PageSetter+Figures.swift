import CMarkdown
import Digests
import Notebook

extension PageSetter {
  /// Sets a figure or a slider with its caption and its number.
  mutating func setFigure(_ directive: Directive, _ block: MarkdownNode) throws -> String {
    let isSlider = directive.kind == .slider
    let candidates = presentation.figures.filter { $0.form.isSlider == isSlider }
    guard let figure = candidates.first(where: { $0.name == directive.name }) else {
      let hint = SiteError.hint(directive.name, among: candidates.map(\.name))
      refuse(
        .unknownFragment,
        at: block,
        "the chapter draws no \(directive.kind.rawValue) '\(directive.name)'" + hint
      )
      return ""
    }
    let plate = try plate(of: directive, block)
    var values: TemplateValues = [
      "id": plate.anchor, "label": plate.label, "caption": plate.caption,
      "alt": figure.alternative, "turns": directive.isTurnable,
      "drawing": false, "grid": false, "slider": false, "plane": false,
      "saves": [TemplateValues](),
    ]
    switch figure.form {
    case .drawing(let drawing):
      values["drawing"] = self.values(of: drawing, isBeside: directive.isBeside)
    case .plane(let drawing, let data):
      values["drawing"] = self.values(of: drawing, isBeside: directive.isBeside)
      values["plane"] = ["data": try json(data)] as TemplateValues
    case .grid(let grid):
      values["grid"] = self.values(of: grid)
      values["saves"] = grid.saves.map {
        ["href": href($0.file), "title": $0.title] as TemplateValues
      }
    case .blend(let name, let initial, let last, let picture, let data):
      values["slider"] =
        [
          "kind": "blend", "name": name, "initial": initial, "last": last,
          "label": picture.label, "note": picture.note, "frames": [frame(picture)],
          "data": try json(data),
        ] as TemplateValues
    case .strip(let name, let initial, let frames):
      values["slider"] =
        [
          "kind": isWide(frames[initial]) ? "strip wide" : "strip",
          "name": name, "initial": initial, "last": frames.count - 1,
          "label": frames[initial].label, "note": frames[initial].note,
          "frames": frames.indices.map { frame(frames[$0], isHidden: $0 != initial) },
          "data": false,
        ] as TemplateValues
    }
    return try templates.render("figure", values)
  }

  /// Sets the caption of a figure or a table, which is then listed among all.
  private mutating func plate(
    of directive: Directive,
    _ block: MarkdownNode
  ) throws -> PageSetter.Plate {
    let plate = Plate(
      anchor: directive.anchor,
      label: text.labels[directive.name]?.text ?? "",
      caption: try inlines.html(of: block.literal, at: block.line + text.firstLine)
    )
    plates.append(plate)
    return plate
  }

  private mutating func values(
    of drawing: FigureFragment.Drawing,
    isBeside: Bool
  ) -> TemplateValues {
    let variant = isBeside ? drawing.beside : drawing.wide
    return [
      "dark": href(variant.dark), "light": href(variant.light),
      "width": variant.width, "height": variant.height,
      "narrowDark": href(drawing.narrow.dark), "narrowLight": href(drawing.narrow.light),
      "narrowWidth": drawing.narrow.width, "narrowHeight": drawing.narrow.height,
    ]
  }

  private mutating func values(of grid: FigureFragment.Grid) -> TemplateValues {
    [
      "columns": grid.rows.map(\.count).max() ?? 0,
      "hasTitles": !grid.columnTitles.isEmpty,
      "titles": grid.columnTitles.map { ["title": $0] as TemplateValues },
      "rows": grid.rows.enumerated().map { index, row in
        [
          "hasTitle": !grid.rowTitles.isEmpty,
          "title": grid.rowTitles.isEmpty ? "" : grid.rowTitles[index],
          "panels": row.map { panel($0) },
        ] as TemplateValues
      },
    ]
  }

  /// Sets a table with its caption and its number.
  mutating func setTable(_ directive: Directive, _ block: MarkdownNode) throws -> String {
    guard let table = presentation.tables.first(where: { $0.name == directive.name }) else {
      let hint = SiteError.hint(directive.name, among: presentation.tables.map(\.name))
      refuse(.unknownFragment, at: block, "the chapter makes no table '\(directive.name)'" + hint)
      return ""
    }
    let isNumeric = table.columns.indices.map { column in
      table.rows.allSatisfy { row in
        row[column].first.map { $0.isNumber || "−+±–∞".contains($0) } ?? true
      }
    }
    let plate = try plate(of: directive, block)
    return try templates.render(
      "table",
      [
        "id": plate.anchor, "label": plate.label, "caption": plate.caption,
        "columns": zip(table.columns, isNumeric).map {
          ["title": $0, "numeric": $1] as TemplateValues
        },
        "rows": table.rows.map { row -> TemplateValues in
          [
            "cells": row.indices.map { column in
              ["text": row[column], "numeric": isNumeric[column], "head": column == 0]
                as TemplateValues
            }
          ]
        },
      ]
    )
  }

  private mutating func panel(_ picture: FigureFragment.Picture) -> TemplateValues {
    [
      "src": href(picture.file), "width": picture.width, "height": picture.height,
      "label": picture.label, "note": picture.note, "hasNote": !picture.note.isEmpty,
    ]
  }

  private mutating func frame(
    _ picture: FigureFragment.Picture,
    isHidden: Bool = false
  ) -> TemplateValues {
    [
      "src": href(picture.file), "width": picture.width, "height": picture.height,
      "frameLabel": picture.label, "frameNote": picture.note, "isHidden": isHidden,
    ]
  }

  /// What a script of the page reads.
  private func json(_ file: FigureFragment.File) throws -> String {
    String(decoding: try store.file(file, of: address), as: UTF8.self)
  }

  /// The address of a file, which the page then shows.
  private mutating func href(_ file: FigureFragment.File) -> String {
    files.append(file)
    return "\(figures)/\(file.publicName)"
  }
}

/// Whether a slider's picture, such as several in a row, needs more than the usual place.
private func isWide(_ picture: FigureFragment.Picture) -> Bool {
  picture.width * 4 > picture.height * 5
}

extension FigureFragment.Form {
  fileprivate var isSlider: Bool {
    switch self {
    case .blend, .strip: true
    case .drawing, .grid, .plane: false
    }
  }
}

extension FigureFragment.File {
  /// The name under which the site holds the file: with its digest, so that no reader's cache shows
  /// an old figure beside new prose.
  var publicName: String {
    guard let dot = name.lastIndex(of: ".") else { return "\(name)-\(digest.hex.prefix(8))" }
    return "\(name[..<dot])-\(digest.hex.prefix(8))\(name[dot...])"
  }
}
