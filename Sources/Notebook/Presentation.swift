public import Digests

/// What a chapter hands to the site: named values, facts, tables, and figures as files.
///
/// It is the chapter's fragment. `page.md` says where each thing stands; the site sets it without
/// running anything.
public struct Presentation: Codable, Sendable {
  /// The numbers and words that prose may name.
  public internal(set) var values: [NamedValue] = []

  /// The facts at the head of the page, in order.
  public internal(set) var facts: [Fact] = []

  /// The figures, in the order in which they were drawn.
  public internal(set) var figures: [FigureFragment] = []

  /// The tables, in the order in which they were made.
  public internal(set) var tables: [TableFragment] = []

  /// Creates the presentation of a chapter that shows nothing yet.
  public init() {}
}

/// A number or a word that prose names as `{{name}}`.
public struct NamedValue: Codable, Sendable {
  /// The name, unique in its chapter.
  public let name: String

  /// How the value is set in prose.
  public let text: String

  /// The number, in full precision; `nil` for a word.
  public let value: Double?

  /// The number's unit, empty when it has none.
  public let unit: String
}

/// One line at the head of a page, such as "schedule: cosine, 1000 steps".
public struct Fact: Codable, Sendable {
  /// What it is about.
  public let name: String

  /// What is the case.
  public let value: String
}

/// A figure as files.
public struct FigureFragment: Codable, Sendable {
  /// The name, unique in its chapter.
  public let name: String

  /// What the figure shows, for those who do not see it; never empty.
  public let alternative: String

  /// How it stands on the page.
  public let form: Form

  /// The ways in which a figure stands on a page.
  public enum Form: Codable, Sendable {
    /// A drawing, in a dark and a light variant for each of three widths.
    case drawing(Drawing)
    /// A drawing of a plane in which the reader lets points flow, and what the page needs to know for it.
    case plane(drawing: Drawing, data: File)
    /// Rows of pictures, each a file of its own, so that they stay pixels and wrap on a phone.
    case grid(Grid)
    /// A picture mixed in the page from two arrays, as a slider says.
    case blend(name: String, initial: Int, last: Int, picture: Picture, data: File)
    /// One of several pictures, as a slider says.
    case strip(name: String, initial: Int, frames: [Picture])
  }

  /// A file of the fragment.
  public struct File: Codable, Sendable {
    /// The name in the fragment's folder.
    public let name: String

    /// The digest of its bytes.
    public let digest: Digest
  }

  /// Rows of pictures and their titles.
  public struct Grid: Codable, Sendable {
    /// The pictures, row by row.
    public let rows: [[Picture]]

    /// Titles over the rows, one for each, and over the columns; empty for none.
    public let rowTitles: [String]
    public let columnTitles: [String]

    /// The whole as files to be saved.
    public let saves: [Save]
  }

  /// A drawing, made anew for each place that it can stand in.
  public struct Drawing: Codable, Sendable {
    /// For a figure that has the page to itself.
    public let wide: Variant

    /// For a figure that stands beside prose.
    public let beside: Variant

    /// For a narrow screen.
    public let narrow: Variant
  }

  /// A drawing at one size, for the dark and for the light theme.
  public struct Variant: Codable, Sendable {
    /// The SVG for either theme.
    public let dark: File, light: File

    /// The size in CSS pixels.
    public let width: Int, height: Int
  }

  /// A picture whose pixels are data.
  public struct Picture: Codable, Sendable {
    /// The PNG.
    public let file: File

    /// Its size in pixels.
    public let width: Int, height: Int

    /// What stands under the picture on the left, and on the right.
    public let label: String, note: String
  }

  /// The figure drawn whole, for a reader to keep.
  public struct Save: Codable, Sendable {
    /// What it is, such as "PNG, dark".
    public let title: String

    /// The file.
    public let file: File
  }
}

/// A table of texts.
public struct TableFragment: Codable, Sendable {
  /// The name, unique in its chapter.
  public let name: String

  /// The heads of the columns.
  public let columns: [String]

  /// The cells, a row at a time, as many as there are columns.
  public let rows: [[String]]
}
