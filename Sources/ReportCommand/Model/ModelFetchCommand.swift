import ArgumentParser
import Foundation

/// `report model fetch`: a model from a hub.
struct ModelFetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Get a model from Hugging Face's hub, or one that speaks like it.",
    discussion: """
      Example: report model fetch DeepFloyd/IF-I-M-v1.0 --output if-m
      The server is $HF_ENDPOINT, the token for gated models $HF_TOKEN. What was fetched before is kept \
      and checked, and what was cut off goes on.
      """
  )

  @Argument(help: "The model's name.")
  var name: String

  @Option(help: "The branch, tag or commit.")
  var revision = "main"

  @Flag(help: "Leave the text encoder out; prompts then come as --embeddings.")
  var withoutTextEncoder = false

  @Option(name: [.short, .long], help: ArgumentHelp("The model's folder.", valueName: "dir"))
  var output: String

  func validate() throws {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
      throw ValidationError("a model's name is 'owner/model', not '\(name)'")
    }
  }

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let endpoint = environment["HF_ENDPOINT"] ?? "https://huggingface.co"
    let repository = HubRepository(
      endpoint: endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint,
      name: name,
      revision: revision,
      token: environment["HF_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
    )
    let files = HubRepository.needed(
      of: try repository.files(),
      withTextEncoder: !withoutTextEncoder
    )
    let weights = files.filter { $0.path.hasPrefix("unet/") && $0.path.hasSuffix(".safetensors") }
    guard !weights.isEmpty else {
      throw DownloadError(
        address: "\(endpoint)/\(name)",
        message: "the model has no weights unet/*.safetensors, as diffusers lays them out"
      )
    }
    let folder = URL(fileURLWithPath: output).path
    let total = files.reduce(0) { $0 + $1.size }
    var done = 0
    var line = ProgressLine("fetching, in MB,")
    do {
      defer { line.end() }
      for file in files {
        try repository.fetched(file).fetch(to: "\(folder)/\(file.path)") { size in
          line.show((done + size) / 1_000_000, of: total / 1_000_000)
        }
        done += file.size
      }
    }
    print("\(files.count) files, \(total) bytes in \(output)")
  }
}
