// swift-tools-version: 6.2
import PackageDescription

// The floors of the package, lowest first. A target uses targets of the floors below its own and none
// beside or above it; FloorTests holds what the sources import against this.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// What computes is optimised in debug builds too, so that a plain `swift run` is fast.
let fast: [SwiftSetting] = strict + [.unsafeFlags(["-O"])]

/// The network engine: its inner loops are set into each other across files, and use the vectors that
/// every x86 processor since 2015 has.
#if arch(x86_64)
  let processor = ["-Xcc", "-march=x86-64-v3"]
#else
  let processor: [String] = []
#endif
let engine: [SwiftSetting] =
  fast + [.unsafeFlags(["-whole-module-optimization", "-num-threads", "2"] + processor)]

/// A library under `Sources/`, with a test target under `Tests/`.
func library(
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  testedWith support: [Target.Dependency] = [],
  fixtures: Bool = false,
  settings: [SwiftSetting] = fast
) -> [Target] {
  [
    .target(name: name, dependencies: dependencies, swiftSettings: settings),
    .testTarget(
      name: "\(name)Tests",
      dependencies: [.target(name: name), "TestSupport"] + support,
      resources: fixtures ? [.copy("Fixtures")] : [],
      swiftSettings: strict
    ),
  ]
}

/// A chapter under `chapters/`: `chapter("A1.1", "ForwardProcess", …)` is `ForwardProcessChapter`.
func chapter(_ id: String, _ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: "\(name)Chapter",
    dependencies: ["Notebook", "Plotting"] + dependencies,
    path: "chapters/\(id)-\(name)",
    exclude: ["page.md"],
    swiftSettings: fast
  )
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
func syntax(_ product: String) -> Target.Dependency {
  .product(name: product, package: "swift-syntax")
}

// Floor 0: the system's libraries.
let system: [Target] = [
  .systemLibrary(
    name: "CCairo",
    pkgConfig: "cairo",
    providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]
  ),
  .systemLibrary(
    name: "CCrypto",
    pkgConfig: "libcrypto",
    providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]
  ),
  .systemLibrary(
    name: "CMarkdown",
    pkgConfig: "libcmark-gfm",
    providers: [
      .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
    ]
  ),
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .target(name: "CPNG", linkerSettings: [.linkedLibrary("png16")]),
]

// Floor 1: one idea each.
let foundations =
  library("Arrays", settings: engine) + library("Digests", ["CCrypto"])
  + library("Drawing", ["CCairo", "CPNG"], fixtures: true)
  + library("Snippets", [syntax("SwiftIDEUtils"), syntax("SwiftParser"), syntax("SwiftSyntax")])

// Floor 2: instruments.
let instruments =
  library("Autodiff", ["Arrays"], testedWith: ["Arrays"], settings: engine)
  + library("Plotting", ["Arrays", "Drawing"], testedWith: ["Arrays", "Datasets", "Drawing"])
  + library(
    "Datasets",
    ["Arrays", "CZlib", "Digests", "Drawing"],
    testedWith: ["Arrays", "Drawing"]
  ) + library("Statistics", ["Arrays"], testedWith: ["Arrays"])

// Floor 3: the subject.
let subject =
  library("Diffusion", ["Arrays"], testedWith: ["Arrays"])
  + library(
    "NeuralNet",
    ["Arrays", "Autodiff"],
    testedWith: ["Arrays", "Autodiff", "LayerTestSupport"],
    fixtures: true,
    settings: engine
  )

// Floor 4: the report's networks; what a chapter is, and how it is run and kept.
let models = library(
  "DigitModels",
  ["Arrays", "Autodiff", "Datasets", "Diffusion", "NeuralNet", "Statistics"],
  testedWith: [
    "Arrays", "Autodiff", "Datasets", "Diffusion", "LayerTestSupport", "NeuralNet", "Statistics",
  ],
  fixtures: true,
  settings: engine
)

let textToImage = library(
  "TextToImage",
  ["Arrays", "Autodiff", "Diffusion", "Digests", "NeuralNet"],
  testedWith: ["Arrays", "Autodiff", "Diffusion", "LayerTestSupport", "NeuralNet"],
  fixtures: true,
  settings: engine
)

let notebook = library(
  "Notebook",
  ["Arrays", "Datasets", "Digests", "Drawing", "Plotting", "Snippets", "Statistics"],
  testedWith: ["Arrays", "Digests", "Plotting", "Drawing", "Snippets", "Statistics"]
)

// Floor 5: networks for chapters: what another chapter has trained, and what comes with the package.
let trained =
  library(
    "PretrainedModels",
    [
      "Arrays", "Autodiff", "Datasets", "Diffusion", "Drawing", "NeuralNet", "Notebook",
      "Statistics", "TextToImage",
    ],
    testedWith: ["Arrays", "Datasets", "Diffusion", "LayerTestSupport", "Statistics"]
  ) + [
    .target(
      name: "TrainedNetworks",
      dependencies: ["Arrays", "Autodiff", "Datasets", "DigitModels", "NeuralNet", "Notebook"],
      swiftSettings: fast
    )
  ]

