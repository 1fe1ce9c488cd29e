import Drawing
import Foundation

@testable import NeuralNet
@testable import TextToImage

// Hands random bytes to a reader of files, by libFuzzer: `make fuzz READER=pickle`.
//
// What a reader must do with any bytes is return or throw. What once made one crash is a test beside the
// reader's others.

/// Something that reads bytes that anybody may have written.
enum Reader: String {
  case safetensors
  case pickle
  case protobuf
  case png

  /// The one that the environment names.
  static let chosen =
    Reader(rawValue: ProcessInfo.processInfo.environment["READER"] ?? "") ?? .pickle

  func read(_ bytes: UnsafeRawBufferPointer) throws {
    switch self {
    case .safetensors: _ = try SafetensorsHeader(bytes, path: "fuzz")
    case .pickle:
      _ = try? Pickle.tensors(in: bytes)
      _ = try ZipArchive(bytes)
    case .protobuf:
      let vocabulary = try UnigramVocabulary(sentencePiece: Array(bytes), path: "fuzz")
      _ = UnigramTokenizer(vocabulary).tokens(of: "ａ ﬁne \u{301} dog")
    case .png: _ = try PNG.decode(Array(bytes), path: "fuzz")
    }
  }
}

/// What libFuzzer calls with bytes of its own making.
@_cdecl("LLVMFuzzerTestOneInput")
func test(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  try? Reader.chosen.read(UnsafeRawBufferPointer(start: bytes, count: count))
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(runDriver(&count, &arguments, test))
