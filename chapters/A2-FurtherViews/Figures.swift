import Arrays
import Datasets
import Diffusion
import Drawing
public import Notebook
import Plotting
import PretrainedModels
import Statistics

extension FurtherViews {
  public func present(_ findings: Findings, on page: inout Page) throws {
    page.fact("pictures", "\(findings.side) × \(findings.side)")
    page.fact("sampler", "DDPM, \(findings.stepCount) steps")
    page.fact("guidance", "γ = \(findings.guidanceScale.fixed(0))")
    page.value("guidance", Double(findings.guidanceScale), digits: 0)
    page.fact("measured on", "\(findings.trials[0].successes.total) pictures a view")
    page.fact("noise", "seed \(findings.seed)")
    try presentViews(findings, on: &page)
    try presentRates(findings, on: &page)
    try presentLogo(findings, on: &page)
    presentReflections(findings, on: &page)
  }

  private func presentViews(_ findings: Findings, on page: inout Page) throws {
    let pairs = findings.trials.filter { $0.views.count == 2 }
    try page.figure(
      "views",
      ImageGrid(
        rows: try pairs.map { try Self.panels(of: $0).flatMap(\.self) },
        rowTitles: pairs.map { trial in
          trial.views.map { "\($0.name): \($0.subject.nouns[0])" }.joined(separator: "; ")
        },
        columnTitles: ["as it is", "in the view", "as it is", "in the view"]
      ),
      alt: pairs.map { trial in
        "\(trial.views[1].name): \(trial.successes.counted) pictures are read as both."
      }.joined(separator: " ")
    )
    let threefold = findings.trials[findings.trials.count - 1]
    try page.figure(
      "three-views",
      ImageGrid(
        rows: try Self.panels(of: threefold),
        columnTitles: threefold.views.map { "\($0.name): \($0.subject.nouns[0])" }
      ),
      alt: "Pictures in three views that are to show three subjects; "
        + "\(threefold.successes.counted) are read as all three."
    )
  }

  /// The first pictures of an anagram, each in all views.
  private static func panels(of trial: AnagramTrial) throws -> [[Panel]] {
    let views = try trial.views.map { view in
      try zip(view.first.bitmaps(), view.readings).map { bitmap, reading in
        Panel(bitmap, label: "read as \(reading.nouns[0])")
      }
    }
    return views[0].indices.map { picture in views.map { $0[picture] } }
  }

  private func presentRates(_ findings: Findings, on page: inout Page) throws {
    let halfTurn = findings.upstream.anagrams.trials[0]
    let rows = [halfTurn] + findings.trials
    let names = rows.map { trial in
      trial.views.count > 2 ? "three views at once" : trial.views[1].name
    }
    try page.figure(
      "rates",
      BarChart(
        zip(names, rows).map { name, trial in
          let interval = trial.successes.interval
          return BarChart.Bar(
            name,
            100 * trial.successes.share,
            interval: 100 * interval.lowerBound...100 * interval.upperBound
          )
        },
        title: "read as what was to be seen, in every view, %",
        digits: 0,
        limit: 100
      ),
      alt: "Success rates with 95 % intervals: "
        + zip(names, rows).map { "\($0) \($1.successes.counted)" }.joined(separator: ", ") + "."
    )
    page.table(
      "outcome",
      columns: ["view", "upright", "in the view", "all", "95 % interval"],
      rows: zip(names, rows).map { name, trial in
        [
          name, trial.views[0].successes.counted,
          trial.views.dropFirst().map(\.successes.counted).joined(separator: "; "),
          trial.successes.counted, trial.successes.range,
        ]
      }
    )
    for (key, trial) in zip(["Quarter", "Mirrored", "Negative", "Three"], findings.trials) {
      page.proportion("rate\(key)", trial.successes)
    }
    page.text("upright", halfTurn.views[0].subject.nouns[0])
    page.text("changed", halfTurn.views[1].subject.nouns[0])
    page.text("medium", halfTurn.medium.phrases[0])
    page.value("pairTotal", Double(findings.trials[0].successes.total), digits: 0)
    page.value("shownCount", Double(Self.shownCount), digits: 0)
    page.value("stepCount", Double(findings.stepCount), digits: 0)
  }

