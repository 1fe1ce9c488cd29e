public import Notebook

public struct TextConditionalEditing: Chapter {
  public static let section = Section("A1.7.3", "TextConditionalEditing")
  public init() {}
  public struct Findings: Codable, Sendable { var x = 0 }
  public func compute(in context: ChapterContext) throws -> Findings { Findings() }
  public func present(_ findings: Findings, on page: inout Page) throws {}
}
