import Arrays
import Datasets
import Diffusion
import DigitModels
import Drawing
import NeuralNet
public import Notebook
import Plotting
import Statistics

extension DenoiserTraining {
  public func present(_ findings: Findings, on page: inout Page) throws {
    let setting = findings.setting
    page.text("digits", findings.source == .mnist ? "MNIST" : "our own synthetic set")
    page.fact("digits", findings.source == .mnist ? "MNIST" : "synthetic, drawn here")
    page.fact("network", "UNet, D = \(setting.channels)")
    page.fact("trained on", "\(setting.digitCount) digits, \(setting.plan.epochCount) epochs")
    page.fact("examined on", "\(setting.testCount) digits")
    try presentPictures(findings, on: &page)
    try presentLosses(findings, on: &page)
    presentSetting(findings, on: &page)
    presentScores(findings, on: &page)
  }

  private func presentPictures(_ findings: Findings, on page: inout Page) throws {
    let epochs = findings.setting.plan.snapshotEpochs
    let shown = findings.outcome.shown
    func grey(_ image: NDArray, _ note: String = "") -> Panel {
      Panel(Bitmap(array: image, range: 0...1), note: note)
    }
    let rows = shown.places.indices.map { place in
      let clean = shown.clean[place]
      let restored = shown.estimates.map { estimates in
        grey(estimates[place], peakSignalToNoise(estimates[place], clean, peak: 1).fixed(1))
      }
      let residual = shown.estimates[epochs.count - 1][place] - clean
      return [grey(clean), grey(shown.noisy[place])] + restored
        + [Panel(Bitmap(array: residual, range: -1...1))]
    }
    page.text("labels", shown.labels.map(String.init).joined(separator: ", "))
    page.value("shownCount", Double(shown.places.count), digits: 0)
    try page.figure(
      "denoised",
      ImageGrid(
        rows: rows,
        columnTitles: ["clean", "noisy"] + epochs.map { "epoch \($0)" } + ["error"]
      ),
      alt: "Handwritten digits, a row each: clean, under noise, restored by the network after one "
        + "epoch and at the end, and the error that is left, which lies along the strokes' edges."
    )
    let worst = findings.outcome.worst
    page.text("worstLabels", worst.labels.map(String.init).joined(separator: ", "))
    try page.figure(
      "worst",
      ImageGrid(
        rows: [
          worst.places.indices.map { grey(worst.clean[$0]) },
          worst.places.indices.map { grey(worst.noisy[$0]) },
          worst.places.indices.map { place in
            let estimate = worst.estimates[epochs.count - 1][place]
            return grey(
              estimate,
              peakSignalToNoise(estimate, worst.clean[place], peak: 1).fixed(1)
            )
          },
        ],
        rowTitles: ["clean", "noisy", "restored"]
      ),
      alt: "The digits with the greatest errors, clean, noisy and restored: heavy or unusual "
        + "strokes, of which the restoration leaves parts out."
    )
  }

  private func presentLosses(_ findings: Findings, on page: inout Page) throws {
    let losses = findings.training.losses.values.map(Double.init)
    let plan = findings.setting.plan
    let stepsPerEpoch = losses.count / plan.epochCount
    let outcome = findings.outcome
    let window = max(1, losses.count / 40)
    try page.figure(
      "losses",
      LinePlot(
        x: Axis("step", scale: .logarithmic, range: 1...Double(losses.count)),
        y: Axis("mean squared error", scale: .logarithmic),
        series: [
          LinePlot.Series(
            "mean of \(window)",
            points: losses.indices.dropFirst(window - 1).map { end in
              let recent = losses[end - window + 1...end]
              return Point(Double(end + 1), recent.reduce(0, +) / Double(window))
            }
          ),
          LinePlot.Series(
            "batch",
            points: losses.enumerated().map { Point(Double($0 + 1), $1) },
            style: .dotted
          ),
        ],
        references: [
          .horizontal(Double(Self.sigma * Self.sigma), label: "the noise itself, σ²"),
          .horizontal(outcome.pixelVariance, label: "the mean digit"),
          .horizontal(outcome.linear.error.mean, label: "the best linear denoiser"),
        ],
        marks: zip(plan.snapshotEpochs, outcome.networks).map { epoch, score in
          LinePlot.Mark(
            Point(Double(epoch * stepsPerEpoch), score.error.mean),
            label: "epoch \(epoch)",
            series: 2
          )
        }
      ),
      alt:
        "The loss on a logarithmic axis: in the first steps it falls from the level of noise past "
        + "that of the mean digit, soon after below the best linear denoiser, and then creeps."
    )
    let crossing = losses.firstIndex { $0 < outcome.linear.error.mean }
    page.value("linearStep", Double((crossing ?? losses.count) + 1), digits: 0)
    let lastEpoch = losses.suffix(stepsPerEpoch)
    page.value("trainLoss", lastEpoch.reduce(0, +) / Double(lastEpoch.count), digits: 5)
    page.value("steps", Double(losses.count), digits: 0)
  }

