import Arrays
import Datasets
import Diffusion
import DigitModels
import Drawing
import NeuralNet
public import Notebook
import Plotting

extension FlowTraining {
  public func present(_ findings: Findings, on page: inout Page) throws {
    let isReal = findings.source == .mnist
    let flow = findings.flow
    page.text("digits", isReal ? "MNIST’s training set" : "our own synthetic training set")
    page.fact("digits", isReal ? "MNIST" : "synthetic, drawn here")
    page.fact("network", "TimeUNet, D = \(flow.channels)")
    page.fact(
      "training",
      "\(flow.digitCount) digits, \(flow.plan.epochCount) epochs, batch \(flow.plan.batchSize)"
    )
    page.fact("seed", "\(findings.seed)")
    try presentEstimates(findings, on: &page)
    try presentCurve(findings, on: &page)
    try presentTimes(findings, on: &page)
    try presentGains(findings, on: &page)
    try presentHasty(findings, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentEstimates(_ findings: Findings, on page: inout Page) throws {
    let bitmaps = try findings.estimates.bitmaps()
    let names =
      ["the point on the line"]
      + findings.flow.snapshots.map { "its end, seen after epoch \($0.epoch)" }
    try page.figure(
      "estimates",
      ImageGrid(
        rows: names.indices.map { row in
          Self.shownTimes.enumerated().map { column, time in
            Panel(
              bitmaps[row * Self.shownTimes.count + column],
              label: row == names.count - 1 ? "t \(time.fixed(2))" : ""
            )
          }
        },
        rowTitles: names
      ),
      alt:
        "One digit on its line from noise, and under each point the end that the network sees: a "
        + "blur of many digits at time 0, the digit itself from about the middle on, crisper after "
        + "more epochs."
    )
  }

  private func presentCurve(_ findings: Findings, on page: inout Page) throws {
    let flow = findings.flow
    let batches = Double((flow.digitCount + flow.plan.batchSize - 1) / flow.plan.batchSize)
    try page.figure(
      "loss",
      LinePlot(
        x: Axis("batch"),
        y: Axis("mean squared error of the velocity", scale: .logarithmic),
        series: [
          LinePlot.Series("training", x: flow.curve.steps, y: flow.curve.losses),
          LinePlot.Series(
            "test",
            points: zip(flow.snapshots, findings.losses).map { snapshot, losses in
              Point(Double(snapshot.epoch) * batches, losses.mean.mean)
            },
            style: .points
          ),
        ],
        references: [
          .horizontal(findings.levels.variance, label: "least at t = 0"),
          .horizontal(1, label: "least at t = 1"),
        ]
      ),
      alt:
        "On a logarithmic axis the loss falls steeply within the first hundred batches and slowly "
        + "ever after; it stays well above the least loss at time 0 and far below that at time 1."
    )
  }

  private func presentTimes(_ findings: Findings, on page: inout Page) throws {
    func points(_ losses: Findings.Losses) -> [Point] {
      zip(Self.times, losses.byTime).map { Point(Double($0), $1.mean) }
    }
    let last = findings.losses.count - 1
    let styles: [LinePlot.Series.Style] = [.dotted, .dashed, .solid]
    let trained = zip(findings.flow.snapshots, findings.losses).enumerated().map { index, found in
      LinePlot.Series("epoch \(found.0.epoch)", points: points(found.1), style: styles[index % 3])
    }
    let times = Axis("time t", range: 0...1)
    let loss = Axis("mean squared error", scale: .logarithmic)
    try page.figure(
      "loss-by-time",
      LinePlot(
        x: times,
        y: loss,
        series: [
          LinePlot.Series(
            "best linear",
            points: zip(Self.times, findings.levels.linear).map { Point(Double($0), $1) },
            style: .dashed
          )
        ] + trained.reversed(),
        bands: [
          LinePlot.Band(
            lower: zip(Self.times, findings.losses[last].byTime).map {
              Point(Double($0), $1.mean - $1.halfWidth)
            },
            upper: zip(Self.times, findings.losses[last].byTime).map {
              Point(Double($0), $1.mean + $1.halfWidth)
            },
            series: 1
          )
        ],
        references: [.horizontal(findings.levels.variance, label: "variance of the digits")]
      ),
      alt:
        "Loss against time: every curve begins near the variance of the digits at time 0 and "
        + "climbs steeply at the end; in between more epochs push the network's curve down, and "
        + "late in time it lies far below that of the best linear velocity."
    )
    try page.figure(
      "exact",
      LinePlot(
        x: times,
        y: Axis("mean squared error", scale: .logarithmic, range: 1e-4...10),
        series: [
          LinePlot.Series("network, test digits", points: points(findings.losses[last])),
          LinePlot.Series(
            "exact, test digits",
            points: zip(Levels.exactTimes, findings.levels.exactOnTest).map {
              Point(Double($0), $1)
            },
            style: .dashed
          ),
          LinePlot.Series(
            "exact, its own",
            points: zip(Levels.exactTimes, findings.levels.exactOnTrain).map {
              Point(Double($0), max($1, 1e-5))
            },
            style: .dotted
          ),
        ]
      ),
      alt:
        "The exact velocity of the training digits soon has almost no loss on their own lines, and "
        + "on lines to test digits more and more of it; there the network stays low."
    )
  }

  private func presentGains(_ findings: Findings, on page: inout Page) throws {
    let gains = findings.bottleneckGains
    let (times, channels) = (gains.shape[0], gains.shape[1])
    let curves = (0..<channels).map { channel in
      let curve = (0..<times).map { gains.values[$0 * channels + channel] }
      let mean = curve.reduce(0, +) / Float(times)
      return curve.map { $0 - mean }
    }.sorted { $0[times - 1] - $0[0] < $1[times - 1] - $1[0] }
    let spread = curves.joined().map { Double($0.magnitude) }.max() ?? 1
    try page.figure(
      "gains",
      HeatMap(
        NDArray(curves.flatMap(\.self), shape: [channels, times]),
        rows: HeatMap.Labels(
          "channels at the bottom of the U, sorted",
          curves.map { _ in "" }
        ),
        columns: HeatMap.Labels(
          "time t",
          Self.gainTimes.map { ($0 * 10).rounded() == $0 * 10 ? $0.fixed(1) : "" }
        ),
        valueTitle: "factor less its mean over time",
        range: -spread...spread
      ),
      alt: "How the factor of each channel at the bottom of the U departs from its own mean: some "
        + "channels are turned down as time goes on, others up."
    )
    let spreads = curves.map { curve in (curve.max() ?? 0) - (curve.min() ?? 0) }.sorted()
    page.value("medianChange", Double(spreads[channels / 2]), digits: 2)
    page.value("greatestChange", Double(spreads[channels - 1]), digits: 2)
  }

  private func presentHasty(_ findings: Findings, on page: inout Page) throws {
    let flow = findings.flow, hasty = findings.hasty
    let steps = hasty.losses.indices.map { Double($0 + 1) }
    let right = zip(flow.curve.steps, flow.curve.losses).prefix { $0.0 <= Double(steps.count) }
    try page.figure(
      "hasty-loss",
      LinePlot(
        x: Axis("batch of the first epoch"),
        y: Axis("loss", scale: .logarithmic),
        series: [
          LinePlot.Series("once an epoch", points: right.map { Point($0, $1) }),
          LinePlot.Series("every batch", x: steps, y: hasty.losses, style: .dashed),
        ]
      ),
      alt:
        "The same network on the same batches: with the rate lowered once an epoch the loss goes "
        + "on falling, with the rate lowered every batch it comes to rest high up."
    )
    try page.figure(
      "hasty-rate",
      LinePlot(
        x: Axis("batch of the first epoch"),
        y: Axis("learning rate", scale: .logarithmic),
        series: [
          LinePlot.Series(
            "once an epoch",
            x: steps,
            y: steps.map { _ in Double(flow.plan.learningRate.initial) }
          ),
          LinePlot.Series("every batch", x: steps, y: hasty.learningRates, style: .dashed),
        ]
      ),
      alt: "The learning rate stepped every batch falls by a power of ten every ten batches, a "
        + "straight line into the ground on a logarithmic axis."
    )
    let tail = max(1, steps.count / 5)
    let end = right.suffix(tail).map(\.1)
    page.value("hastyCount", Double(steps.count), digits: 0)
    page.value("hastyLoss", hasty.losses.suffix(tail).reduce(0, +) / Double(tail), digits: 3)
    page.value("rightLoss", end.reduce(0, +) / Double(end.count), digits: 3)
    page.text("hastyRate", Self.power(hasty.learningRates.last ?? 0))
  }

  private func presentValues(_ findings: Findings, on page: inout Page) {
    let flow = findings.flow
    page.value("digitCount", Double(flow.digitCount), digits: 0)
    page.value("testCount", Double(findings.testCount), digits: 0)
    page.value("levelCount", Double(findings.levels.count), digits: 0)
    page.value("channels", Double(flow.channels), digits: 0)
    page.value("batchSize", Double(flow.plan.batchSize), digits: 0)
    page.value("epochs", Double(flow.plan.epochCount), digits: 0)
    let snapshots = flow.snapshots.map { "\($0.epoch)" }
    page.text(
      "snapshots",
      snapshots.dropLast().joined(separator: ", ") + " and \(snapshots.last ?? "")"
    )
    page.value("firstRate", Double(flow.plan.learningRate.initial), digits: 2)
    page.value("finalLoss", flow.finalLoss, digits: 4)
    page.value("variance", findings.levels.variance, digits: 6)
    page.value("floor", findings.levels.variance, digits: 4)
    let last = findings.losses[findings.losses.count - 1]
    page.value("testLoss", last.mean.mean, digits: 4)
    page.value("testHalfWidth", last.mean.halfWidth, digits: 4)
    page.value("lossAtZero", last.byTime[0].mean, digits: 4)
    page.value("lossAtZeroHalfWidth", last.byTime[0].halfWidth, digits: 4)
    page.value("lossAtOne", last.byTime[Self.times.count - 1].mean, digits: 3)
    let levels = findings.levels
    // Where the network is better than the best linear map, and stays so until the wall at the end.
    let worse = Self.times.indices.last { Self.times[$0] < 0.9 && !isBetter($0, last, levels) }
    page.value("betterTime", Double(Self.times[(worse ?? -1) + 1]), digits: 2)
    let late = Self.times.lastIndex { $0 < 0.8 } ?? 0
    page.value("lateTime", Double(Self.times[late]), digits: 3)
    page.value("lateLinear", levels.linear[late], digits: 3)
    page.value("lateLoss", last.byTime[late].mean, digits: 3)
    let wall = zip(Self.times, last.byTime).dropFirst().dropLast().filter { $0.0 > 0.9 }
    let whole = last.mean.mean * Double(Self.middles.count)
    page.value("wallPercent", 100 * wall.reduce(0) { $0 + $1.1.mean } / whole, digits: 0, unit: "%")
    let known = zip(Levels.exactTimes, levels.exactOnTrain).first { $0.1 < 0.01 }?.0
    page.value("knownTime", Double(known ?? 1), digits: 2)
    let end = Levels.exactTimes.count - 1
    page.value("exactTime", Double(Levels.exactTimes[end]), digits: 1)
    page.value("exactLoss", levels.exactOnTest[end], digits: 3)
    let nearest = Self.times.indices.min {
      abs(Self.times[$0] - Levels.exactTimes[end]) < abs(Self.times[$1] - Levels.exactTimes[end])
    }
    page.value("networkLoss", last.byTime[nearest ?? 0].mean, digits: 3)
    presentEpochs(findings, on: &page)
  }

  private func isBetter(_ index: Int, _ losses: Findings.Losses, _ levels: Levels) -> Bool {
    losses.byTime[index].mean < levels.linear[index]
  }

  private func presentEpochs(_ findings: Findings, on page: inout Page) {
    let flow = findings.flow
    let tested = Dictionary(
      zip(flow.snapshots.map(\.epoch), findings.losses),
      uniquingKeysWith: { first, _ in first }
    )
    page.table(
      "epochs",
      columns: ["epoch", "learning rate", "loss, training", "loss, test"],
      rows: flow.epochs.enumerated().map { index, epoch in
        let test = tested[index + 1].map {
          "\($0.mean.mean.fixed(4)) ± \($0.mean.halfWidth.fixed(4))"
        }
        return ["\(index + 1)", epoch.learningRate.fixed(5), epoch.loss.fixed(4), test ?? "–"]
      }
    )
  }

  /// Returns a small number as a power of ten with one figure before it, such as "8 × 10⁻¹⁵".
  private static func power(_ value: Double) -> String {
    var (mantissa, exponent) = (value, 0)
    while mantissa > 0 && mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let digits = String(-exponent).compactMap { $0.wholeNumberValue }.map { superscripts[$0] }
    return "\(mantissa.fixed(0)) × 10⁻\(String(digits))"
  }
}
