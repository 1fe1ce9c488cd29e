import Arrays
import Datasets
import Drawing
public import Notebook
import Plotting
import PretrainedModels
import Statistics

extension PromptsAndSteps {
  public func present(_ findings: Findings, on page: inout Page) throws {
    page.fact("seed", "\(findings.seed)")
    page.fact("sampler", "DDIM, γ = \(findings.guidanceScale.fixed(0))")
    page.fact("steps", findings.shown.map { "\($0.steps)" }.joined(separator: ", "))
    page.fact("measured on", "\(findings.rates[0].both.total) prompts")
    page.text("size", "\(findings.side) × \(findings.side)")
    page.value("seed", Double(findings.seed), digits: 0)
    page.value("scale", Double(findings.guidanceScale), digits: 0)
    try presentPictures(findings, on: &page)
    try presentRates(findings.rates, on: &page)
    try presentReading(findings.reading, on: &page)
  }

  private func presentPictures(_ findings: Findings, on page: inout Page) throws {
    let columns = try findings.shown.map { ($0, try $0.pictures.bitmaps()) }
    try page.figure(
      "three-prompts",
      ImageGrid(
        rows: Self.prompts.indices.map { row in
          columns.map { found, bitmaps in
            Panel(
              bitmaps[row],
              label: "\(found.steps) steps",
              note: found.readings[row].subject.nouns[0]
            )
          }
        },
        rowTitles: Self.prompts.map { "“\($0.text)”" }
      ),
      alt:
        "\(Self.prompts.count) prompts, each drawn from one noise in "
        + "\(findings.shown.count) numbers of steps, with what the judge reads in each picture."
    )
    try page.strip(
      "every-count",
      frames: columns.map { found, bitmaps in
        Panel(
          bitmaps.tiled(columns: Self.prompts.count, gap: 2),
          label: "\(found.steps) steps",
          note: "\(2 * found.steps) questions"
        )
      },
      initial: 0,
      name: "steps",
      alt: "The pictures of the \(Self.prompts.count) prompts side by side, in a number of steps "
        + "that is chosen by a slider."
    )
    let hits = findings.shown.flatMap { row in
      zip(row.readings, Self.prompts).map { reading, prompt in
        reading.subject == prompt.pair.subject && reading.medium == prompt.pair.medium
      }
    }
    page.value("shownHits", Double(hits.count { $0 }), digits: 0)
    page.value("shownTotal", Double(hits.count), digits: 0)
    page.value("heldOutCount", Double(Self.prompts.count { $0.isHeldOut }), digits: 0)
    page.text("prompt1", Self.prompts[0].text)
    page.text("plainPrompt", ComposedPrompt.plain(1)[0].text)
    page.value("promptCount", Double(Self.prompts.count), digits: 0)
    page.value("subjectTotal", Double(PaintedSubject.allCases.count), digits: 0)
    page.value("mediumTotal", Double(PaintedMedium.allCases.count), digits: 0)
    page.value("timeTotal", Double(PaintedTime.allCases.count), digits: 0)
    page.value("seasonTotal", Double(PaintedSeason.allCases.count), digits: 0)
    page.table(
      "readings",
      columns: ["prompt"] + findings.shown.map { "\($0.steps) steps" },
      rows: Self.prompts.enumerated().map { row, prompt in
        [prompt.text] + findings.shown.map { $0.readings[row].caption }
      }
    )
  }

