import Diffusion
import Notebook
import Plotting
import Statistics

extension Inpainting {
  func presentValues(_ findings: Findings, on page: inout Page) {
    let (comparison, setting) = (findings.comparison, findings.setting)
    page.value("side", Double(findings.side), digits: 0)
    page.value("guidance", Double(findings.guidanceScale), digits: 0)
    page.value("keptTotal", Double(findings.kept.total), digits: 0)
    page.text("changed", findings.kept.changed == 0 ? "none" : "\(findings.kept.changed)")
    page.value("fillCount", Double(setting.fillCount), digits: 0)
    page.value("compared", Double(comparison.original.count), digits: 0)
    page.value("painted", Double(setting.sceneCount), digits: 0)
    page.value("stride", Double(setting.stride), digits: 0)
    let steps = stridedTimesteps(by: setting.stride, of: 1000).count
    page.value("steps", Double(steps), digits: 0)
    // The last step is made once, however often the others are.
    func evaluations(_ repeats: Int) -> Int { repeats * (steps - 1) + 1 }
    page.value("stepsOfFive", Double(evaluations(5)), digits: 0)
    page.value("holeCount", Double(Hole.all.count), digits: 0)
    page.value("naturalJump", comparison.original.mean, digits: 2)
    for way in comparison.ways {
      let name = way.repeats.map(String.init) ?? "Mistake"
      page.value("jump\(name)", way.jump.mean, digits: 2)
      page.text("change\(name)", Self.words(for: way.change))
    }
    page.value("firstSpread", findings.fills.spreadByDepth.first ?? 0, digits: 2)
    page.value("lastSpread", findings.fills.spreadByDepth.last ?? 0, digits: 2)
    page.value("depth", Double(findings.fills.spreadByDepth.count), digits: 0)
    page.table(
      "jumps",
      columns: ["way", "evaluations a picture", "jump", "against once"],
      rows: [["the picture itself", "–", text(comparison.original), "–"]]
        + comparison.ways.map { way in
          [
            way.name, "\(evaluations(way.repeats ?? 1))", text(way.jump),
            way.repeats == 1 ? "–" : text(way.change),
          ]
        }
    )
  }

  /// Says in words what a change of the jump is, and whether it may be chance.
  static func words(for change: SampleMean) -> String {
    let amount = "\(abs(change.mean).fixed(3)) ± \(change.halfWidth.fixed(3))"
    guard abs(change.mean) > change.halfWidth else {
      return "changes it by \(amount), which may be chance"
    }
    return change.mean < 0 ? "lowers it by \(amount)" : "raises it by \(amount)"
  }

  private func text(_ mean: SampleMean) -> String {
    mean.text(digits: 3)
  }
}
