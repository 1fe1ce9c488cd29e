public import ArgumentParser
import Arrays
public import Datasets
import Drawing
import Foundation
import Notebook

/// `report paint`: pictures with captions, painted by the package itself.
struct PaintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paint",
    abstract: "Paint captioned pictures of 64 by 64 pixels.",
    discussion: """
      Writes 000000.png and so on, and captions.jsonl with a line for each. The n-th picture of a \
      seed and split is always the same.
      """
  )

  @Option(help: "How many pictures.")
  var count: Int

  @Option(help: "The seed of what they show and how.")
  var seed: UInt64 = 1

  @Option(help: "Which pairs of subject and medium: those to train on, or those held out.")
  var split = PaintedScene.Split.train

  @Option(help: ArgumentHelp("An empty folder, or one to be made.", valueName: "dir"))
  var output: String

  private struct Line: Encodable {
    let file: String
    let caption: String
    let subject: PaintedSubject
    let medium: PaintedMedium
    let place: PaintedPlace
    let time: PaintedTime
    let season: PaintedSeason
    let color: PaintedColor?
  }

  func validate() throws {
    guard (1...1_000_000).contains(count) else {
      throw ValidationError("--count must be from 1 to 1000000, not \(count)")
    }
  }

  func run() throws {
    let folder = URL(fileURLWithPath: output).path
    guard Files.names(in: folder).isEmpty else {
      throw ValidationError(
        "--output: '\(output)' is not empty; name a folder for the pictures alone"
      )
    }
    var captions: [UInt8] = []
    for start in stride(from: 0, to: count, by: 64) {
      let scenes = (start..<min(count, start + 64)).map {
        PaintedScene(at: $0, seed: seed, split: split)
      }
      let lines = try parallelMap(scenes.count) { index in
        let (scene, name) = (scenes[index], Self.name(start + index))
        try Files.write(PNG.encode(ScenePainter.paint(scene)), to: "\(folder)/\(name)")
        return try StableJSON.encode(
          Line(
            file: name,
            caption: scene.caption,
            subject: scene.subject,
            medium: scene.medium,
            place: scene.place,
            time: scene.time,
            season: scene.season,
            color: scene.color
          )
        )
      }
      for line in lines { captions += line + [10] }
    }
    try Files.write(captions, to: "\(folder)/captions.jsonl")
    print("painted \(count) pictures in \(output)")
  }

  private static func name(_ index: Int) -> String {
    let digits = "\(index)"
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".png"
  }
}

extension PaintedScene.Split: ExpressibleByArgument {}
