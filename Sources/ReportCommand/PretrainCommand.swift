import ArgumentParser
import Arrays
import Foundation
import Notebook
import Pretraining

/// `report pretrain`: trains the embedded text-to-image model on painted pictures.
struct PretrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pretrain",
    abstract: "Train a text-to-image model on pictures that the package paints.",
    discussion: """
      Most pictures are seen first at half their size, the rest whole. Goes on from its checkpoint, \
      which it writes every few minutes; it may be killed at any time. Where there is none it begins \
      with random weights, or with those of another model of the same shape: '--from'. \
      At its end it writes the averaged weights into the model's folder; '--hours 0' does only that, from \
      a checkpoint in the middle of it.
      """
  )

  @Option(help: ArgumentHelp("The model's folder, with its configurations.", valueName: "dir"))
  var model = "models/vignette"

  @Option(help: "How many pictures the training sees in all.")
  var pictures = PretrainingPlan().pictureCount

  @Option(
    help: "How many of them it sees at half their size, before the others; by default 7 of 10."
  )
  var smallPictures: Int?

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("The model whose weights the training begins with.", valueName: "dir")
  )
  var weights: String?

  @Option(help: "How many pictures a step sees; of small ones it sees four times as many.")
  var batch = PretrainingPlan().batchSize

  @Option(help: "The hours after which this run stops, to be gone on with later.")
  var hours: Double?

  @Option(help: "The seed of weights, pictures and noise.")
  var seed = PretrainingPlan().seed

  @Option(help: "How many threads are used; by default one a processor.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard pictures >= 1, threads >= 1 else {
      throw ValidationError("--pictures and --threads must be at least 1")
    }
    guard (1...1024).contains(batch) else {
      throw ValidationError("--batch must be from 1 to 1024, not \(batch)")
    }
    guard (0...pictures).contains(smallPictureCount) else {
      throw ValidationError(
        "--small-pictures must be 0 to \(pictures), the pictures in all, not \(smallPictureCount)"
      )
    }
    if let hours, !(hours >= 0) {
      throw ValidationError("--hours must be 0 or more, not \(hours)")
    }
  }

  private var smallPictureCount: Int { smallPictures ?? pictures / 10 * 7 }

  func run() throws {
    ThreadCount.current = threads
    var plan = PretrainingPlan()
    (plan.pictureCount, plan.smallPictureCount) = (pictures, smallPictureCount)
    (plan.batchSize, plan.seed) = (batch, seed)
    let folder = URL(fileURLWithPath: model)
    let memory = try "\(ProjectOptions.findRoot())/.report/pretraining/\(folder.lastPathComponent)"
    let checkpoint = "\(memory)/checkpoint.safetensors"
    guard weights == nil || !FileManager.default.fileExists(atPath: checkpoint) else {
      throw ValidationError(
        "--from begins a training, and \(checkpoint) is one that goes on;"
          + " leave --from out, or remove that file"
      )
    }
    var training = try Pretraining(
      folder: folder.path,
      plan: plan,
      checkpoint: checkpoint,
      weights: weights
    )
    try Files.makeFolder(memory)
    let clock = ContinuousClock()
    let start = clock.now
    let first = (step: training.stepsDone, picture: training.picturesSeen)
    var saved = start
    while training.stepsDone < plan.stepCount {
      if let hours, (clock.now - start) / .seconds(3600) >= hours { break }
      try training.step()
      if training.stepsDone.isMultiple(of: 20) {
        tell(training, seconds: (clock.now - start) / .seconds(1), since: first)
      }
      if clock.now - saved > .seconds(300) {
        try training.save()
        saved = clock.now
      }
    }
    if training.stepsDone > first.step { try training.save() }
    guard hours == 0 || training.stepsDone == plan.stepCount else {
      let same = weights == nil ? "the same command" : "the same command without --from"
      print("stopped after \(training.picturesSeen) of \(pictures) pictures; \(same) goes on")
      return
    }
    guard training.stepsDone > 0 else {
      throw ValidationError("no step is done yet, so there are no weights to write to \(model)")
    }
    try training.export(to: folder.path)
    print("wrote the weights after \(training.picturesSeen) pictures to \(model)")
  }

  private func tell(
    _ training: Pretraining,
    seconds: Double,
    since first: (step: Int, picture: Int)
  ) {
    // All steps take about the same time, whatever the size of their pictures.
    let stepsLeft = Double(training.plan.stepCount - training.stepsDone)
    let left = stepsLeft * seconds / Double(training.stepsDone - first.step) / 3600
    let speed = Double(training.picturesSeen - first.picture) / seconds
    let line =
      "\(training.picturesSeen) of \(pictures) pictures, loss"
      + " \(fixed(training.recentLoss ?? 0, digits: 4)),"
      + " \(fixed(speed, digits: 1)) pictures/s, \(fixed(left, digits: 1)) h left\n"
    FileHandle.standardError.write(Data(line.utf8))
  }
}
