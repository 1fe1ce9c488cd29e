import Arrays
import Datasets
import Diffusion
import Notebook
import PretrainedModels
import Statistics

/// What becomes of real pictures of the painted world, whose subject and medium are known.
struct EditedScenes: Codable, Sendable {
  /// The first pictures, what the judge reads in them, and what they show.
  var examples: PictureSheet
  var exampleReadings: [PaintedSubject]
  var exampleSubjects: [PaintedSubject]

  /// How many the judge reads rightly before they are edited, and how many of all are photographs to it.
  var unedited: Reading

  /// How far two of the pictures are from each other, root mean square.
  var unrelatedDistance: Double
  var levels: [Level]

  struct Reading: Codable, Sendable {
    /// Whose subject, and whose medium, is read as what was painted.
    var subject: Proportion
    var medium: Proportion
    var photographs: Proportion
  }

  /// The edits from one start.
  struct Level: Codable, Sendable {
    var start: EditStart
    var reading: Reading

    /// From the picture itself, root mean square.
    var distance: SampleMean
    var examples: PictureSheet
    var exampleReadings: [PaintedSubject]
  }
}

extension EditedScenes {
  /// Some of the pictures, before and after.
  struct Batch {
    let scenes: [PaintedScene]
    let pictures: NDArray
    let readings: [SceneReading]

    /// For each start, what came of the pictures, and what is read in it.
    let results: [NDArray]
    let resultReadings: [[SceneReading]]

    init(
      number: Int,
      count: Int,
      pace: Int,
      by model: PromptedModel,
      judge: SceneJudge,
      in context: ChapterContext
    ) throws {
      scenes = context.paintedScenes(number * count..<(number + 1) * count)
      pictures = ScenePainter.pictures(of: scenes, side: model.side)
      results = try edits(
        of: pictures,
        by: model.ddim,
        pace: pace,
        predicting: try model.guided(
          scenes.map { _ in ImageToImage.prompt },
          guidanceScale: context.guidanceScale
        ),
        using: context.random("painted pictures \(number)")
      ).map { $0.map { min(1, max(-1, $0)) } }
      readings = judge.read(pictures)
      resultReadings = results.map(judge.read)
    }
  }

  init(_ batches: [Batch]) {
    let scenes = batches.flatMap(\.scenes)
    let shown = 0..<min(ImageToImage.exampleCount, batches[0].scenes.count)
    let pictures = NDArray.joined(batches.map(\.pictures))
    func reading(_ readings: [SceneReading]) -> Reading {
      let pairs = Array(zip(readings, scenes))
      return Reading(
        subject: Proportion(pairs.count { $0.subject == $1.subject }, of: pairs.count),
        medium: Proportion(pairs.count { $0.medium == $1.medium }, of: pairs.count),
        photographs: Proportion(pairs.count { $0.0.medium == .photograph }, of: pairs.count)
      )
    }
    examples = PictureSheet(batches[0].pictures[shown], range: -1...1)
    exampleReadings = batches[0].readings[shown].map(\.subject)
    exampleSubjects = scenes[shown].map(\.subject)
    unedited = reading(batches.flatMap(\.readings))
    let last = pictures.shape[0] - 1
    let others = pictures.rows(at: Array(1...last) + [0])
    unrelatedDistance = SampleMean(of: distances(of: others, to: pictures)).mean
    levels = EditStart.all.enumerated().map { index, start in
      Level(
        start: start,
        reading: reading(batches.flatMap { $0.resultReadings[index] }),
        distance: SampleMean(
          of: batches.flatMap { distances(of: $0.results[index], to: $0.pictures) }
        ),
        examples: PictureSheet(batches[0].results[index][shown], range: -1...1),
        exampleReadings: batches[0].resultReadings[index][shown].map(\.subject)
      )
    }
  }

  /// The timestep at which half of what the judge read rightly is lost: the point of no return.
  ///
  /// Between two starts it is read off the straight line between their shares.
  ///
  /// - Returns: `nil` when more than that is kept from every start.
  var pointOfNoReturn: Double? {
    crossing(
      of: [(0, unedited.subject.share)]
        + levels.reversed().map { (Double($0.start.timestep), $0.reading.subject.share) },
      below: unedited.subject.share / 2
    )
  }
}

/// Returns where a line through points first falls to a height, from the left.
///
/// - Parameters:
///   - points: In the order of x.
///   - height: The height.
/// - Returns: The x, or `nil` when no point lies at the height or below it.
func crossing(of points: [(x: Double, y: Double)], below height: Double) -> Double? {
  guard let index = points.firstIndex(where: { $0.y <= height }) else { return nil }
  guard index > 0 else { return points[0].x }
  let (before, after) = (points[index - 1], points[index])
  return before.x + (after.x - before.x) * (before.y - height) / (before.y - after.y)
}
