import ArgumentParser

/// How much of the machine a build or a job may use.
struct LimitOptions: ParsableArguments {
  @Option(
    help: "How many threads to use; by default one a processor, and in a plan one a job."
  )
  var threads: Int?

  @Option(help: "The seconds after which a chapter is ended; by default site.yml's 'timeout'.")
  var timeout: Double?

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads must be at least 1, not \(threads)")
    }
    if let timeout, !(timeout > 0 && timeout.isFinite) {
      throw ValidationError("--timeout must be above 0 seconds, not \(timeout)")
    }
  }
}