// Floor 6: the chapters in reading order, the site that is set from what they hand over, and how the
// networks that come with the package were trained.
let digitNetworks: [Target.Dependency] = [
  "Arrays", "Autodiff", "Datasets", "Diffusion", "DigitModels", "Drawing", "NeuralNet",
  "Statistics", "TrainedNetworks",
]
let steering: [Target.Dependency] = [
  "Arrays", "Datasets", "Diffusion", "Drawing", "PretrainedModels", "Statistics",
]
let chapters = [
  chapter("A0", "PromptsAndSteps", steering),
  chapter("A1.1", "ForwardProcess", ["Arrays", "Datasets", "Diffusion", "Drawing", "Statistics"]),
  chapter(
    "A1.2",
    "ClassicalDenoising",
    ["Arrays", "Datasets", "Diffusion", "Drawing", "Statistics"]
  ),
  chapter("A1.3", "OneStepDenoising", steering),
  chapter("A1.4", "IterativeDenoising", steering),
  chapter("A1.5", "SamplingFromNoise", steering),
  chapter("A1.6", "ClassifierFreeGuidance", steering),
  chapter("A1.7", "ImageToImage", steering),
  chapter("A1.7.2", "Inpainting", steering),
  chapter("A1.7.3", "TextConditionalEditing", steering),
  chapter("A1.8", "VisualAnagrams", steering),
  chapter("A1.9", "HybridImages", steering),
  chapter("A2", "FurtherViews", steering),
  chapter("B1.1", "UNetArchitecture", digitNetworks),
  chapter("B1.2", "NoisingProcess", ["Arrays", "Datasets", "Diffusion", "Drawing", "Statistics"]),
  chapter("B1.2.1", "DenoiserTraining", digitNetworks),
  chapter("B1.2.2", "OutOfDistribution", digitNetworks),
  chapter("B1.2.3", "PureNoise", digitNetworks),
  chapter("B2.1", "TimeConditioning", digitNetworks),
  chapter("B2.2", "FlowTraining", digitNetworks),
  chapter("B2.3", "FlowSampling", digitNetworks),
  chapter("B2.4", "ClassConditioning", digitNetworks),
  chapter("B2.5", "ClassTraining", digitNetworks),
  chapter("B2.6", "GuidedSampling", digitNetworks),
  chapter("B3", "BetterFlow", digitNetworks),
]

let site = library(
  "Site",
  ["Arrays", "CMarkdown", "Digests", "Drawing", "Notebook", "Snippets", "Statistics", yams],
  testedWith: ["Digests", "Notebook", "Plotting", "Arrays", "Drawing"]
)

let pretraining = library(
  "Pretraining",
  ["Arrays", "Autodiff", "Datasets", "Diffusion", "NeuralNet"]
    + ["PretrainedModels", "Statistics", "TextToImage"],
  testedWith: ["Arrays", "Autodiff", "Datasets", "Diffusion", "NeuralNet"]
    + ["PretrainedModels", "Statistics"],
  fixtures: true,
  settings: engine
)

// Floor 7: the command line.
let command =
  library(
    "ReportCommand",
    [
      "Arrays", "Datasets", "Diffusion", "Digests", "Drawing", "NeuralNet", "Notebook",
      "PretrainedModels", "Pretraining", "Site", "Snippets", "Statistics", "TextToImage",
      argumentParser, flyingFox, flyingSocks,
    ],
    testedWith: [
      "Arrays", "Datasets", "Digests", "Drawing", "LayerTestSupport", "NeuralNet", "Notebook",
      "PretrainedModels", "Site", "TextToImage",
      "fixture-report",
    ]
  ) + [
    .executableTarget(
      name: "report",
      dependencies: ["Notebook", "ReportCommand"] + chapters.map { .target(name: $0.name) },
      swiftSettings: strict
    )
  ] + [
    .executableTarget(
      name: "benchmark",
      dependencies: [
        "Arrays", "Autodiff", "DigitModels", "Digests", "NeuralNet", "Notebook", "Plotting",
        "ReportCommand", "Site", "TextToImage", argumentParser,
      ],
      path: "Benchmarks",
      swiftSettings: engine
    )
  ]

// What tests share: comparisons, folders, and a small report with a program of its own.
let testing: [Target] = [
  .target(
    name: "TestSupport",
    dependencies: ["Arrays"],
    path: "Tests/TestSupport",
    swiftSettings: strict
  ),
  .target(
    name: "LayerTestSupport",
    dependencies: ["Arrays", "Autodiff", "NeuralNet", "TestSupport", "TextToImage"],
    path: "Tests/LayerTestSupport",
    swiftSettings: strict
  ),
  .executableTarget(
    name: "fixture-report",
    dependencies: ["Arrays", "Notebook", "Plotting", "ReportCommand"],
    path: "Tests/FixtureReport",
    swiftSettings: strict
  ),
  .testTarget(
    name: "ChapterTests",
    dependencies: ["Arrays", "Autodiff", "Datasets", "Diffusion", "DigitModels"]
      + ["LayerTestSupport", "NeuralNet", "Statistics", "TestSupport", "report"]
      + chapters.map { .target(name: $0.name) },
    swiftSettings: strict
  ),
]

/// The readers of files under libFuzzer; `make fuzz` asks for them.
let fuzzing: [Target] =
  Context.environment["FUZZ"] == nil
  ? []
  : [
    .executableTarget(
      name: "fuzz",
      dependencies: ["Drawing", "NeuralNet", "TextToImage"],
      path: "Tests/Fuzzing",
      swiftSettings: strict
    )
  ]

let package = Package(
  name: "report",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.0"),
  ],
  targets: system + foundations + instruments + subject + models + textToImage + notebook
    + trained + chapters + site + pretraining + command + testing + fuzzing
)
