import Arrays
import Datasets
public import DigitModels
public import Notebook

extension ChapterContext {
  /// Returns the exam of flows on test digits: the same in every chapter, as long as the parameters
  /// `seed` and `limit` agree.
  ///
  /// - Throws: ``DatasetError`` when the digits cannot be read.
  public func flowExam() throws -> FlowExam {
    let count = min(integer("limit"), profile == .quick ? 100 : 2000)
    return FlowExam(
      on: try digits(.test, limit: count),
      noise: random("lines to test digits", as: "B2.2")
    )
  }
}
