import Arrays
import Datasets
import Diffusion
import Drawing
public import Notebook
import Plotting
import PretrainedModels
import Statistics

extension VisualAnagrams {
  public func present(_ findings: Findings, on page: inout Page) throws {
    page.fact("pictures", "\(findings.side) × \(findings.side)")
    page.fact("sampler", "DDPM, \(findings.stepCount) steps")
    page.fact("guidance", "γ = \(findings.guidanceScale.fixed(0))")
    page.value("guidance", Double(findings.guidanceScale), digits: 0)
    page.fact("measured on", "\(findings.trials[0].successes.total) pictures a pair")
    page.fact("noise", "seed \(findings.seed)")
    try presentPictures(findings, on: &page)
    try presentRates(findings, on: &page)
    try presentNoise(findings, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentPictures(_ findings: Findings, on page: inout Page) throws {
    let views = findings.trials.flatMap { trial in
      trial.views.map { (trial: trial, view: $0) }
    }
    try page.figure(
      "anagrams",
      ImageGrid(
        rows: try views.map { _, view in try Self.panels(of: view) },
        rowTitles: views.map { trial, view in
          "\(view.name): \(PaintedScene.Pair(view.subject, trial.medium).prompt)"
        }
      ),
      alt: findings.trials.map { trial in
        "Pictures of \(Self.description(of: trial)); \(trial.successes.counted) are read as both."
      }.joined(separator: " ")
    )
    try page.figure(
      "failing",
      ImageGrid(
        rows: try findings.failing.map { trial in
          let views = try trial.views.map(Self.panels)
          return views[0].indices.flatMap { picture in views.map { $0[picture] } }
        },
        rowTitles: findings.failing.map { trial in
          "\(trial.views[1].name): \(trial.views[1].subject.nouns[0])"
        },
        columnTitles: ["as it is", "in the view", "as it is", "in the view"]
      ),
      alt: findings.failing.map { trial in
        "Through the view “\(trial.views[1].name)” \(trial.successes.counted) pictures are read as "
          + "both."
      }.joined(separator: " ")
    )
  }

  /// The first pictures of a view with what the judge reads in them.
  private static func panels(of view: AnagramTrial.View) throws -> [Panel] {
    try zip(view.first.bitmaps().prefix(shownCount), view.readings).map { bitmap, reading in
      Panel(bitmap, label: "read as \(reading.nouns[0])")
    }
  }

  private static func description(of trial: AnagramTrial) -> String {
    trial.views.map { "\($0.subject.nouns[0]) \($0.name)" }.joined(separator: " and ")
  }

  private func presentRates(_ findings: Findings, on page: inout Page) throws {
    func bar(_ name: String, _ proportion: Proportion, _ series: Int) -> BarChart.Bar {
      let interval = proportion.interval
      return BarChart.Bar(
        name,
        100 * proportion.share,
        interval: 100 * interval.lowerBound...100 * interval.upperBound,
        series: series
      )
    }
    let bars = zip(findings.trials, findings.controls).flatMap { trial, control in
      trial.views.map { bar("\($0.subject.nouns[0]), \($0.name)", $0.successes, 0) } + [
        bar("both", trial.successes, 1),
        bar("\(trial.views[0].subject.nouns[0]), painted and turned", control.turned, 2),
      ]
    }
    try page.figure(
      "rates",
      BarChart(bars, title: "read as what was to be seen, %", digits: 0, limit: 100),
      alt: "Success rates with 95 % intervals: "
        + findings.trials.map { trial in
          "\(Self.description(of: trial)), both in \(trial.successes.counted)"
        }.joined(separator: "; ") + "."
    )
    page.table(
      "outcome",
      columns: ["picture", "view", "is to be", "read so", "95 % interval"],
      rows: findings.trials.enumerated().flatMap { index, trial in
        trial.views.map { view in
          [
            "anagram \(index + 1)", view.name, view.subject.nouns[0], view.successes.counted,
            view.successes.range,
          ]
        } + [
          [
            "anagram \(index + 1)", "both", "both", trial.successes.counted, trial.successes.range,
          ],
          [
            "painted", "upright", trial.views[0].subject.nouns[0],
            findings.controls[index].upright.counted, findings.controls[index].upright.range,
          ],
          [
            "painted", "turned by 180°", trial.views[1].subject.nouns[0],
            findings.controls[index].turned.counted, findings.controls[index].turned.range,
          ],
        ]
      }
    )
  }

  private func presentNoise(_ findings: Findings, on page: inout Page) throws {
    let views = findings.noise.views
    try page.figure(
      "noise",
      ImageGrid.row(
        views.map { view in
          Panel(
            Bitmap(array: view.noise, range: -3...3),
            label: view.name,
            note: "variance \(view.variance.mean.fixed(2))"
          )
        }
      ),
      alt: "One draw of noise in five views. Turned and negative it is noise of the same kind; "
        + "with more contrast it is stronger, and blurred it is nearly grey."
    )
    page.table(
      "noise-numbers",
      columns: ["view", "variance", "correlation of neighbours", "not found, % of its power"],
      rows: views.map { view in
        [
          view.name, view.variance.text(digits: 3),
          view.correlation.text(digits: 3),
          "\((100 * view.error.mean).fixed(1)) ± \((100 * view.error.halfWidth).fixed(1))",
        ]
      }
    )
    for (name, view) in zip(["Upright", "Turned", "Negative", "Contrast", "Blurred"], views) {
      page.value("variance\(name)", view.variance.mean, digits: 3)
      page.value("correlation\(name)", view.correlation.mean, digits: 2)
      page.value("error\(name)", 100 * view.error.mean, digits: 1, unit: "%")
      page.value("errorHalfWidth\(name)", 100 * view.error.halfWidth, digits: 1, unit: "%")
    }
    page.value("noiseCount", Double(views[0].error.count), digits: 0)
    page.value("noiseTimestep", Double(findings.noise.timestep), digits: 0)
  }

  private func presentValues(_ findings: Findings, on page: inout Page) {
    page.value("stepCount", Double(findings.stepCount), digits: 0)
    page.value("shownCount", Double(Self.shownCount), digits: 0)
    page.value("evaluations", Double(4 * findings.stepCount), digits: 0)
    page.value("blurSigma", Double(findings.side) / 32, digits: 1, unit: "pixels")
    let pairs = zip(findings.trials, findings.controls)
    for (name, (trial, control)) in zip(["First", "Second"], pairs) {
      page.text("upright\(name)", trial.views[0].subject.nouns[0])
      page.text("turned\(name)", trial.views[1].subject.nouns[0])
      page.proportion("both\(name)", trial.successes)
      page.proportion("control\(name)", control.turned)
    }
    for (name, trial) in zip(["Contrast", "Blurred"], findings.failing) {
      page.proportion("both\(name)", trial.successes)
      page.proportion("changed\(name)", trial.views[1].successes)
    }
  }
}
