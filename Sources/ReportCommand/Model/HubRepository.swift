import Digests
import Foundation
import TextToImage

/// A model on a server that speaks as Hugging Face's hub does.
struct HubRepository: Sendable {
  /// The server, such as `https://huggingface.co`.
  let endpoint: String

  /// The model, such as `DeepFloyd/IF-I-M-v1.0`.
  let name: String

  /// The branch, tag or commit.
  let revision: String

  /// The reader's token; `nil` for models that are open to all.
  let token: String?

  /// A file of the model.
  struct File: Hashable, Sendable {
    let path: String
    let size: Int

    /// The digest that the server has of a large file; small ones come without.
    let digest: Digest?
  }

  private struct Answer: Decodable {
    struct Sibling: Decodable {
      struct Large: Decodable {
        let sha256: String
      }

      let rfilename: String
      let size: Int?
      let lfs: Large?
    }

    let siblings: [Sibling]
  }

  /// Returns all files of the model.
  ///
  /// - Throws: ``DownloadError`` when the server cannot be reached, refuses, or says nothing sensible.
  func files() throws -> [File] {
    let address = "\(endpoint)/api/models/\(escaped(name))/revision/\(escaped(revision))?blobs=true"
    let bytes = try Download(address: address, token: token).contents()
    guard let answer = try? JSONDecoder().decode(Answer.self, from: bytes) else {
      throw DownloadError(address: address, message: "the answer is no list of files")
    }
    return try answer.siblings.map { sibling in
      let parts = sibling.rfilename.split(separator: "/", omittingEmptySubsequences: false)
      guard let size = sibling.size, size >= 0,
        !parts.contains(where: { ["", ".", ".."].contains($0) })
      else {
        throw DownloadError(
          address: address,
          message: "it has a file '\(sibling.rfilename)' that cannot be fetched"
        )
      }
      return File(
        path: sibling.rfilename,
        size: size,
        digest: sibling.lfs.flatMap { Digest(hex: $0.sha256) }
      )
    }
  }

  /// Returns where a file is, and what it has to be.
  func fetched(_ file: File) -> FetchedFile {
    FetchedFile(
      address: "\(endpoint)/\(escaped(name))/resolve/\(escaped(revision))/\(escaped(file.path))",
      token: token,
      size: file.size,
      digest: file.digest
    )
  }

  private func escaped(_ path: String) -> String {
    path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
  }
}

extension HubRepository {
  /// The files that this package reads: configurations, the tokenizer, and the weights of each network
  /// once, in half precision where there is one.
  static func needed(of files: [File], withTextEncoder: Bool) -> [File] {
    var needed: Set<String> = [
      "model_index.json", "unet/config.json", "scheduler/scheduler_config.json",
      "image_noising_scheduler/scheduler_config.json", "tokenizer/spiece.model",
      "tokenizer/tokenizer.json",
    ]
    func add(_ folder: String, _ baseName: String) {
      let names = files.map(\.path).filter { $0.hasPrefix("\(folder)/") }
        .map { String($0.dropFirst(folder.count + 1)) }
      let weights = WeightFileChoice(baseName: baseName, among: names)?.names ?? []
      needed.formUnion((weights + ["config.json"]).map { "\(folder)/\($0)" })
    }
    add("unet", "diffusion_pytorch_model")
    if withTextEncoder { add("text_encoder", "model") }
    return files.filter { needed.contains($0.path) }
  }
}
