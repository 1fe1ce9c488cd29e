import Arrays
import Foundation
import Notebook
import Plotting
import ReportCommand

// A report for tests of the whole program: four chapters in the current folder, which do as the
// file `behaviour/<id>` there says.

/// What a chapter is told to do while it computes.
func behave(_ id: String) throws -> Double {
  let text = (try? Files.text("behaviour/\(id)")) ?? "find 1"
  let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
  switch words.first {
  case "find": return Double(words[1]) ?? 0
  case "train": return 1
  case "throw": throw FixtureError(description: words.dropFirst().joined(separator: " "))
  case "crash": kill(getpid(), SIGSEGV)
  case "trap": precondition(text.isEmpty, "the fixture was told to trap")
  case "sleep": Thread.sleep(forTimeInterval: Double(words[1]) ?? 0)
  default: throw FixtureError(description: "the behaviour '\(text)' is unknown")
  }
  return 0
}

struct FixtureError: Error, CustomStringConvertible {
  let description: String
}

/// Makes a file of forty bytes, one every ten milliseconds, in a stage that goes on when it is killed;
/// a line of `behaviour/log` says that a byte was made.
func train(_ context: ChapterContext) throws -> Artifact {
  try context.checkpointed("training", inputs: 0) { folder in
    let path = "\(folder)/weights"
    var bytes = (try? Files.read(path)) ?? []
    while bytes.count < 40 {
      Thread.sleep(forTimeInterval: 0.01)
      bytes.append(UInt8(bytes.count))
      try Files.write(bytes, to: path)
      let log = (try? Files.text("behaviour/log")) ?? ""
      try Files.write(Array("\(log)made a byte\n".utf8), to: "behaviour/log")
      context.progress(Double(bytes.count) / 40, "byte \(bytes.count)")
    }
    return try context.keep(path)
  }
}

/// What every chapter finds.
struct Findings: Codable {
  let value: Double
  var weights: Artifact?
}

func chapter(
  _ section: Section,
  parameters: [Parameter] = [],
  data: [DataRequirement] = [],
  upstream: [String] = [],
  stages: [String] = []
) -> AnyChapter {
  AnyChapter(
    section: section,
    parameters: parameters,
    data: data,
    upstream: upstream,
    stages: stages,
    compute: { context in
      var value = try behave(section.id)
      if parameters.contains(where: { $0.name == "seed" }) {
        var stream = context.random("noise")
        value += Double(stream.nextUniform())
      }
      for id in upstream { value += try context.findings(of: id, as: Findings.self).value }
      let trains = (try? Files.text("behaviour/\(section.id)")) == "train"
      return try StableJSON.encode(
        Findings(value: value, weights: trains ? train(context) : nil)
      )
    },
    present: { bytes, page in
      let findings = try StableJSON.decode(Findings.self, from: bytes)
      page.value("value", findings.value, digits: 3)
      let alternative = (try? Files.text("behaviour/alt")) ?? "Two points."
      try page.figure(
        "points",
        LinePlot(
          x: Axis("x"),
          y: Axis("y"),
          series: [LinePlot.Series("line", x: [0, 1], y: [0, findings.value])]
        ),
        alt: alternative
      )
      page.table("rows", columns: ["a", "b"], rows: [["1", "2"]])
    }
  )
}

var chapters = [
  chapter(
    Section("A1", "One"),
    parameters: [
      .integer("seed", default: 1, in: 0...999, "The seed."), .file("image", "A picture."),
    ],
    stages: (try? Files.text("behaviour/A1")) == "train" ? ["training"] : []
  ),
  chapter(Section("A2", "Two"), upstream: ["A1"]),
  chapter(Section("A3", "Three"), data: [.mnist]),
  chapter(Section("B1", "Four")),
]
if (try? Files.text("behaviour/circle")) != nil {
  chapters[0] = chapter(Section("A1", "One"), upstream: ["A2"])
}
await ReportCommand.main(chapters: chapters, checksProgram: false)