  private func presentLogo(_ findings: Findings, on page: inout Page) throws {
    let logo = findings.logo
    let titles = logo.starts.map { "t = \($0.t), ᾱ \($0.alphaBar.fixed(2))" }
    try page.figure(
      "logo-drawn",
      ImageGrid.row([
        Panel(try logo.large.bitmaps()[0], label: "as drawn", note: "256 × 256"),
        Panel(
          try logo.logo.bitmaps()[0],
          label: "as the model sees it",
          note: "\(findings.side) × \(findings.side)"
        ),
      ]),
      alt: "The logo: coloured squares at the left gather into a mountain under a brass sun."
    )
    try page.figure(
      "logo-pictures",
      ImageGrid(
        rows: try logo.starts.map { start in
          try zip(start.pictures.bitmaps(), zip(start.readings, start.distances)).map {
            Panel($0, label: "read as \($1.0.nouns[0])", note: "distance \($1.1.fixed(2))")
          }
        },
        rowTitles: titles,
        columnTitles: LogoStudy.pairs.map(\.prompt)
      ),
      alt: "The logo turned towards three prompts from three timesteps. The distance from the logo "
        + logo.starts.map { "is \(Self.mean($0.distances).fixed(2)) from t = \($0.t)" }
        .joined(separator: ", ") + "."
    )
    for (key, start) in zip(["Least", "Middle", "Most"], logo.starts) {
      page.value("logoTimestep\(key)", Double(start.t), digits: 0)
      page.value("logoDistance\(key)", Self.mean(start.distances), digits: 2)
      let hits = zip(start.readings, LogoStudy.pairs).count { $0 == $1.subject }
      page.value("logoHits\(key)", Double(hits), digits: 0)
    }
    page.value("logoPrompts", Double(LogoStudy.pairs.count), digits: 0)
    let alike = logo.starts.filter { Self.mean($0.likenesses) > 0.5 }
    page.text(
      "logoChosen",
      alike.map(\.t).max().map { "the noisiest start that has it is t = \($0)" }
        ?? "no start has it"
    )
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  private func presentReflections(_ findings: Findings, on page: inout Page) {
    let (guidance, anagrams) = (findings.upstream.guidance, findings.upstream.anagrams)
    let (plain, guided) = (guidance.weight(1), guidance.weight(7))
    page.proportion("plainHits", plain.subject)
    page.proportion("guidedHits", guided.subject)
    page.value("plainSpread", plain.spread.mean, digits: 2)
    page.value("guidedSpread", guided.spread.mean, digits: 2)
    page.value("plainBeyond", 100 * plain.beyond.mean, digits: 1, unit: "%")
    page.value("guidedBeyond", 100 * guided.beyond.mean, digits: 1, unit: "%")
    let shares = guidance.looks.map { 100 * $0.share.mean }
    page.value("leastShare", shares.min() ?? 0, digits: 1, unit: "%")
    page.value("greatestShare", shares.max() ?? 0, digits: 1, unit: "%")
    for (key, view) in zip(["Upright", "Turned", "Negative"], anagrams.noise.views) {
      page.value("error\(key)", 100 * view.error.mean, digits: 1, unit: "%")
    }
    if let blurred = anagrams.noise.views.last {
      page.value("errorBlurred", 100 * blurred.error.mean, digits: 1, unit: "%")
    }
    page.proportion("halfTurn", anagrams.trials[0].successes)
    page.proportion("otherPair", anagrams.trials[1].successes)
    page.proportion("hybrids", findings.upstream.hybrids.both)
    page.value("guidanceScale", Double(guided.scale), digits: 0)
  }
}
