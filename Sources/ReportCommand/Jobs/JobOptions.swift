import ArgumentParser
import Foundation
import Notebook

/// What one job of a build may use.
struct JobOptions: ParsableArguments {
  @Option(help: "How many threads the job uses; by default one a processor.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "The seconds after which the job is ended; by default site.yml's 'timeout'.")
  var timeout: Double?

  func validate() throws {
    guard threads >= 1 else {
      throw ValidationError("--threads must be at least 1, not \(threads)")
    }
    if let timeout, !(timeout > 0 && timeout.isFinite) {
      throw ValidationError("--timeout must be above 0 seconds, not \(timeout)")
    }
  }
}
