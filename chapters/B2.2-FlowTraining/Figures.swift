import Arrays
import Datasets
import Diffusion
import DigitModels
import Drawing
import NeuralNet
public import Notebook
import Plotting
import Statistics

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
    func points(_ losses: FlowLosses.Summary) -> [Point] {
      zip(FlowExam.times, losses.byTime).map { Point(Double($0), $1.mean) }
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
            points: zip(FlowExam.times, findings.levels.linear).map { Point(Double($0), $1) },
            style: .dashed
          )
        ] + trained.reversed(),
        bands: [
          LinePlot.Band(
            lower: zip(FlowExam.times, findings.losses[last].byTime).map {
              Point(Double($0), $1.mean - $1.halfWidth)
            },
            upper: zip(FlowExam.times, findings.losses[last].byTime).map {
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
}
