import Foundation
import Notebook

/// A plan as Snakemake reads it: a rule a job, and nothing but rules, so that every executor takes it.
///
/// Source: Mölder et al. 2021, "Sustainable data analysis with Snakemake"; resources as its executors for
/// Slurm and Kubernetes name them.
struct Snakefile {
  let plan: Plan

  /// What a job may take that has never run, in megabytes.
  private static let memory = 2000

  var text: String {
    let head = """
      # Made by 'report plan'. On this machine: snakemake --snakefile FILE --cores 8
      # A job that is up to date ends at once: the program knows what has changed, and computes no more.
      # So does the site's, which is run every time.

      """
    let site = rule(
      "site",
      inputs: plan.site.inputs,
      output: nil,
      threads: 1,
      resources: [],
      command: plan.siteCommand
    )
    var names: [String] = []
    for job in plan.jobs {
      let name = job.name.replacing(/[^A-Za-z0-9]/, with: "_")
      // Values such as 1e+1 and 1e-1 differ in what a name cannot have.
      let count = names.count { $0 == name || $0.hasPrefix("\(name)__") }
      names.append(count == 0 ? name : "\(name)__\(count + 1)")
    }
    let rules = zip(names, plan.jobs).map(rule)
    return ([head, site] + rules).joined(separator: "\n")
  }

  private func rule(_ name: String, _ job: PlannedJob) -> String {
    // What it took the last time, and a half more; another machine may be slower.
    let memory = job.peakMemoryExpected.map { max(500, $0 * 3 / 2 / 1_000_000) } ?? Self.memory
    let seconds = job.secondsExpected.map { max(600, 3 * $0) } ?? plan.timeout
    let minutes = Int((min(seconds, plan.timeout) / 60).rounded(.up))
    return rule(
      name,
      inputs: job.inputs,
      output: job.output,
      threads: plan.threads,
      resources: [("mem_mb", memory), ("runtime", minutes)],
      command: plan.command(of: job, threads: "{threads}")
    )
  }

  private func rule(
    _ name: String,
    inputs: [String],
    output: String?,
    threads: Int,
    resources: [(name: String, value: Int)],
    command: String
  ) -> String {
    var lines = ["rule \(name):"]
    if !inputs.isEmpty {
      lines.append("    input:")
      lines += inputs.map { "        \(Self.literal($0))," }
    }
    if let output { lines += ["    output:", "        \(Self.literal(output)),"] }
    lines.append("    threads: \(threads)")
    if !resources.isEmpty {
      lines.append("    resources:")
      lines += resources.map { "        \($0.name)=\($0.value)," }
    }
    lines += ["    shell:", "        \(Self.literal(command))", ""]
    return lines.joined(separator: "\n")
  }

  /// A text as Python writes it; braces stand for Snakemake's own names, of which one is used here.
  private static func literal(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
      .replacing("{", with: "{{").replacing("}", with: "}}")
      .replacing("{{threads}}", with: "{threads}")
    return "\"\(escaped)\""
  }
}
