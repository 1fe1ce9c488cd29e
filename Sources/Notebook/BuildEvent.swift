/// What happens during a build, for a terminal, a log, or another program.
public enum BuildEvent: Sendable {
  /// Another build holds the store.
  case waiting

  /// The build looked at everything, and these chapters run, for a value of a ``Variation`` where one is
  /// given; the data sets named are not at hand, and they draw their own.
  case planned(
    variant: String?,
    running: [String],
    kept: [String],
    secondsExpected: Double?,
    missingData: [String]
  )

  /// A chapter's process was started.
  case started(id: String, computes: Bool, secondsExpected: Double?)

  /// A chapter tells how far it is; `fraction` in `0...1`.
  case progress(id: String, fraction: Double, message: String)

  /// A chapter has new results.
  case finished(id: String, seconds: Double, peakMemory: Int)

  /// A chapter has none.
  case failed(id: String, failure: ChapterFailure)

  /// A page's text or the site's cannot be set; `message` names file and line.
  case refused(message: String)

  /// The site is complete.
  case assembled(pagesWritten: Int, pages: Int, folder: String)
}