  private func presentRates(_ rates: [Findings.Rate], on page: inout Page) throws {
    let kinds: [(String, KeyPath<Findings.Rate, Proportion>, LinePlot.Series.Style)] = [
      ("both", \.both, .solid), ("subject", \.subject, .dashed), ("medium", \.medium, .dotted),
    ]
    let steps = rates.map { Double($0.steps) }
    func points(_ value: (Findings.Rate) -> Double) -> [Point] {
      zip(steps, rates).map { Point($0, 100 * value($1)) }
    }
    try page.figure(
      "rates",
      LinePlot(
        x: Axis("steps", scale: .logarithmic, ticks: steps),
        y: Axis("read as asked for, %", range: 0...100),
        series: kinds.map { name, value, style in
          LinePlot.Series(name, points: points { $0[keyPath: value].share }, style: style)
        },
        bands: [
          LinePlot.Band(
            lower: points(\.both.interval.lowerBound),
            upper: points(\.both.interval.upperBound)
          )
        ]
      ),
      alt:
        "How many pictures the judge reads as asked for, by the number of steps: subject, medium, "
        + "and both, with the 95 % interval of both."
    )
    func text(_ value: Proportion) -> String {
      let interval = value.interval
      func percent(_ share: Double) -> String { (100 * share).fixed(0) }
      return "\(percent(value.share)) % (\(percent(interval.lowerBound))"
        + "–\(percent(interval.upperBound)))"
    }
    page.table(
      "rate-numbers",
      columns: ["steps", "questions to the network", "subject", "medium", "both"],
      rows: rates.map { rate in
        [
          "\(rate.steps)", "\(2 * rate.steps)", text(rate.subject), text(rate.medium),
          text(rate.both),
        ]
      }
    )
    let best = rates.max { $0.both.share < $1.both.share } ?? rates[0]
    let falls = zip(rates, rates.dropFirst()).count { $1.both.share < $0.both.share }
    page.value("rateCount", Double(rates[0].both.total), digits: 0)
    page.value("bestSteps", Double(best.steps), digits: 0)
    page.value("bestShare", 100 * best.both.share, digits: 0, unit: "%")
    page.value("fewestSteps", Double(rates[0].steps), digits: 0)
    page.value("fewestShare", 100 * rates[0].both.share, digits: 0, unit: "%")
    let most = rates[rates.count - 1]
    page.value("mostSteps", Double(most.steps), digits: 0)
    page.value("mostShare", 100 * most.both.share, digits: 0, unit: "%")
    let often = falls == 1 ? "once" : "\(falls) times"
    page.text(
      "monotone",
      falls == 0
        ? "From one number of steps to the next the rate never falls"
        : "The rate is not monotone: from one number of steps to the next it falls \(often). Whether "
          + "such a fall means anything, the intervals tell: with \(best.both.total) pictures they "
          + "are wide"
    )
    page.text(
      "afterBest",
      best.steps == most.steps
        ? "Here the most steps have the best rate"
        : "From \(best.steps) to \(most.steps) steps the rate goes from "
          + "\((100 * best.both.share).fixed(0)) to \((100 * most.both.share).fixed(0)) %"
    )
    page.value("firstTimestepFew", Double(1000 - 1000 / rates[0].steps), digits: 0)
    page.value("firstTimestepMost", Double(most.steps - 1) * Double(1000 / most.steps), digits: 0)
  }

  private func presentReading(_ reading: Findings.Reading, on page: inout Page) throws {
    let greatest = reading.states.values.map { Double($0.magnitude) }.max() ?? 1
    try page.figure(
      "reading",
      HeatMap(
        reading.states,
        rows: HeatMap.Labels("pieces of the prompt", reading.pieces[0].map(Self.shown)),
        columns: HeatMap.Labels(
          "channel",
          (0..<reading.states.shape[1]).map { $0 % 8 == 0 ? "\($0)" : "" }
        ),
        valueTitle: "value",
        range: -greatest...max(greatest, 1e-6),
        isTopDown: true
      ),
      alt:
        "The first prompt as the network is told it: a row of numbers for each piece of text."
    )
    page.table(
      "pieces",
      columns: ["prompt", "pieces", "how many"],
      rows: zip(Self.prompts, reading.pieces).map { prompt, pieces in
        [prompt.text, pieces.map(Self.shown).joined(separator: " · "), "\(pieces.count)"]
      }
    )
    page.value("pieceCount", Double(reading.pieces[0].count), digits: 0)
    page.value("width", Double(reading.width), digits: 0)
    page.value("shownChannels", Double(reading.states.shape[1]), digits: 0)
    guard !reading.strangePieces.isEmpty else {
      page.text("pieces", "This model came without its tokenizer: its first rows, by number.")
      page.text("words", "This model came without its tokenizer, so its pieces are not known here.")
      return
    }
    page.value("sharedCosine", reading.sharedCosine, digits: 2)
    let strange = reading.strangePieces.map(Self.shown).joined(separator: " · ")
    page.text("pieces", "The pieces of each prompt; the last one marks its end.")
    page.text(
      "words",
      "“\(Self.shown(reading.sharedPiece))” occurs in the first two prompts, and the cosine between "
        + "its two rows is \(reading.sharedCosine.fixed(2)); 1 would mean that its neighbours make no "
        + "difference. A word that captions of painted pictures never have is spelt in what pieces "
        + "there are: “\(Self.strangeWord)” becomes \(strange)."
    )
  }

  /// A piece as readers see it: a space before a word is not shown, an end of text is named.
  private static func shown(_ piece: String) -> String {
    if piece == "</s>" { return "end" }
    let word = piece.replacing("▁", with: "")
    return word.isEmpty ? "space" : word
  }
}
