import Foundation
import Notebook
import Snippets

extension PageSetter {
  /// Sets a slice of code with the sentences that are tied to its lines.
  mutating func setWalkthrough(_ directive: Directive, _ block: MarkdownNode) throws -> String {
    do {
      let (file, slice) = try slices.slice(directive.name, of: text.section)
      let highlighted = slices.highlighted(file)
      var lineOfStep: [Int: Int] = [:]
      var steps: [TemplateValues] = []
      for (step, number) in zip(try Self.steps(of: block.literal), 1...) {
        let lines = slice.lines.filter { $0.text.contains(step.match) }
        let line = block.line + text.firstLine - 1 + step.line
        guard lines.count == 1, let found = lines.first else {
          let place = "\(file.path), slice '\(slice.name)'"
          let problem =
            lines.isEmpty
            ? "no line of \(place) contains '\(step.match)'"
            : "'\(step.match)' occurs on \(lines.count) lines of \(place)"
              + " (\(lines.map { "\($0.number)" }.joined(separator: ", "))); name more of the one"
          refuse(.unmatchedStep, line: line - text.firstLine + 1, problem)
          continue
        }
        guard lineOfStep.updateValue(number, forKey: found.number) == nil else {
          refuse(
            .unmatchedStep,
            line: line - text.firstLine + 1,
            "two steps are tied to line \(found.number) of \(file.path); make them one"
          )
          continue
        }
        steps.append([
          "number": number,
          "anchor": "\(directive.anchor)-step-\(number)",
          "lineAnchor": "\(directive.anchor)-line-\(found.number)",
          "lineNumber": found.number,
          "text": try inlines.html(of: step.text, at: line),
        ])
      }
      // The file's own indentation is cut off as far as the slice shares it.
      let indentation = indentation(of: slice.lines.map { ($0.number, $0.text) }, in: file.text)
      return try templates.render(
        "walkthrough",
        [
          "id": directive.anchor,
          "path": file.path,
          "firstLine": slice.lines.first?.number ?? 0,
          "lastLine": slice.lines.last?.number ?? 0,
          "code": slice.lines.map { line in
            Self.line(
              line.number,
              html: Self.unindented(highlighted[line.number - 1], by: indentation),
              step: lineOfStep[line.number],
              anchor: directive.anchor
            )
          }.joined(separator: "\n"),
          "steps": steps,
        ]
      )
    } catch let error as SourceSlices.Failure {
      refuse(error.code, at: block, error.message)
    } catch let error as SiteError where error.code == .badSlice {
      refuse(error)
    } catch let error as MalformedStep {
      refuse(.malformedDirective, line: block.line + error.line, error.message)
    }
    return ""
  }

  /// Sets a line of code with the badge of the step that is tied to it.
  private static func line(_ number: Int, html: String, step: Int?, anchor: String) -> String {
    let head = "<span class=\"line\" id=\"\(anchor)-line-\(number)\" data-number=\"\(number)\""
    let source = "<span class=\"source\">\(html)</span>"
    guard let step else { return "\(head)>\(source)</span>" }
    let badge = "<a class=\"badge\" href=\"#\(anchor)-step-\(step)\" aria-label=\"Step \(step)\">"
    return "\(head) data-step=\"\(step)\">\(source)\(badge)\(step)</a></span>"
  }

  /// One sentence of a walkthrough.
  private struct Step {
    let match: String
    var text: String

    /// The line within the directive, counted from 1.
    let line: Int

    /// Reads a line such as ``- `let epsilon`: Draw the noise.``; more backticks let the code have some.
    init?(_ text: Substring, number: Int) {
      guard text.hasPrefix("- `") else { return nil }
      let fence = text.dropFirst(2).prefix { $0 == "`" }
      let rest = text.dropFirst(2 + fence.count)
      guard let end = rest.firstRange(of: fence + ": ") else { return nil }
      match = rest[..<end.lowerBound].trimmingCharacters(in: .whitespaces)
      self.text = rest[end.upperBound...].trimmingCharacters(in: .whitespaces)
      line = number
      guard !match.isEmpty, !self.text.isEmpty else { return nil }
    }
  }

  private struct MalformedStep: Error {
    let line: Int
    let message: String
  }

  /// Reads the steps; indented lines go on with the sentence before.
  private static func steps(of text: String) throws -> [Step] {
    var steps: [Step] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if let step = Step(line, number: index + 1) {
        steps.append(step)
      } else if line.hasPrefix("  "), !steps.isEmpty {
        steps[steps.count - 1].text += "\n" + line.drop { $0 == " " }
      } else if !line.allSatisfy(\.isWhitespace) {
        throw MalformedStep(
          line: index + 1,
          message: "a step is '- `text of one line`: sentence', not '\(line)'"
        )
      }
    }
    guard !steps.isEmpty else {
      throw MalformedStep(line: 0, message: "a walkthrough needs at least one step")
    }
    return steps
  }

  /// Drops spaces from the beginning of a highlighted line; they may stand behind an opening tag.
  private static func unindented(_ html: String, by count: Int) -> String {
    let tag = html.hasPrefix("<span") ? html.prefix { $0 != ">" } + ">" : ""
    let text = html.dropFirst(tag.count)
    return tag + text.dropFirst(min(count, text.prefix { $0 == " " }.count))
  }

  private func indentation(of lines: [(number: Int, text: String)], in text: String) -> Int {
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.first { !$0.text.isEmpty }.map { all[$0.number - 1].count - $0.text.count } ?? 0
  }
}
