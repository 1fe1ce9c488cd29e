import Digests
import Notebook
import Statistics

/// The page that shows what a chapter comes to for several values of a parameter, side by side.
struct SweepPage {
  let sweep: Sweep
  let site: Site
  let templates: Templates

  /// The chapter's own page.
  let chapter: ChapterPage

  private let presentations: [Presentation?]

  init(_ sweep: Sweep, site: Site, templates: Templates, chapter: ChapterPage) {
    (self.sweep, self.site, self.templates, self.chapter) = (sweep, site, templates, chapter)
    // A result that is not fresh belongs to sources of before.
    presentations = sweep.results.map { result in
      result.isFresh ? result.presentation.flatMap(site.store.presentation) : nil
    }
  }

  var href: String {
    "\(sweep.variation.section.slug)-by-\(sweep.variation.parameter.lowercased()).html"
  }

  var title: String { "\(chapter.section.id) by \(sweep.variation.parameter)" }

  func put(into output: inout Output, shell: PageShell) {
    var builder = DigestBuilder()
    builder.add(shell.digest.hex)
    builder.add(chapter.title)
    for (value, result) in zip(sweep.variation.values, sweep.results) {
      builder.add(value)
      builder.add(result.presentation?.hex ?? "")
      builder.add(result.failure?.message ?? "")
    }
    output.put(href, key: builder.finish()) {
      try shell.page(
        href,
        kind: "plain",
        title: title,
        description:
          "\(chapter.title), computed for several values of \(sweep.variation.parameter).",
        body: templates.render("sweep", values)
      )
    }
  }

  private var values: TemplateValues {
    let failures = zip(sweep.variation.values, sweep.results).compactMap { value, result in
      result.failure.map {
        ["value": value, "message": $0.message] as TemplateValues
      }
    }
    return [
      "href": chapter.href, "title": chapter.title,
      "parameter": sweep.variation.parameter,
      "count": sweep.variation.values.count,
      "isSeed": isSeed,
      "heads": sweep.variation.values.map { ["value": $0] as TemplateValues },
      "rows": rows, "failures": failures, "origins": origins,
    ]
  }

  /// What other programs had a part in.
  private var origins: [TemplateValues] {
    zip(sweep.variation.values, sweep.results).flatMap { value, result in
      (result.findings.flatMap(site.store.record)?.origins ?? []).map {
        ["value": value, "text": $0]
      }
    }
  }

  /// Only seeds are repetitions of one experiment: values of another parameter have no mean to estimate.
  private var isSeed: Bool { sweep.variation.parameter == "seed" }

  /// A row for each number that the values do not agree on; the others are no question.
  private var rows: [TemplateValues] {
    let named = presentations.map { presentation in
      Dictionary(
        (presentation?.values ?? []).map { ($0.name, $0) },
        uniquingKeysWith: { $1 }
      )
    }
    let names = presentations.compactMap(\.self).first?.values.map(\.name) ?? []
    return names.compactMap { name in
      let cells = named.map { $0[name] }
      let numbers = cells.compactMap { $0?.value }
      guard !numbers.isEmpty, Set(cells.map { $0?.text }).count > 1 else { return nil }
      // One digit more than each of them has: the mean of several is known better.
      let digits = 1 + (cells.compactMap(\.self).map { Self.decimals(of: $0.text) }.max() ?? 0)
      let summary = SampleMean(of: numbers)
      return [
        "name": name, "unit": cells.compactMap(\.self).first?.unit ?? "",
        "cells": cells.map { ["text": $0?.text ?? "—"] as TemplateValues },
        "isSeed": isSeed,
        "mean": fixed(summary.mean, digits: digits),
        "halfWidth": numbers.count > 1 ? fixed(summary.halfWidth, digits: digits) : "—",
      ]
    }
  }

  private static func decimals(of text: String) -> Int {
    text.split(separator: ".").dropFirst().first?.prefix { $0.isNumber }.count ?? 0
  }
}
