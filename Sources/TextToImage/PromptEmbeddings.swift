public import Arrays
import Foundation
import NeuralNet

/// Prompts with what the text encoder made of them, so that no text encoder is needed.
///
/// The files are those that people hand around for DeepFloyd IF: a dictionary by `torch.save`, `.pth`, or
/// the same tensors as `.safetensors`.
public struct PromptEmbeddings: Sendable {
  /// The file.
  public let path: String

  /// For each prompt what the text encoder made of it, `[1, L, E]`.
  public let arrays: [String: NDArray]

  /// Reads a file.
  ///
  /// - Throws: ``ModelError`` when it cannot be read, is damaged, or holds anything but tensors of one text
  ///   each. Nothing in it is run.
  public init(path: String) throws(ModelError) {
    self.path = path
    let arrays: [String: NDArray]
    do {
      arrays =
        path.hasSuffix(".safetensors")
        ? Dictionary(
          try SafetensorsFile(path: path).tensors.map { ($0.name, $0.array) },
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
    self.arrays = try Self.checked(arrays, path: path)
  }

  private static func torchDictionary(path: String) throws -> [String: NDArray] {
    let file = try MappedFile(path: path)
    guard file.bytes.first != 0x80 else {
      throw ZipArchive.Failure(
        message: "it was written by a PyTorch before 1.6; save the file with torch.save again"
      )
    }
    let archive = try ZipArchive(file.bytes)
    guard let pickle = archive.entries.first(where: { $0.key.hasSuffix("/data.pkl") }) else {
      throw ZipArchive.Failure(message: "it has no data.pkl; was it written by torch.save?")
    }
    let folder = pickle.key.dropLast("data.pkl".count)
    if let order = archive.entries["\(folder)byteorder"] {
      let bytes = ByteReader(bytes: file.bytes)
      guard try bytes.text(at: order.offset, count: order.count) == "little" else {
        throw ZipArchive.Failure(message: "its numbers are big-endian")
      }
    }
    let tensors = try Pickle.tensors(
      in: ByteReader(bytes: file.bytes).range(at: pickle.value.offset, count: pickle.value.count)
    )
    return try tensors.mapValues { tensor in
      let storage = tensor.storage
      guard let entry = archive.entries["\(folder)data/\(storage.key)"],
        storage.count <= entry.count / storage.type.byteCount
      else { throw ZipArchive.Failure(message: "the numbers of a tensor are missing") }
      return tensor.array(
        from: MappedNumbers(in: file, at: entry.offset, type: storage.type, count: storage.count)
      )
    }
  }

  /// Returns the arrays with three axes, all of one width.
  private static func checked(
    _ arrays: [String: NDArray],
    path: String
  ) throws(ModelError) -> [String: NDArray] {
    var result: [String: NDArray] = [:]
    for (prompt, array) in arrays {
      let shape = array.shape.count == 2 ? [1] + array.shape : array.shape
      guard shape.count == 3, shape[0] == 1, shape[1] > 0, shape[2] > 0 else {
        throw ModelError(
          path: path,
          message: "'\(prompt)' has the shape \(array.shape), and an encoded prompt has [1, L, E]"
        )
      }
      result[prompt] = array.reshaped(shape)
    }
    return result
  }

  /// Returns the embedding of a prompt.
  ///
  /// - Throws: ``ModelError`` when the file has none, with those that it has.
  public func array(for prompt: String) throws(ModelError) -> NDArray {
    guard let array = arrays[prompt] else {
      let known = arrays.keys.sorted().prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      throw ModelError(
        path: path,
        message: "there is no '\(prompt)' among its \(arrays.count) prompts, such as \(known)"
      )
    }
    return array
  }
}
