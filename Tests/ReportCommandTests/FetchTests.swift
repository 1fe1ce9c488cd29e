import Foundation
import TestSupport
import Testing

@Suite struct FetchTests {
  private static let files: [String: Data] = [
    "model_index.json": Data("{}".utf8), "unet/config.json": Data("{}".utf8),
    "scheduler/scheduler_config.json": Data(),
    "unet/diffusion_pytorch_model.safetensors": Data(repeating: 1, count: 900_000),
    "unet/diffusion_pytorch_model.fp16.safetensors": Data((0..<500_000).map { UInt8($0 & 255) }),
    "unet/diffusion_pytorch_model.fp16.bin": Data(repeating: 2, count: 10),
    "text_encoder/config.json": Data("{}".utf8),
    "text_encoder/model.safetensors": Data(repeating: 3, count: 1000),
    "text_encoder/model.8bit.safetensors": Data(repeating: 4, count: 1000),
    "safety_checker/model.safetensors": Data(repeating: 5, count: 1000),
    "tokenizer/spiece.model": Data(repeating: 6, count: 100),
  ]

  private static let needed: Set<String> = [
    "model_index.json", "unet/config.json", "scheduler/scheduler_config.json",
    "unet/diffusion_pytorch_model.fp16.safetensors", "text_encoder/config.json",
    "text_encoder/model.safetensors", "tokenizer/spiece.model",
  ]

  private func fetch(
    _ hub: LoopbackHub,
    in folder: String,
    _ options: [String] = [],
    token: String = ""
  ) throws -> FixtureReport.Outcome {
    try FixtureReport(at: folder, program: "fixture-report").run(
      ["model", "fetch", "owner/model", "-o", "model"] + options,
      environment: ["HF_ENDPOINT": hub.endpoint, "HF_TOKEN": token, "no_proxy": "127.0.0.1"]
    )
  }

  private func contents(of folder: String) throws -> [String: Data] {
    try FixtureReport(at: folder, program: "fixture-report").contents(of: "model")
      .filter { !$0.key.hasSuffix("/") && Self.files[$0.key] != nil || $0.key.hasSuffix(".part") }
  }

  @Test func whatIsNeededIsFetchedOnce() throws {
    try withTemporaryFolder { folder in
      let hub = try LoopbackHub(files: Self.files)
      let outcome = try fetch(hub, in: folder)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try contents(of: folder) == Self.files.filter { Self.needed.contains($0.key) })
      let count = hub.requests.count
      #expect(try fetch(hub, in: folder).code == 0)
      #expect(hub.requests.count == count + 1, "only the list is asked for again")
    }
  }

  @Test func aModelWithoutWeightsThatCanBeReadIsASentence() throws {
    try withTemporaryFolder { folder in
      let hub = try LoopbackHub(files: Self.files.filter { !$0.key.hasSuffix(".safetensors") })
      let outcome = try fetch(hub, in: folder)
      #expect(outcome.code == 1 && outcome.errors.contains("has no weights unet/*.safetensors"))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/model"))
    }
  }

  @Test func theTextEncoderCanBeLeftOut() throws {
    try withTemporaryFolder { folder in
      let hub = try LoopbackHub(files: Self.files)
      #expect(try fetch(hub, in: folder, ["--without-text-encoder"]).code == 0)
      #expect(try contents(of: folder)["text_encoder/model.safetensors"] == nil)
    }
  }

  /// The server hangs up in the middle; the next run asks for the rest alone.
  @Test func whatWasCutOffGoesOn() throws {
    try withTemporaryFolder { folder in
      let hub = try LoopbackHub(files: Self.files, faults: .init(cutOff: 200_000))
      let first = try fetch(hub, in: folder)
      #expect(first.code == 1 && first.errors.contains("run the command again"), "\(first.errors)")
      let second = try fetch(hub, in: folder)
      #expect(second.code == 0, "\(second.errors)")
      #expect(hub.requests.contains { $0.lowercased().hasSuffix("range: bytes=200000-") })
      #expect(try contents(of: folder) == Self.files.filter { Self.needed.contains($0.key) })
    }
  }

  /// Where the server sends no parts of files, the rest of one is all of it.
  @Test func whatWasCutOffBeginsAnewWhereItCannotGoOn() throws {
    try withTemporaryFolder { folder in
      let faults = LoopbackHub.Faults(cutOff: 200_000, sendsNoParts: true)
      let hub = try LoopbackHub(files: Self.files, faults: faults)
      #expect(try fetch(hub, in: folder).code == 1)
      let second = try fetch(hub, in: folder)
      #expect(second.code == 0, "\(second.errors)")
      #expect(try contents(of: folder) == Self.files.filter { Self.needed.contains($0.key) })
    }
  }

  @Test func aFileOfAnotherDigestIsNotKept() throws {
    try withTemporaryFolder { folder in
      let hub = try LoopbackHub(files: Self.files, faults: .init(wrongDigests: true))
      let outcome = try fetch(hub, in: folder)
      #expect(outcome.code == 1 && outcome.errors.contains("its SHA-256 is not the one"))
      #expect(try contents(of: folder).keys.allSatisfy { !$0.contains("safetensors") })
    }
  }

  @Test func aGatedModelNeedsItsToken() throws {
    try withTemporaryFolder { folder in
      let hub = try LoopbackHub(files: Self.files, faults: .init(token: "hf_Secret"))
      let refused = try fetch(hub, in: folder)
      #expect(refused.code == 1 && refused.errors.contains("the server refuses it"))
      #expect(try fetch(hub, in: folder, token: "hf_Secret").code == 0)
    }
  }

  @Test func aServerThatIsNotThereIsASentence() throws {
    try withTemporaryFolder { folder in
      let outcome = try FixtureReport(at: folder, program: "fixture-report").run(
        "model",
        "fetch",
        "owner/model",
        "-o",
        "model",
        environment: ["HF_ENDPOINT": "http://127.0.0.1:9", "no_proxy": "127.0.0.1"]
      )
      #expect(outcome.code == 1 && outcome.errors.contains("the server cannot be reached"))
    }
  }
}
