import Diffusion
import DigitModels
import NeuralNet
import Notebook
import Plotting
import Statistics

extension FlowTraining {
  func presentValues(_ findings: Findings, on page: inout Page) {
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
    page.value("lossAtOne", last.byTime[FlowExam.times.count - 1].mean, digits: 3)
    let levels = findings.levels
    // Where the network is better than the best linear map, and stays so until the wall at the end.
    let worse = FlowExam.times.indices.last {
      FlowExam.times[$0] < 0.9 && !isBetter($0, last, levels)
    }
    page.value("betterTime", Double(FlowExam.times[(worse ?? -1) + 1]), digits: 2)
    let late = FlowExam.times.lastIndex { $0 < 0.8 } ?? 0
    page.value("lateTime", Double(FlowExam.times[late]), digits: 3)
    page.value("lateLinear", levels.linear[late], digits: 3)
    page.value("lateLoss", last.byTime[late].mean, digits: 3)
    let wall = zip(FlowExam.times, last.byTime).dropFirst().dropLast().filter { $0.0 > 0.9 }
    let whole = last.mean.mean * Double(FlowExam.middles.count)
    page.value("wallPercent", 100 * wall.reduce(0) { $0 + $1.1.mean } / whole, digits: 0, unit: "%")
    let known = zip(Levels.exactTimes, levels.exactOnTrain).first { $0.1 < 0.01 }?.0
    page.value("knownTime", Double(known ?? 1), digits: 2)
    let end = Levels.exactTimes.count - 1
    page.value("exactTime", Double(Levels.exactTimes[end]), digits: 1)
    page.value("exactLoss", levels.exactOnTest[end], digits: 3)
    let nearest = FlowExam.times.indices.min {
      abs(FlowExam.times[$0] - Levels.exactTimes[end])
        < abs(FlowExam.times[$1] - Levels.exactTimes[end])
    }
    page.value("networkLoss", last.byTime[nearest ?? 0].mean, digits: 3)
    presentEpochs(findings, on: &page)
  }

  private func isBetter(_ index: Int, _ losses: FlowLosses.Summary, _ levels: Levels) -> Bool {
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
        let test = tested[index + 1].map { $0.mean.text(digits: 4) }
        return ["\(index + 1)", epoch.learningRate.fixed(5), epoch.loss.fixed(4), test ?? "–"]
      }
    )
  }

  /// Returns a small number as a power of ten with one figure before it, such as "8 × 10⁻¹⁵".
  static func power(_ value: Double) -> String {
    var (mantissa, exponent) = (value, 0)
    while mantissa > 0 && mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let digits = String(-exponent).compactMap { $0.wholeNumberValue }.map { superscripts[$0] }
    return "\(mantissa.fixed(0)) × 10⁻\(String(digits))"
  }
}
