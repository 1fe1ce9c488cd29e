import Datasets

/// A section of the report: it computes findings, then presents them on a page.
///
/// The two are apart because their costs are: a new sentence in `page.md` computes nothing, a new
/// line width draws again but computes nothing, and only a change of meaning computes again. What
/// ``present(_:on:)`` needs must therefore be in the findings.
public protocol Chapter: Sendable {
  /// Everything that was found, exact enough to draw and say it without computing.
  associatedtype Findings: Codable & Sendable

  /// The chapter's place; its folder is `chapters/<id>-<name>`.
  static var section: Section { get }

  /// The knobs that authors may turn.
  static var parameters: [Parameter] { get }

  /// The data sets that ``compute(in:)`` reads where they are found.
  static var data: [DataRequirement] { get }

  /// The ids of chapters whose findings ``compute(in:)`` reads.
  static var upstream: [String] { get }

  /// The names of stages that take long, in their order: an engine may run the chapter up to the end of
  /// each as a job of its own.
  static var stages: [String] { get }

  /// Creates the chapter.
  init()

  /// Runs the computation.
  func compute(in context: ChapterContext) throws -> Findings

  /// Draws figures and names values; reads nothing but the findings.
  func present(_ findings: Findings, on page: inout Page) throws
}

extension Chapter {
  public static var parameters: [Parameter] { [] }
  public static var data: [DataRequirement] { [] }
  public static var upstream: [String] { [] }
  public static var stages: [String] { [] }
}

/// A data set that a chapter reads where it is found; without it the chapter draws its own.
public enum DataRequirement: String, Codable, Sendable, CaseIterable {
  /// The four IDX files of MNIST, in the folder `mnist` of a data folder.
  case mnist

  /// The files that make up the set, each plain or with the suffix `.gz`.
  public var files: [String] {
    switch self {
    case .mnist: MNIST.fileNames
    }
  }

  /// Tells whether a data folder has files of any set.
  public static func isAnyFound(in folder: String) -> Bool {
    allCases.contains { $0.isFound(in: folder) }
  }

  /// Tells whether any file of the set is in its folder below a data folder.
  public func isFound(in folder: String) -> Bool {
    let names = Files.names(in: "\(folder)/\(rawValue)")
    return files.contains { names.contains($0) || names.contains("\($0).gz") }
  }
}

/// A chapter whose types are known to it alone, as the list of chapters holds it.
public struct AnyChapter: Sendable {
  /// The chapter's place.
  public let section: Section

  /// The knobs that authors may turn.
  public let parameters: [Parameter]

  /// The data sets it reads.
  public let data: [DataRequirement]

  /// The ids of the chapters whose findings it reads.
  public let upstream: [String]

  /// The names of stages that take long.
  public let stages: [String]

  let compute: @Sendable (ChapterContext) throws -> [UInt8]
  let present: @Sendable ([UInt8], inout Page) throws -> Void

  /// Wraps a chapter.
  public init<Wrapped: Chapter>(_ chapter: Wrapped) {
    section = Wrapped.section
    parameters = Wrapped.parameters
    data = Wrapped.data
    upstream = Wrapped.upstream
    stages = Wrapped.stages
    compute = { try StableJSON.encode(chapter.compute(in: $0)) }
    present = { findings, page in
      try chapter.present(StableJSON.decode(Wrapped.Findings.self, from: findings), on: &page)
    }
  }

  /// Makes a chapter out of two functions, for chapters that are made while a program runs.
  package init(
    section: Section,
    parameters: [Parameter] = [],
    data: [DataRequirement] = [],
    upstream: [String] = [],
    stages: [String] = [],
    compute: @escaping @Sendable (ChapterContext) throws -> [UInt8],
    present: @escaping @Sendable ([UInt8], inout Page) throws -> Void
  ) {
    self.section = section
    self.parameters = parameters
    self.data = data
    self.upstream = upstream
    self.stages = stages
    self.compute = compute
    self.present = present
  }
}
