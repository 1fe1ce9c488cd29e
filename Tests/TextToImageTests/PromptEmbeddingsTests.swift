import Arrays
import Foundation
import NeuralNet
import TestSupport
import Testing

@testable import TextToImage

@Suite struct PromptEmbeddingsTests {
  /// Of half, single and bfloat16 precision, of two slices of one tensor, and written to a stream.
  @Test(
    arguments: [
      ("half", Float(1e-3)), ("sliced", 1e-3), ("float", 0), ("bfloat16", 8e-3), ("stream", 1e-3),
    ]
  )
  func whatPyTorchSavedIsRead(name: String, rounding: Float) throws {
    let expected = Fixture.draw([2, 3, 5], "embeddings")
    let file = try PromptEmbeddings(path: Fixture.path("\(name).pth"))
    #expect(file.prompts == ["", "a high quality photo"])
    expectClose(try file.encoded(file.prompts), expected, relative: rounding)
    let error = #expect(throws: ModelError.self) { try file.encoded(["", "a dog"]) }
    #expect(error?.description.contains("there is no 'a dog' among its 2 prompts") ?? false)
  }

  @Test func tensorsOfSafetensorsAreRead() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/prompts.safetensors"
      let array = Fixture.draw([1, 3, 5], "embeddings")
      try Safetensors(tensors: [("", array), ("a dog", array[0])]).write(to: path)
      let file = try PromptEmbeddings(path: path)
      #expect(try file.encoded(["a dog", ""]) == .joined([array, array]))
    }
  }

  @Test func promptsOfDifferentShapesAreNoBatch() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/prompts.safetensors"
      let arrays = [Fixture.draw([1, 3, 5], "a"), Fixture.draw([1, 4, 5], "b")]
      try Safetensors(tensors: [("a", arrays[0]), ("b", arrays[1])]).write(to: path)
      let error = #expect(throws: ModelError.self) {
        try PromptEmbeddings(path: path).encoded(["a", "b"])
      }
      #expect(error?.description.contains("different shapes, [[1, 3, 5], [1, 4, 5]]") ?? false)
      try Safetensors(tensors: [("a", NDArray([], shape: [1, 3, 0]))]).write(to: path)
      #expect(throws: ModelError.self) { try PromptEmbeddings(path: path) }
    }
  }

  /// Whatever byte of a file is lost, or whichever bit turned, there is an error or a result.
  @Test func damagedFilesAreErrors() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Fixture.path("sliced.pth")))
    try withTemporaryFolder { folder in
      let path = "\(folder)/bad.pth"
      for length in stride(from: 0, to: bytes.count, by: 17) {
        try bytes.prefix(length).write(to: URL(fileURLWithPath: path))
        #expect(throws: ModelError.self) { try PromptEmbeddings(path: path) }
      }
      for place in bytes.indices {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8(place % 8)
        try damaged.write(to: URL(fileURLWithPath: path))
        let file = try? PromptEmbeddings(path: path)
        _ = try? file?.encoded(file?.prompts ?? [])
      }
    }
  }

  /// Pickles by hand: a function of the system, a list, a tuple in a tuple without end, a memo that is
  /// empty, one that is cut off, and one of a later protocol.
  @Test(
    arguments: [
      ("cos\nsystem\n(X\u{4}\0\0\0hallotR.", "asks for os.system"),
      ("cbuiltins\neval\n.", "asks for builtins.eval"), ("}X\u{1}\0\0\0a]s.", "instruction 93"),
      (")" + String(repeating: "\u{85}", count: 100_000) + ".", "nested too deep"),
      ("h\u{5}.", "cut off"), ("}", "cut off"), ("\u{80}\u{9}.", "of version 9"),
      ("N.", "no dictionary"),
      ("}X\u{1}\0\0\0aK\u{1}s.", "not one of tensors"), ("X\u{ff}\u{ff}\u{ff}\u{7f}a.", "cut off"),
      ("ccollections\nOrderedDict\n(K\u{1}tR.", "with what does not fit"),
    ]
  )
  func aPickleOfAnythingElseIsAnError(program: String, words: String) {
    let bytes = program.unicodeScalars.map { UInt8($0.value) }
    let error = #expect(throws: Pickle.Failure.self) {
      try bytes.withUnsafeBytes { _ = try Pickle.tensors(in: $0) }
    }
    #expect(error?.message.contains(words) ?? false, "\(error?.message ?? "")")
  }

  /// A tensor of a shape, an offset and strides over a block of 8 numbers, by hand.
  @Test(
    arguments: [
      ("K\u{9}", "K\u{1}\u{85}", "K\u{1}\u{85}"), ("K\u{0}", "K\u{9}\u{85}", "K\u{1}\u{85}"),
      ("K\u{0}", "K\u{5}\u{85}", "K\u{2}\u{85}"), ("K\u{0}", "K\u{1}K\u{1}\u{86}", "K\u{1}\u{85}"),
      ("J\u{ff}\u{ff}\u{ff}\u{ff}", "K\u{1}\u{85}", "K\u{1}\u{85}"),
      ("K\u{0}", "J\u{ff}\u{ff}\u{ff}\u{7f}\u{85}", "K\u{0}\u{85}"),
      ("K\u{0}", "\u{8a}\u{8}\0\0\0\0\0\0\0\u{40}K\u{4}\u{86}", "K\u{0}K\u{0}\u{86}"),
      ("K\u{0}", "\u{8a}\u{8}\0\0\0\0\0\0\0\u{80}\u{85}", "K\u{1}\u{85}"),
      (
        "\u{8a}\u{8}\u{ff}\u{ff}\u{ff}\u{ff}\u{ff}\u{ff}\u{ff}\u{7f}", "K\u{2}\u{85}",
        "K\u{1}\u{85}"
      ),
    ]
  )
  func aTensorOutsideItsNumbersIsAnError(offset: String, shape: String, strides: String) {
    let storage =
      "(X\u{7}\0\0\0storagectorch\nFloatStorage\nX\u{1}\0\0\0\u{30}X\u{3}\0\0\0cpuK\u{8}tQ"
    let program =
      "}X\u{1}\0\0\0actorch._utils\n_rebuild_tensor_v2\n(" + storage + offset + shape + strides
      + "\u{89})tRs."
    let bytes = program.unicodeScalars.map { UInt8($0.value) }
    let error = #expect(throws: Pickle.Failure.self) {
      try bytes.withUnsafeBytes { _ = try Pickle.tensors(in: $0) }
    }
    #expect(error?.message.contains("tensor") ?? false, "\(error?.message ?? "")")
  }
}
