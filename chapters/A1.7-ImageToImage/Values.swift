import Diffusion
import Notebook
import Plotting
import Statistics

extension ImageToImage {
  func presentTables(_ findings: Findings, on page: inout Page) {
    page.table(
      "levels",
      columns: ["i_start", "t", "ᾱ", "√ᾱ, picture", "√(1 − ᾱ), noise", "steps"],
      rows: findings.edits.map { edit in
        [
          "\(edit.start.place)", "\(edit.start.timestep)", edit.alphaBar.fixed(4),
          edit.alphaBar.squareRoot().fixed(3), (1 - edit.alphaBar).squareRoot().fixed(3),
          "\(edit.start.timesteps(pace: findings.setting.pace).count)",
        ]
      }
    )
    page.table(
      "distances",
      columns: ["picture"] + findings.edits.map { "i_start \($0.start.place)" },
      rows: findings.titles.indices.map { row in
        [findings.titles[row]] + findings.edits.map { $0.distances[row].fixed(3) }
      }
    )
    let scenes = findings.scenes
    func words(_ reading: EditedScenes.Reading) -> [String] {
      [
        reading.subject.counted, reading.subject.range, reading.medium.counted,
        reading.photographs.counted,
      ]
    }
    page.table(
      "measured",
      columns: ["i_start", "t", "distance", "subject kept", "95 %", "medium kept", "photographs"],
      rows: scenes.levels.map { level in
        [
          "\(level.start.place)", "\(level.start.timestep)",
          level.distance.text(digits: 3),
        ] + words(level.reading)
      } + [["none", "–", "0"] + words(scenes.unedited)]
    )
  }

  func presentValues(_ findings: Findings, on page: inout Page) {
    let (scenes, setting) = (findings.scenes, findings.setting)
    page.value("side", Double(findings.side), digits: 0)
    page.value("guidance", Double(findings.guidanceScale), digits: 0)
    page.value("stepsOfFirst", Double(findings.stepCount(of: 0)), digits: 0)
    page.text(
      "sceneVisits",
      setting.scenePace == 2 ? "every second timestep" : "one timestep in \(setting.scenePace)"
    )
    page.value("sceneCount", Double(setting.sceneCount), digits: 0)
    page.value("exampleCount", Double(scenes.exampleReadings.count), digits: 0)
    page.value("unrelated", scenes.unrelatedDistance, digits: 2)
    page.proportion("unedited", scenes.unedited.subject)
    page.proportion("uneditedPhotographs", scenes.unedited.photographs)
    for level in scenes.levels {
      let place = level.start.place
      page.proportion("kept\(place)", level.reading.subject)
      page.proportion("photographs\(place)", level.reading.photographs)
      page.value("distance\(place)", level.distance.mean, digits: 2)
      let share = 100 * level.distance.mean / max(scenes.unrelatedDistance, 1e-6)
      page.value("ofUnrelated\(place)", share, digits: 0, unit: "%")
    }
    for edit in findings.edits {
      let percent = 100 * Double(edit.alphaBar).squareRoot()
      page.value("amplitude\(edit.start.place)", percent, digits: 0, unit: "%")
    }
    page.text("pointOfNoReturn", pointOfNoReturn(of: scenes))
    page.text(
      "pace",
      setting.pace == 1 ? "every one" : "every second one"
    )
  }

  private func pointOfNoReturn(of scenes: EditedScenes) -> String {
    guard scenes.unedited.subject.count > 0 else {
      return "cannot be said, because the judge reads none of the pictures rightly"
    }
    guard let timestep = scenes.pointOfNoReturn else {
      return "lies beyond the noisiest start: more than half is kept from each of the six"
    }
    return "lies near t = \(timestep.fixed(0))"
  }
}

extension ImageToImage.Findings {
  /// The number of steps from a start.
  func stepCount(of index: Int) -> Int {
    edits[index].start.timesteps(pace: setting.pace).count
  }
}
