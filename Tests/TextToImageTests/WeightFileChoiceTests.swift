import Testing

@testable import TextToImage

@Suite struct WeightFileChoiceTests {
  /// The names that diffusers and transformers give, and gave, by what else there is in the folder.
  @Test(
    arguments: [
      (
        ["model.safetensors", "model.fp16.safetensors", "model.8bit.safetensors"],
        ["model.fp16.safetensors"]
      ),
      (["model.bf16.safetensors", "model.safetensors", "model.bin"], ["model.safetensors"]),
      (
        [
          "model.safetensors.index.json", "model-00001-of-00002.safetensors",
          "model-00002-of-00002.safetensors", "model.safetensors.index.fp16.json",
          "model.fp16-00001-of-00002.safetensors", "model.fp16-00002-of-00002.safetensors",
        ],
        [
          "model.fp16-00001-of-00002.safetensors", "model.fp16-00002-of-00002.safetensors",
          "model.safetensors.index.fp16.json",
        ]
      ),
      (
        [
          "model.safetensors.fp16.index.json", "model-00001-of-00001.fp16.safetensors",
          "model-00001-of-00001.safetensors",
        ],
        ["model-00001-of-00001.fp16.safetensors", "model.safetensors.fp16.index.json"]
      ),
      (
        [
          "model.safetensors.index.json", "model-00001-of-00001.safetensors",
          "model-00001-of-00001.fp16.safetensors", "model.non_ema-00001-of-00001.safetensors",
        ],
        ["model-00001-of-00001.safetensors", "model.safetensors.index.json"]
      ),
      (["model.bin", "config.json"], []),
    ]
  )
  func halfPrecisionComesFirst(present: [String], chosen: [String]) {
    #expect(WeightFileChoice(baseName: "model", among: present)?.names ?? [] == chosen)
  }
}
