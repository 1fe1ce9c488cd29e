public import Arrays
import Foundation
import NeuralNet

/// Prompts with what a text encoder made of them, so that none is needed.
///
/// The files are those that people hand around for DeepFloyd IF: a dictionary by `torch.save`, `.pth`, or
/// the same tensors as `.safetensors`. They are mapped, and of each prompt nothing is read before it is
/// asked for.
public struct PromptEmbeddings: Sendable {
  /// The file.
  public let path: String

  /// The prompts, in alphabetical order.
  public var prompts: [String] { embeddings.keys.sorted() }

  private let embeddings: [String: Embedding]

  /// Where the numbers of a prompt are.
  private enum Embedding {
    case stored(StoredTensor)
    case saved(TorchTensor, MappedNumbers)

    var shape: [Int] {
      switch self {
      case .stored(let tensor): tensor.shape
      case .saved(let tensor, _): tensor.shape
      }
    }

    var array: NDArray {
      switch self {
      case .stored(let tensor): tensor.array
      case .saved(let tensor, let numbers): tensor.array(from: numbers)
      }
    }
  }

  /// Reads a file.
  ///
  /// - Throws: ``ModelError`` when it cannot be read, is damaged, or holds anything but tensors of one text
  ///   each. Nothing in it is run.
  public init(path: String) throws(ModelError) {
    self.path = path
    do {
      embeddings =
        path.hasSuffix(".safetensors")
        ? Dictionary(
          try SafetensorsFile(path: path).tensors.map { ($0.name, .stored($0)) },
          uniquingKeysWith: { $1 }
        ) : try Self.torchDictionary(path: path)
    } catch let error as SafetensorsError {
      throw ModelError(path: path, message: error.message)
    } catch let error as MappedFile.Failure {
      throw ModelError(path: path, message: "the file cannot be read: \(error.reason)")
    } catch let error as ZipArchive.Failure {
      throw ModelError(path: path, message: error.message)
    } catch let error as Pickle.Failure {
      throw ModelError(path: path, message: error.message)
    } catch {
      throw ModelError(path: path, message: "the file is damaged")
    }
    for (prompt, embedding) in embeddings.sorted(by: { $0.key < $1.key }) {
      let shape = embedding.shape
      guard shape.count == 2 || (shape.count == 3 && shape[0] == 1), !shape.contains(0) else {
        throw ModelError(
          path: path,
          message: "'\(prompt)' has the shape \(shape), and an encoded prompt has [1, L, E]"
        )
      }
    }
  }

  private static func torchDictionary(path: String) throws -> [String: Embedding] {
    let file = try MappedFile(path: path)
    guard file.bytes.first != 0x80 else {
      throw ZipArchive.Failure(
        message: "it was written by a PyTorch before 1.6; save the file with torch.save again"
      )
    }
    let archive = try ZipArchive(file.bytes)
    let name = archive.entries.keys.filter { $0.hasSuffix("/data.pkl") }.min()
    guard let name, let pickle = archive.entries[name] else {
      throw ZipArchive.Failure(message: "it has no data.pkl; was it written by torch.save?")
    }
    let folder = name.dropLast("data.pkl".count)
    let bytes = ByteReader(bytes: file.bytes)
    if let order = archive.entries["\(folder)byteorder"] {
      guard try bytes.text(at: order.offset, count: order.count) == "little" else {
        throw ZipArchive.Failure(message: "its numbers are big-endian")
      }
    }
    let tensors = try Pickle.tensors(in: bytes.range(at: pickle.offset, count: pickle.count))
    return try tensors.mapValues { tensor in
      let storage = tensor.storage
      guard let entry = archive.entries["\(folder)data/\(storage.key)"],
        storage.count <= entry.count / storage.type.byteCount
      else { throw ZipArchive.Failure(message: "the numbers of a tensor are missing") }
      return .saved(
        tensor,
        MappedNumbers(in: file, at: entry.offset, type: storage.type, count: storage.count)
      )
    }
  }

  /// Returns prompts as they were encoded, `[N, L, E]`.
  ///
  /// - Throws: ``ModelError`` when the file has not all of them, or not all of one shape.
  /// - Precondition: There is at least one prompt.
  public func encoded(_ prompts: [String]) throws(ModelError) -> NDArray {
    var arrays: [NDArray] = []
    for prompt in prompts {
      guard let array = embeddings[prompt]?.array else {
        let known = self.prompts.prefix(5).map { ", '\($0)'" }.joined()
        throw ModelError(
          path: path,
          message: "there is no '\(prompt.prefix(80))' among its \(embeddings.count) prompts"
            + known
        )
      }
      arrays.append(array.reshaped([1] + array.shape.suffix(2)))
    }
    guard Set(arrays.map(\.shape)).count == 1 else {
      throw ModelError(
        path: path,
        message: "the prompts have embeddings of different shapes, \(arrays.map(\.shape))"
      )
    }
    return .joined(arrays)
  }
}
