import Arrays
import Datasets
import DigitModels
import Drawing
public import Notebook
import Plotting
import Statistics

extension ClassConditioning {
  public func present(_ findings: Findings, on page: inout Page) throws {
    let isReal = findings.source == .mnist
    page.text("digits", isReal ? "MNIST’s training set" : "our own synthetic training set")
    page.fact("digits", isReal ? "MNIST, training set" : "synthetic, drawn here")
    page.fact("measured on", "\(findings.count) digits")
    page.fact("network", "D = \(Self.channels), fresh weights")
    page.fact("seed", "\(findings.seed)")
    try presentMeans(findings, on: &page)
    try presentNetwork(on: &page)
    try presentBatch(findings, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentMeans(_ findings: Findings, on page: inout Page) throws {
    let names = ["all"] + (0..<10).map { "\($0)" }
    let variances = [findings.variance] + findings.classVariances
    try page.figure(
      "means",
      ImageGrid.row(
        zip(try findings.means.bitmaps(), zip(names, variances)).map {
          Panel($0, label: $1.0, note: $1.1.fixed(3))
        }
      ),
      alt:
        "The mean of all digits, a shapeless cloud, and the means of the ten classes, each a soft "
        + "but plain digit with less variance."
    )
  }

  private func presentNetwork(on page: inout Page) throws {
    let d = Self.channels
    try page.figure(
      "network",
      BlockDiagram(
        [
          .init("class", "class c", lines: ["10 numbers"], column: 0, row: 0, series: 0),
          .init("c1", "FCBlock c1", lines: ["10 → \(2 * d)"], column: 1, row: 0, series: 0),
          .init("c2", "FCBlock c2", lines: ["10 → \(d)"], column: 3, row: 0, series: 0),
          .init("unflatten", "Unflatten", lines: ["\(2 * d) × 7 × 7"], column: 0, row: 1),
          .init("m1", "c1 · x + t1", column: 1, row: 1),
          .init("up1", "UpBlock", lines: ["\(d) × 14 × 14"], column: 2, row: 1),
          .init("m2", "c2 · x + t2", column: 3, row: 1),
          .init("up2", "UpBlock", lines: ["\(d) × 28 × 28"], column: 4, row: 1),
          .init("time", "time t", lines: ["1 number"], column: 0, row: 2, series: 1),
          .init("t1", "FCBlock t1", lines: ["1 → \(2 * d)"], column: 1, row: 2, series: 1),
          .init("t2", "FCBlock t2", lines: ["1 → \(d)"], column: 3, row: 2, series: 1),
        ],
        arrows: [
          .init("class", "c1"), .init("class", "c2"), .init("c1", "m1", label: "×"),
          .init("c2", "m2", label: "×"), .init("unflatten", "m1"), .init("m1", "up1"),
          .init("up1", "m2"), .init("m2", "up2"), .init("time", "t1"), .init("time", "t2"),
          .init("t1", "m1", label: "+"), .init("t2", "m2", label: "+"),
        ]
      ),
      alt:
        "The way up through the network: after Unflatten and after the first UpBlock each channel "
        + "is multiplied by a factor made of the class and shifted by a number made of the time."
    )
  }

  private func presentBatch(_ findings: Findings, on page: inout Page) throws {
    let count = findings.batch.shape[0]
    // A digit is a column: the batch runs along the longer side.
    let columns = (0..<10).flatMap { label in
      (0..<count).map { findings.batch.values[$0 * 10 + label] }
    }
    try page.figure(
      "batch",
      HeatMap(
        NDArray(columns, shape: [10, count]),
        rows: HeatMap.Labels("class", (0..<10).map { "\($0)" }),
        columns: HeatMap.Labels(
          "digit of the batch",
          (0..<count).map { $0 % 8 == 0 ? "\($0 + 1)" : "" }
        ),
        valueTitle: "what the network is told",
        range: 0...1
      ),
      alt:
        "One column for each digit of a batch, with a single mark at its class; in a few columns "
        + "there is no mark."
    )
  }

  private func presentValues(_ findings: Findings, on page: inout Page) {
    page.value("count", Double(findings.count), digits: 0)
    page.value("variance", findings.variance, digits: 4)
    page.value("withinVariance", findings.withinVariance, digits: 4)
    page.value(
      "explainedPercent",
      100 * (1 - findings.withinVariance / findings.variance),
      digits: 0,
      unit: "%"
    )
    let order = (0..<10).sorted { findings.classVariances[$0] < findings.classVariances[$1] }
    page.text("easiest", "\(order[0])")
    page.text("hardest", "\(order[9])")
    page.value("leastVariance", findings.classVariances[order[0]], digits: 4)
    page.value("greatestVariance", findings.classVariances[order[9]], digits: 4)
    page.value("dropoutPercent", 100 * Double(classDropout), digits: 0, unit: "%")
    let blank = (0..<findings.batch.shape[0]).count {
      findings.batch[$0].values.allSatisfy { $0 == 0 }
    }
    page.value("batchSize", Double(findings.batch.shape[0]), digits: 0)
    page.value("blankCount", Double(blank), digits: 0)
    let interval = findings.withheld.interval
    page.value("withheldPercent", 100 * findings.withheld.share, digits: 1, unit: "%")
    page.value("withheldLow", 100 * interval.lowerBound, digits: 1, unit: "%")
    page.value("withheldHigh", 100 * interval.upperBound, digits: 1, unit: "%")
    page.value("channels", Double(Self.channels), digits: 0)
    page.value("parameters", Double(findings.parameterCount), digits: 0)
    page.value("classParameters", Double(findings.classParameterCount), digits: 0)
    page.value(
      "classPercent",
      100 * Double(findings.classParameterCount) / Double(findings.parameterCount),
      digits: 1,
      unit: "%"
    )
    page.value("freshFactor", findings.freshFactor, digits: 3)
    page.value("freshFactorWithoutClass", findings.freshFactorWithoutClass, digits: 3)
  }
}
