import ArgumentParser
import Arrays
import Digests
import Foundation
import Notebook
import Site

/// `benchmark site`: how long the generator itself takes, apart from the chapters' computing.
struct SiteBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Time builds of a synthetic report.",
    discussion: """
      The first three are whole processes of the built program on a report of 20 chapters, medians \
      of --rounds: nothing changed, a sentence changed in one chapter, the style sheet changed. The \
      last are the assembly of many pages from fragments that are there, with no cache: pages of \
      prose alone, then pages with a figure, a table, a call-out and a walkthrough as well. Beside \
      it stands what the disk takes to write the same files and nothing else.
      """
  )

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: "How often each thing is timed.")
  var rounds = 9

  @Option(help: "The number of pages of the large site; twice as many show whether it is linear.")
  var pages = 1000

  @Option(help: "Where the reports are put; by default in .build, on the disk that a site is on.")
  var folder: String?

  private struct Figures: Encodable {
    var chapters = 20
    var noOpMilliseconds = 0.0
    var proseEditMilliseconds = 0.0
    var themeEditMilliseconds = 0.0
    var pages = 0
    var coldSeconds = 0.0
    var coldSecondsTwice = 0.0
    var coldPlainSeconds = 0.0
    var writingAloneSeconds = 0.0
    var isRelease = false
  }

  func run() throws {
    let base = self.folder ?? "\(packageRoot)/.build"
    let folder = "\(base)/benchmark-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var figures = Figures()
    #if !DEBUG
      figures.isRelease = true
    #endif
    try timeEdits(in: "\(folder)/small", &figures)
    figures.pages = pages
    figures.coldPlainSeconds = try timeAssembly(of: pages, isPlain: true, in: "\(folder)/plain")
      .cold
    (figures.coldSeconds, figures.writingAloneSeconds) = try timeAssembly(
      of: pages,
      in: "\(folder)/large"
    )
    figures.coldSecondsTwice = try timeAssembly(of: 2 * pages, in: "\(folder)/larger").cold
    if json {
      print(String(decoding: try StableJSON.encode(figures), as: UTF8.self))
      return
    }
    func line(_ what: String, _ figure: String) {
      print(what.padding(toLength: 44, withPad: " ", startingAt: 0) + figure)
    }
    let ratio = figures.coldSecondsTwice / figures.coldSeconds
    line("20 chapters, nothing changed", "\(fixed(figures.noOpMilliseconds, digits: 0)) ms")
    line("20 chapters, one sentence", "\(fixed(figures.proseEditMilliseconds, digits: 0)) ms")
    line("20 chapters, the style sheet", "\(fixed(figures.themeEditMilliseconds, digits: 0)) ms")
    line("\(pages) pages of prose, cold", "\(fixed(figures.coldPlainSeconds, digits: 2)) s")
    line("\(pages) pages, cold", "\(fixed(figures.coldSeconds, digits: 2)) s")
    line("the same files, written alone", "\(fixed(figures.writingAloneSeconds, digits: 2)) s")
    line(
      "\(2 * pages) pages, cold",
      "\(fixed(figures.coldSecondsTwice, digits: 2)) s, \(fixed(ratio, digits: 2)) times as long"
    )
  }

  /// Times whole processes on a report of 20 chapters.
  private func timeEdits(in root: String, _ figures: inout Figures) throws {
    let report = try SyntheticReport(count: figures.chapters, root: root, package: packageRoot)
    try build(root)
    func measure(_ edit: (Int) throws -> Void) throws -> Double {
      try (0..<rounds).map { round in
        try edit(round)
        return try seconds { try build(root) } * 1000
      }.median
    }
    let page = "\(root)/chapters/\(report.sections[7].folder)/page.md"
    let style = "\(root)/site/theme/style.css"
    figures.noOpMilliseconds = try measure { _ in }
    figures.proseEditMilliseconds = try measure { try append("Sentence \($0).\n", to: page) }
    figures.themeEditMilliseconds = try measure { try append("/* \($0) */\n", to: style) }
  }

  /// Times the assembly of many pages from fragments that are there, in this process.
  ///
  /// Each round has a folder of its own: file systems are slow to reuse what was just removed.
  private func timeAssembly(
    of count: Int,
    isPlain: Bool = false,
    in folder: String
  ) throws -> (cold: Double, writingAlone: Double) {
    let times = try (0..<3).map { round in
      let root = "\(folder)/\(round)"
      let report = try SyntheticReport(
        count: count,
        isPlain: isPlain,
        root: root,
        package: packageRoot
      )
      let results = try report.resultsWithoutBuilding()
      let site = Site(
        root: root,
        store: Store(folder: "\(root)/.report"),
        configuration: try SiteConfiguration(yaml: Files.text("\(root)/\(SiteConfiguration.path)")),
        profile: .quick,
        showsTimes: false,
        generator: "benchmark"
      )
      let cold = try seconds {
        let summary = try site.assemble(results, to: "\(root)/_site")
        guard summary.errors.isEmpty else {
          throw ProjectError(description: "the fixture is wrong: \(summary.errors[0])")
        }
      }
      return (cold, try timeWriting(of: ["_site", ".report/cache"], in: root))
    }
    return (times.map(\.0).median, times.map(\.1).median)
  }

  /// Times the writing of all files of some folders to another one, on as many threads.
  private func timeWriting(of folders: [String], in root: String) throws -> Double {
    let paths = folders.flatMap { folder in
      FileManager.default.subpaths(atPath: "\(root)/\(folder)")?.map { "\(folder)/\($0)" } ?? []
    }
    let files = paths.compactMap { path in
      (try? Files.read("\(root)/\(path)")).map { (path, $0) }
    }
    return try seconds {
      _ = try parallelMap(files.count) { index in
        try Files.write(files[index].1, to: "\(root)/again/\(files[index].0)")
      }
    }
  }

  private func seconds(_ work: () throws -> Void) throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try work()
    return (clock.now - start) / .seconds(1)
  }

  private func build(_ root: String) throws {
    let process = Process()
    process.executableURL = Bundle.main.executableURL
    process.arguments = ["report", "build"]
    process.currentDirectoryURL = URL(fileURLWithPath: root)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw ProjectError(description: "the build of the fixture in \(root) failed")
    }
  }

  private func append(_ text: String, to path: String) throws {
    try Files.write(Files.read(path) + Array(text.utf8), to: path)
  }

  /// The package whose theme and templates are measured: the one that this program is built from.
  private var packageRoot: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
  }
}

extension SyntheticReport {
  /// Puts one fragment in the store that all chapters show, and returns results that point to it.
  func resultsWithoutBuilding() throws -> [ChapterResult] {
    let key = Digest.of("the fragment of all chapters")
    let folder = Store(folder: "\(root)/.report").page(key)
    try Files.makeFolder(folder)
    var page = Page(section: sections[0], folder: folder)
    try Self.present([1, 3, 2, 5], on: &page)
    try Files.write(
      StableJSON.encode(page.presentation),
      to: "\(folder)/presentation.json"
    )
    return sections.map {
      ChapterResult(section: $0, presentation: key, findings: nil, failure: nil, isFresh: true)
    }
  }
}
