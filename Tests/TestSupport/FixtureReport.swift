public import Foundation

/// A small report in a folder of its own, and the program that builds it.
///
/// Its chapters: `A1` imports Diffusion and Plotting and has the parameters `seed` and `image`; `A2`
/// imports Diffusion and takes findings from `A1`; `A3` imports Plotting and reads MNIST where it
/// is; `B1` imports nothing. `behaviour/<id>` says what a chapter does.
public struct FixtureReport {
  /// The folder.
  public let root: String

  private let program: URL

  /// The sources and texts of the report, by path.
  public static let files: [String: String] = [
    "site/site.yml": "title: Fixture\nparts:\n  A: First\n  B: Second\n",
    "site/index.md": "---\ntitle: Fixture\ndescription: For tests.\n---\nProse.\n",
    "Sources/Arrays/Array.swift": "/// An array.\nlet size = 3\n",
    "Sources/Diffusion/Schedule.swift":
      "import Arrays\n\n// snippet.steps\nlet steps = 2 * size\nlet last = steps - 1\n// snippet.end\n",
    "Sources/Plotting/Line.swift": "let width = 2\n",
    "chapters/A1-One/One.swift":
      "import Diffusion\nimport Plotting\n\nfunc compute() { print(steps, helped()) }\n"
      + "func present() { presentPoints() }\n",
    "chapters/A1-One/Figures.swift":
      "extension One {\n  func presentPoints() { print(width) }\n}\n",
    "chapters/A1-One/Helper.swift": "func helped() -> Int { 1 }\n",
    "chapters/A2-Two/Two.swift": "import Diffusion\n\nfunc compute() { print(last) }\n",
    "chapters/A3-Three/Three.swift": "import Plotting\n\nfunc present() { print(width) }\n",
    "chapters/B1-Four/Four.swift": "// Nothing is imported.\nfunc compute() {}\n",
    "chapters/A1-One/page.md": page("One", "It is {{value}}, see [](A2#points)."),
    "chapters/A2-Two/page.md": page("Two", "It is {{value}}, see [](#points)."),
    "chapters/A3-Three/page.md": page("Three", "It is {{value}}."),
    "chapters/B1-Four/page.md": page("Four", "It is {{value}}."),
  ]

  /// Returns the text of a page with a sentence and a figure.
  public static func page(_ title: String, _ sentence: String) -> String {
    """
    ---
    title: Chapter \(title)
    goal: To be built.
    ---
    ## Result

    \(sentence)

    ```figure points
    The points.
    ```

    """
  }

  /// Writes the report into an empty folder, with the package's own templates and theme.
  public init(in folder: String) throws {
    root = folder
    program = Self.builtProgram("fixture-report")
    try write(Self.files, in: folder)
    for (source, target) in [("templates", "templates"), ("site/theme", "site/theme")] {
      try FileManager.default.copyItem(
        atPath: "\(Self.package)/\(source)",
        toPath: "\(folder)/\(target)"
      )
    }
  }

  /// Takes a report that stands in a folder, and the name of the program that builds it.
  public init(at folder: String, program name: String) {
    root = folder
    program = Self.builtProgram(name)
  }

  /// What a run of the program came to.
  public struct Outcome {
    public let code: Int32
    public let output: String
    public let errors: String

    /// The chapters that computed, and those that only drew, by the events of `--json`.
    public var computed: Set<String> { started(computing: true) }
    public var drew: Set<String> { started(computing: false) }

    private func started(computing: Bool) -> Set<String> {
      let ids = output.split(separator: "\n").compactMap { line -> String? in
        guard let event = try? JSONSerialization.jsonObject(with: Data(line.utf8)),
          let fields = event as? [String: Any], fields["event"] as? String == "started",
          fields["computes"] as? Bool == computing
        else { return nil }
        return fields["id"] as? String
      }
      return Set(ids)
    }
  }

  /// Runs the program in the report's folder and waits for it.
  @discardableResult
  public func run(
    _ arguments: String...,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, environment: environment)
  }

  /// Runs the program in the report's folder and waits for it.
  @discardableResult
  public func run(
    _ arguments: [String],
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let (process, output, errors) = try start(arguments, environment: environment)
    let outputBytes = try output.fileHandleForReading.readToEnd() ?? Data()
    let errorBytes = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus,
      output: String(decoding: outputBytes, as: UTF8.self),
      errors: String(decoding: errorBytes, as: UTF8.self)
    )
  }

  /// Starts the program in the report's folder.
  public func start(
    _ arguments: [String],
    environment: [String: String] = [:]
  ) throws -> (process: Process, output: Pipe, errors: Pipe) {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: root)
    var variables = ProcessInfo.processInfo.environment
    variables["REPORT_DATA"] = nil
    process.environment = variables.merging(environment, uniquingKeysWith: { $1 })
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    return (process, output, errors)
  }

  /// Replaces text in a file of the report.
  public func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try read(path)
    precondition(text.contains(old), "\(path) does not contain '\(old)'")
    try write([path: text.replacing(old, with: new)], in: root)
  }

  /// Writes a file of the report.
  public func put(_ path: String, _ text: String) throws { try write([path: text], in: root) }

  /// Returns the text of a file of the report.
  public func read(_ path: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
  }

  /// Returns all files below a folder of the report with their contents.
  public func contents(of folder: String) throws -> [String: Data] {
    let base = "\(root)/\(folder)"
    var files: [String: Data] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: base) ?? .init() {
      if let data = FileManager.default.contents(atPath: "\(base)/\(path)") { files[path] = data }
    }
    return files
  }

  /// The package that is tested.
  public static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Programs are built into the folder of the test bundle.
  private static func builtProgram(_ name: String) -> URL {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    while folder.pathComponents.count > 1 {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent(name)
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
    }
    preconditionFailure("\(name) was not built beside \(CommandLine.arguments[0])")
  }
}
