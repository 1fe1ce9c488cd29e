import Datasets
import Diffusion
import Drawing
import Notebook
import Plotting
import Statistics

extension IterativeDenoising {
  func presentContest(_ contest: Contest, on page: inout Page) throws {
    let bitmaps = try contest.shown.bitmaps()
    let titles = ["clean", "noisy", "one step", "DDPM", "DDIM"]
    let count = bitmaps.count / titles.count
    try page.figure(
      "many",
      ImageGrid(
        rows: titles.indices.map { row in
          bitmaps[row * count..<(row + 1) * count].map { Panel($0) }
        },
        rowTitles: titles
      ),
      alt:
        "Painted photographs, their noisy versions, and what one step, DDPM and DDIM make of "
        + "them, picture by picture."
    )
    let drawn = contest.entries.filter { $0.name != "noisy" }
    try page.figure(
      "trade",
      LinePlot(
        x: Axis("mean squared error, per pixel value"),
        y: Axis("distance from real pictures, judge’s features"),
        series: drawn.map {
          LinePlot.Series("", points: [Point($0.error.mean, $0.distance.value)], style: .points)
        },
        marks: drawn.enumerated().map { series, entry in
          LinePlot.Mark(
            Point(entry.error.mean, entry.distance.value),
            label: entry.name,
            series: series
          )
        }
      ),
      alt:
        "Each way of denoising as a point, its error across and its distance from real pictures up; "
        + "the real pictures themselves have no error."
    )
    func percent(_ value: Double) -> String { (100 * value).fixed(0) }
    page.table(
      "contest",
      columns: [
        "way", "PSNR", "mean squared error", "distance", "recognised", "95 % interval", "detail",
      ],
      rows: contest.entries.map { entry in
        let isReal = entry.name == "real"
        let interval = entry.recognised.interval
        return [
          entry.name,
          isReal ? "–" : entry.peak.text(digits: 1),
          entry.error.mean.fixed(4), Self.text(entry.distance),
          "\(percent(entry.recognised.share)) %",
          "\(percent(interval.lowerBound))–\(percent(interval.upperBound)) %",
          "\(percent(entry.detail.mean)) %",
        ]
      }
    )
    page.value("comparedCount", Double(contest.entries[0].recognised.total), digits: 0)
    page.value("comparedStart", Double(Self.comparedStart), digits: 0)
    page.value("wideStride", Double(Self.wideStride), digits: 0)
    page.value("referenceCount", Double(contest.referenceCount), digits: 0)
    page.value("manyCount", Double(count), digits: 0)
    func entry(_ name: String) -> Contest.Entry {
      contest.entries.first { $0.name == name } ?? contest.entries[0]
    }
    let keys = [
      ("one step", "single"), ("DDPM", "iterated"), ("DDIM", "quiet"), ("real", "real"),
    ]
    for (name, key) in keys {
      let found = entry(name)
      page.value("\(key)Error", found.error.mean, digits: 4)
      page.value("\(key)Distance", found.distance.value, digits: 0)
      page.value("\(key)DistanceHalfWidth", found.distance.halfWidth, digits: 0)
      page.value("\(key)Detail", 100 * found.detail.mean, digits: 0, unit: "%")
      page.value("\(key)Recognised", 100 * found.recognised.share, digits: 0, unit: "%")
    }
    page.value("errorRatio", entry("DDPM").error.mean / entry("one step").error.mean, digits: 2)
    page.value("quietRatio", entry("DDIM").error.mean / entry("one step").error.mean, digits: 2)
    let least = drawn.filter { $0.name != "real" }.min { $0.error.mean < $1.error.mean }
    page.text("leastError", least?.name ?? "")
    page.text("nearest", Self.nearest(of: drawn.filter { $0.name != "real" }))
    page.text(
      "detailNote",
      (100 * entry("DDPM").detail.mean).rounded() > 100
        ? ", where real pictures have 100 %: among it is noise that wide strides leave behind" : ""
    )
  }

  /// Says which way comes nearest to real pictures, if its interval lies below that of the next.
  private static func nearest(of entries: [Contest.Entry]) -> String {
    let sorted = entries.sorted { $0.distance.value < $1.distance.value }
    let (first, second) = (sorted[0], sorted[1])
    let lead = second.distance.value - first.distance.value
    return lead > first.distance.halfWidth + second.distance.halfWidth
      ? "Nearest to real pictures is \(first.name)"
      : "Nearest to real pictures are \(first.name) and \(second.name), whose intervals do not tell "
        + "them apart"
  }

  private static func text(_ distance: KernelDistance) -> String {
    "\(distance.value.fixed(0)) ± \(distance.halfWidth.fixed(0))"
  }

  func presentStarts(_ starts: [Contest.Start], on page: inout Page) throws {
    let curves: [(String, KeyPath<Contest.Start, SampleMean>, LinePlot.Series.Style)] = [
      ("one step", \.oneStep, .solid), ("iterated", \.iterated, .solid),
      ("best linear", \.linear, .dashed), ("best blur", \.blur, .dashed),
      ("noisy", \.noisy, .dotted),
    ]
    func points(_ value: (Contest.Start) -> Double) -> [Point] {
      starts.map { Point(Double($0.t), value($0)) }
    }
    try page.figure(
      "starts",
      LinePlot(
        x: Axis("timestep t of the start", range: 0...1000, ticks: starts.map { Double($0.t) }),
        y: Axis("PSNR, decibels"),
        series: curves.map { name, value, style in
          LinePlot.Series(name, points: points { $0[keyPath: value].mean }, style: style)
        },
        bands: curves.enumerated().prefix(2).map { index, curve in
          LinePlot.Band(
            lower: points { $0[keyPath: curve.1].mean - $0[keyPath: curve.1].halfWidth },
            upper: points { $0[keyPath: curve.1].mean + $0[keyPath: curve.1].halfWidth },
            series: index
          )
        }
      ),
      alt: "PSNR against the timestep at which denoising begins, for one step, the loop, the best "
        + "linear filter, the best blur and the noisy picture."
    )
    func text(_ mean: SampleMean) -> String {
      mean.text(digits: 1)
    }
    page.table(
      "starts-table",
      columns: ["t", "noisy", "best blur", "best linear", "one step", "iterated", "cost"],
      rows: starts.map { start in
        [
          "\(start.t)", text(start.noisy), text(start.blur), text(start.linear),
          text(start.oneStep), text(start.iterated), text(start.cost),
        ]
      }
    )
    page.value("sweptCount", Double(starts[0].iterated.count), digits: 0)
    let dear = starts.count { $0.cost.mean - $0.cost.halfWidth > 0 }
    page.value("dearCount", Double(dear), digits: 0)
    page.value("startCount", Double(starts.count), digits: 0)
  }
}
