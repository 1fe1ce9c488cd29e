import Digests
import Notebook

/// The page that says what every result was computed from, and, when asked, how long it took.
struct ComputationPage {
  let site: Site
  let templates: Templates
  let pages: [ChapterPage]

  func put(into output: inout Output, shell: PageShell) {
    var builder = DigestBuilder()
    builder.add(shell.digest.hex)
    // Times belong to a result: another time is another run, which the key does not tell.
    builder.add(site.showsTimes ? "\(pages.map { $0.record?.seconds })" : "")
    builder.add(pages.digest.hex)
    output.put("computation.html", key: builder.finish()) {
      try shell.page(
        "computation.html",
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

  private func row(_ page: ChapterPage) -> TemplateValues {
    let record = page.record
    let inputs = Self.grouped(record?.inputs ?? [])
    return [
      "id": page.section.id, "title": page.title, "href": page.href,
      "profile": (record?.profile ?? site.profile).rawValue,
      "seed": record?.parameters["seed"] ?? "",
      "key": page.result.findings?.short ?? "",
      "data": page.presentation == nil ? nil : page.data,
      "time": record.map { "\(fixed($0.seconds, digits: 2)) s" } ?? "",
      "memory": record.map { "\(fixed(Double($0.peakMemory) / 1e6, digits: 0)) MB" } ?? "",
      "inputCount": inputs.count == 1 ? "1 input" : "\(inputs.count) inputs",
      "inputs": inputs,
      "origins": (record?.origins ?? []).map { ["text": $0] as TemplateValues },
    ]
  }

  /// The inputs with all files of a target as one; the page's data names each file.
  private static func grouped(_ inputs: [KeyInput]) -> [TemplateValues] {
    var groups: [(name: String, inputs: [KeyInput])] = []
    for input in inputs {
      let parts = input.name.split(separator: "/")
      let isSource = parts.count > 2 && ["Sources", "chapters"].contains(parts[0])
      let name = isSource ? parts[..<2].joined(separator: "/") : input.name
      if groups.last?.name == name {
        groups[groups.count - 1].inputs.append(input)
      } else {
        groups.append((name, [input]))
      }
    }
    return groups.map { group in
      guard group.inputs.count > 1 else {
        return ["name": group.inputs[0].name, "digest": group.inputs[0].digest.short]
      }
      var builder = DigestBuilder()
      for input in group.inputs { builder.add(input.digest.hex) }
      return [
        "name": "\(group.name), \(group.inputs.count) files", "digest": builder.finish().short,
      ]
    }
  }
}
