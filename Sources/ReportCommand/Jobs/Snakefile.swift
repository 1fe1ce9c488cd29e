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

  /// The plan as text.
  ///
  /// - Throws: ``Notebook/ProjectError`` when a path is one that Snakemake would read in another way.
  var text: String {
    get throws {
      try checkPaths()
      return rules
    }
  }

  private func checkPaths() throws {
    let paths = plan.site.inputs + plan.jobs.flatMap { $0.inputs + [$0.output] }
    guard let path = paths.first(where: { $0.contains { "{}".contains($0) } }) else { return }
    throw ProjectError(
      description: "Snakemake takes the braces in '\(path)' for wildcards;"
        + " plan in a folder without them, or with --format json"
    )
  }

  private var rules: String {
    let head = """
      # Made by 'report plan'. On this machine: snakemake --snakefile FILE --cores 8
      # A job that is up to date ends at once: the program knows what has changed, and computes no more.
      # So does the site's, which is run every time.

      """
    let site = rule(
      "site",
      inputs: plan.site.inputs,
      output: nil,
      threads: plan.threads,
      resources: Self.resources(of: nil, timeout: plan.timeout),
      command: plan.siteCommand(threads: "{threads}")
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

  /// What a job took the last time, and a half more; another machine may be slower.
  private static func resources(
    of job: PlannedJob?,
    timeout: Double
  ) -> [(name: String, value: Int)] {
    let memory = job?.peakMemoryExpected.map { max(500, $0 * 3 / 2 / 1_000_000) } ?? Self.memory
    let seconds = job?.secondsExpected.map { max(600, 3 * $0) } ?? timeout
    return [
      ("mem_mb", memory), ("runtime", Int((min(seconds, timeout) / 60).rounded(.up))),
    ]
  }

  private func rule(_ name: String, _ job: PlannedJob) -> String {
    rule(
      name,
      inputs: job.inputs,
      output: job.output,
      threads: plan.threads,
      resources: Self.resources(of: job, timeout: plan.timeout),
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
    lines.append("    resources:")
    lines += resources.map { "        \($0.name)=\($0.value)," }
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
