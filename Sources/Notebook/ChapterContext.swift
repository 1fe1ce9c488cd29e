public import Arrays
import Digests

/// What a chapter may use while it computes: its parameters, data, random numbers, and stages.
public struct ChapterContext: Sendable {
  /// The chapter's place.
  public let section: Section

  /// How much computing the build may do.
  public let profile: Profile

  let parameters: [String: Parameter.Value]
  let dataFolders: [DataRequirement: String]
  let upstream: [String: [UInt8]]
  let stages: Stages
  let report: @Sendable (_ fraction: Double, _ message: String) -> Void

  /// Returns the value of a parameter that is a whole number.
  ///
  /// - Precondition: The chapter declares an integer parameter of that name.
  public func integer(_ name: String) -> Int {
    guard case .integer(let value) = parameters[name] else {
      preconditionFailure("\(section.id) declares no integer parameter named '\(name)'")
    }
    return value
  }

  /// Returns the value of a parameter that is a real number.
  ///
  /// - Precondition: The chapter declares a number parameter of that name.
  public func number(_ name: String) -> Double {
    guard case .number(let value) = parameters[name] else {
      preconditionFailure("\(section.id) declares no number parameter named '\(name)'")
    }
    return value
  }

  /// Returns the absolute path of a file that the author named, or `nil`.
  ///
  /// - Precondition: The chapter declares a file parameter of that name.
  public func file(_ name: String) -> String? {
    guard case .file(let path) = parameters[name] else {
      preconditionFailure("\(section.id) declares no file parameter named '\(name)'")
    }
    return path
  }

  /// Returns the absolute path of a folder.
  ///
  /// - Precondition: The chapter declares a folder parameter of that name.
  public func folder(_ name: String) -> String {
    guard case .folder(let path) = parameters[name] else {
      preconditionFailure("\(section.id) declares no folder parameter named '\(name)'")
    }
    return path
  }

  /// Returns the random numbers for one purpose.
  ///
  /// They are fixed by the parameter `seed` (0 where a chapter declares none), the chapter's id and
  /// the purpose; the order in which streams are made does not matter.
  public func random(_ purpose: String) -> RandomStream { random(purpose, as: section.id) }

  /// Returns the random numbers that another chapter has for a purpose, as long as the seeds agree.
  ///
  /// With them a computation can differ from the other chapter's in one thing alone.
  public func random(_ purpose: String, as id: String) -> RandomStream {
    var seed = 0
    if case .integer(let value) = parameters["seed"] { seed = value }
    return RandomStream(seed: UInt64(bitPattern: Int64(seed)), id, purpose)
  }

  /// Returns the folder that holds the files of a data set, or `nil` when it was not found.
  ///
  /// - Precondition: The chapter lists the set in ``Chapter/data``.
  public func dataFolder(_ requirement: DataRequirement) -> String? {
    dataFolders[requirement]
  }

  /// Returns the findings of a chapter listed in ``Chapter/upstream``, read as a type of one's own.
  ///
  /// - Throws: A decoding error when the findings lack what `type` asks for.
  public func findings<Value: Decodable>(of id: String, as type: Value.Type) throws -> Value {
    guard let bytes = upstream[id] else {
      preconditionFailure("\(section.id) does not list '\(id)' as upstream")
    }
    return try StableJSON.decode(type, from: bytes)
  }

  /// Returns the result of a named stage of the computation, which is kept under a key of its own.
  ///
  /// The key is made of the chapter's computing sources, its profile and data, the files and folders that
  /// its parameters name, the stage's name, and `inputs`. Parameters that are numbers are not in it: pass
  /// on those that matter, so that a change of another one leaves a long training alone.
  ///
  /// - Parameters:
  ///   - name: Unique in the chapter.
  ///   - inputs: All that the stage depends on besides the sources.
  ///   - work: Computes the result where it is not kept.
  /// - Returns: The kept result or a new one; both have gone through the same bytes.
  /// - Throws: What `work` throws, or ``FileError`` when the result cannot be kept.
  public func stage<Inputs: Encodable, Result: Codable>(
    _ name: String,
    inputs: Inputs,
    _ work: () throws -> Result
  ) throws -> Result {
    try stages.result(of: name, inputs: StableJSON.encode(inputs)) {
      try StableJSON.encode(work())
    }
  }

  /// Returns the result of a named stage that may be killed at any moment and goes on.
  ///
  /// It is ``stage(_:inputs:_:)`` with a folder of its own, in which `work` writes from time to time
  /// what it has got so far, and from which it goes on. The folder outlives a kill, and is removed when
  /// the stage is finished: what other stages and chapters need of it is handed to ``keep(_:)``.
  ///
  /// - Parameters:
  ///   - name: Unique in the chapter.
  ///   - inputs: All that the stage depends on besides the sources.
  ///   - work: Computes the result where it is not kept; handed the folder, empty at first. What it
  ///     finds there must change how long it takes, and nothing else.
  /// - Returns: The kept result or a new one; both have gone through the same bytes.
  /// - Throws: What `work` throws, or ``FileError`` when the result cannot be kept.
  public func checkpointed<Inputs: Encodable, Result: Codable>(
    _ name: String,
    inputs: Inputs,
    _ work: (_ folder: String) throws -> Result
  ) throws -> Result {
    try stages.checkpointedResult(of: name, inputs: StableJSON.encode(inputs)) { folder in
      try StableJSON.encode(work(folder))
    }
  }

  /// Keeps a copy of a file of tensors for other stages and chapters.
  ///
  /// It stays in the store as long as the result of a stage or the chapter's findings name it; when it
  /// is gone, they count as gone too.
  ///
  /// - Parameter path: The file.
  /// - Returns: Its name, to be returned from the stage and put into the findings.
  /// - Throws: ``FileError`` when the file cannot be read or kept.
  public func keep(_ path: String) throws -> Artifact { try stages.artifacts.keep(path) }

  /// Returns the path of a file that this chapter or one listed in ``Chapter/upstream`` has kept.
  ///
  /// - Throws: ``ProjectError`` when the file is gone or damaged: the next build makes it anew.
  public func path(of artifact: Artifact) throws -> String {
    try stages.artifacts.checkedPath(of: artifact)
  }

  /// Tells the reader of the terminal how far the computation is.
  ///
  /// - Parameters:
  ///   - fraction: In `0...1`.
  ///   - message: What is being done, such as "epoch 3 of 5".
  public func progress(_ fraction: Double, _ message: String) { report(fraction, message) }
}
