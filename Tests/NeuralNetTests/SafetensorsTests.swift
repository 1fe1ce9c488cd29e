import Arrays
import Foundation
import NeuralNet
import TestSupport
import Testing

@Suite struct SafetensorsTests {
  @Test func whatIsWrittenIsReadAgain() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/a.safetensors"
      let array = NDArray([1.5, -2, 0, 7, .pi, -0.0], shape: [2, 3])
      let written = Safetensors(
        tensors: [("b.weight", array), ("a", NDArray([4], shape: []))],
        metadata: ["epoch": "3"]
      )
      try written.write(to: path)
      let read = try Safetensors(path: path)
      #expect(read["b.weight"] == array)
      #expect(read["a"]?.shape == [])
      #expect(read.metadata == ["epoch": "3"])
    }
  }

  /// Each header is followed by eight bytes of numbers.
  @Test(arguments: [
    (#"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}"#, SafetensorsError.Code.truncated),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, .badOffsets),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, .badOffsets),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      .duplicateName
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
      .badOffsets
    ),
    (#"{"a":{"dtype":"F8_E5M2","shape":[8],"data_offsets":[0,8]}}"#, .unknownType),
    (#"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#, .badHeader),
    (#"{"a":{"dtype":"F32","shape":[4611686018427387904,8],"data_offsets":[0,8]}}"#, .badHeader),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[9223372036854775807,-1]}}"#, .badOffsets),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}"#, .badOffsets),
    (#"{"a":7}"#, .badHeader),
    (#"["#, .badHeader),
  ])
  func aDamagedHeaderIsAnError(json: String, code: SafetensorsError.Code) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/bad.safetensors"
      let length = withUnsafeBytes(of: UInt64(json.utf8.count).littleEndian) { Data($0) }
      try (length + Data(json.utf8) + Data(count: 8)).write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: SafetensorsError.self) { try Safetensors(path: path) }
      #expect(error?.code == code, "\(error.map(\.description) ?? "")")
    }
  }

  @Test(arguments: [
    (Data(), SafetensorsError.Code.truncated), (Data([1, 2, 3]), .truncated),
    (Data(repeating: 255, count: 16), .badHeader), (Data([0, 0, 0, 0, 0, 0, 0, 128]), .badHeader),
    (Data([100, 0, 0, 0, 0, 0, 0, 0, 123]), .truncated),
  ])
  func aLengthThatCannotBeIsAnError(bytes: Data, code: SafetensorsError.Code) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/bad.safetensors"
      try bytes.write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: SafetensorsError.self) { try Safetensors(path: path) }
      #expect(error?.code == code)
    }
  }
}
