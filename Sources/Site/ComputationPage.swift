import Digests
import Notebook

/// The page that says what every result was computed from, and, when asked, how long it took.
struct ComputationPage {
  let site: Site
  let templates: Templates
  let pages: [ChapterPage]

  func put(into output: inout Output, shell: PageShell) throws {
    var builder = DigestBuilder()
    builder.add(shell.digest.hex)
    // Times belong to a result: another time is another run, which the key does not tell.
    builder.add(site.showsTimes ? "\(pages.map { $0.record?.seconds })" : "")
    for page in pages { builder.add(page.key.hex) }
    try output.put("computation.html", key: builder.finish()) {
      try shell.page(
        kind: "plain",
        title: "Computation",
        description: "What every result of this report was computed from.",
        body: templates.render(
          "computation",
          ["hasTimes": site.showsTimes, "rows": pages.map(row)]
        )
      )
    }
  }

  private func row(_ page: ChapterPage) -> [String: Any] {
    let record = page.record
    return [
      "id": page.section.id, "title": page.title, "href": page.href,
      "profile": (record?.profile ?? site.profile).rawValue,
      "seed": record?.parameters["seed"] ?? "",
      "key": page.result.findings?.short ?? "",
      "time": record.map { "\(fixed($0.seconds, digits: 2)) s" } ?? "",
      "memory": record.map { "\(fixed(Double($0.peakMemory) / 1e6, digits: 0)) MB" } ?? "",
      "inputs": (record?.inputs ?? []).map { ["name": $0.name, "digest": $0.digest.short] },
    ]
  }
}