  private func presentSetting(_ findings: Findings, on page: inout Page) {
    let (own, paper) = (findings.setting, Setting(for: .paper, limit: 60_000, channels: 0, seed: 0))
    func row(_ name: String, _ text: (Setting) -> String) -> [String] {
      [name, text(own), text(paper)]
    }
    page.table(
      "setting",
      columns: ["setting", "this page", "the assignment"],
      rows: [
        row("hidden channels D") { "\($0.channels)" },
        row("digits to learn from") { Double($0.digitCount).fixed(0) },
        row("batch") { "\($0.plan.batchSize)" }, row("epochs") { "\($0.plan.epochCount)" },
        row("learning rate of Adam") { Self.rates(of: $0) },
      ]
    )
    page.value("testCount", Double(own.testCount), digits: 0)
    page.value("digitCount", Double(own.digitCount), digits: 0)
    page.text("epochs", own.plan.snapshotEpochs.map(String.init).joined(separator: " and "))
  }

  private static func rates(of setting: Setting) -> String {
    let schedule = setting.plan.learningRate
    let first = "\(schedule.initial)"
    guard schedule.gamma != 1 else { return first }
    return "\(first), times \(schedule.gamma) an epoch"
  }

  private func presentScores(_ findings: Findings, on page: inout Page) {
    let outcome = findings.outcome
    let epochs = findings.setting.plan.snapshotEpochs
    let last = outcome.networks[outcome.networks.count - 1]
    page.value("testMSE", last.error.mean, digits: 5)
    page.value("testMSEHalfWidth", last.error.halfWidth, digits: 5)
    page.value("testPSNR", last.peakSignalToNoise.mean, digits: 2, unit: "dB")
    page.value("firstMSE", outcome.networks[0].error.mean, digits: 5)
    page.value("firstPSNR", outcome.networks[0].peakSignalToNoise.mean, digits: 2, unit: "dB")
    page.value("trainMSE", outcome.onTrainingDigits.error.mean, digits: 5)
    page.value("linearMSE", outcome.linear.error.mean, digits: 5)
    page.value("linearPSNR", outcome.linear.peakSignalToNoise.mean, digits: 2, unit: "dB")
    page.value("noisyPSNR", outcome.noisy.peakSignalToNoise.mean, digits: 2, unit: "dB")
    page.value("meanDigitMSE", outcome.pixelVariance, digits: 4)
    page.value("linearRatio", outcome.linear.error.mean / last.error.mean, digits: 1)
    page.value("noiseRatio", outcome.noisy.error.mean / last.error.mean, digits: 0)
    page.value("inkPercent", 100 * outcome.ink.pixelShare, digits: 0, unit: "%")
    page.value("inkErrorPercent", 100 * outcome.ink.errorShare, digits: 0, unit: "%")
    let named =
      [("noisy", outcome.noisy), ("best linear denoiser", outcome.linear)]
      + zip(epochs, outcome.networks).map { ("network, epoch \($0)", $1) }
      + [("the same on training digits", outcome.onTrainingDigits)]
    page.table(
      "scores",
      columns: ["denoiser", "mean squared error", "PSNR, decibels"],
      rows: named.map { name, score in
        [name, Self.text(score.error, 5), Self.text(score.peakSignalToNoise, 2)]
      }
    )
  }

  private static func text(_ summary: SampleMean, _ digits: Int) -> String {
    summary.text(digits: digits)
  }
}
