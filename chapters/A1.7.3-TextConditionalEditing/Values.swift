import Datasets
import Diffusion
import Notebook
import Plotting
import Statistics

extension TextConditionalEditing {
  /// Why the painted pictures are asked for these things.
  private static let forms =
    "The wishes are chosen for their forms. A campanile and a rocket are both tall and narrow; a white "
    + "tower at sea can become a sail; a pale round jar among fruit is not far from what painters "
    + "used to set there."

  func presentValues(_ findings: Findings, on page: inout Page) {
    let (guided, plain) = (findings.guided, findings.plain)
    page.value("side", Double(findings.side), digits: 0)
    page.value("guidance", Double(guided.scale), digits: 0)
    page.value("sceneCount", Double(findings.setting.sceneCount), digits: 0)
    page.value("exampleCount", Double(Self.exampleCount), digits: 0)
    let pace = findings.setting.scenePace
    page.text("sceneVisits", pace == 2 ? "every second timestep" : "one timestep in \(pace)")
    page.value("subjectCount", Double(PaintedSubject.allCases.count), digits: 0)
    let prompts = Self.wishes.map { "“\($0.pair.prompt)”" }
    page.text(
      "prompts",
      prompts.dropLast().joined(separator: ", ") + " and " + prompts[prompts.count - 1]
    )
    // Of an author's pictures nobody knows what is to be seen in them.
    let arePainted = zip(findings.titles, Self.wishes).allSatisfy { $0 == $1.picture.title }
    page.text("forms", arePainted ? Self.forms : "")
    page.value("unrelated", guided.unrelatedComposition, digits: 2)
    for (one, other) in zip(guided.levels, plain.levels) {
      let place = one.start.place
      page.proportion("reached\(place)", one.reached)
      page.proportion("plain\(place)", other.reached)
      page.value("composition\(place)", one.composition.mean, digits: 2)
      page.value("plainComposition\(place)", other.composition.mean, digits: 2)
    }
    let balance = guided.levels[findings.balance]
    page.value("balance", Double(balance.start.place), digits: 0)
    page.value("balanceTimestep", Double(balance.start.timestep), digits: 0)
    page.proportion("balanced", balance.reached)
    page.proportion("balancedPlain", plain.levels[findings.balance].reached)
    page.value("balancedComposition", balance.composition.mean, digits: 2)
    page.table(
      "pictures",
      columns: ["picture", "asked for"] + findings.edits.map { "i_start \($0.start.place)" },
      rows: findings.titles.indices.map { row in
        [findings.titles[row], Self.wishes[row].pair.subject.label]
          + findings.edits.map {
            "\($0.readings[row].label), \($0.compositions[row].fixed(2))"
          }
      }
    )
    page.table(
      "measured",
      columns: [
        "i_start", "γ", "as asked for", "95 %", "as painted", "likeness of compositions",
      ],
      rows: findings.sweeps.flatMap { sweep in
        sweep.levels.map { level in
          [
            "\(level.start.place)", sweep.scale.fixed(0), level.reached.counted,
            level.reached.range, level.kept.counted,
            level.composition.text(digits: 2),
          ]
        }
      }
    )
  }
}
