import Arrays

/// What one painted picture shows, and the caption that says so.
///
/// The n-th scene of a seed and split does not depend on any other.
public struct PaintedScene: Hashable, Codable, Sendable {
  /// The pairs of subject and medium that are painted.
  public enum Split: String, CaseIterable, Sendable {
    /// All pairs but those of ``PaintedScene/heldOutPairs``.
    case train

    /// Only those.
    case heldout
  }

  /// A subject in a medium.
  public struct Pair: Hashable, Sendable {
    public let subject: PaintedSubject
    public let medium: PaintedMedium

    /// The plainest prompt for it, such as "a photo of a dog".
    public var prompt: String { "\(medium.phrases[0]) \(subject.nouns[0])" }

    /// Creates a pair.
    public init(_ subject: PaintedSubject, _ medium: PaintedMedium) {
      self.subject = subject
      self.medium = medium
    }
  }

  /// The pairs that no training sees, two of each medium, to find out whether a model composes.
  public static let heldOutPairs: Set<Pair> = [
    Pair(.fish, .oilPainting), Pair(.cup, .oilPainting),
    Pair(.lighthouse, .watercolor), Pair(.cat, .watercolor),
    Pair(.balloon, .pencilDrawing), Pair(.tree, .pencilDrawing),
    Pair(.castle, .lithograph), Pair(.owl, .lithograph),
    Pair(.mushroom, .photograph), Pair(.sailboat, .photograph),
  ]

  public let subject: PaintedSubject
  public let medium: PaintedMedium
  public let place: PaintedPlace
  public let time: PaintedTime
  public let season: PaintedSeason

  /// The colour of the subject, where captions can name one.
  public let color: PaintedColor?

  /// The caption; empty in one of forty.
  public let caption: String

  /// The names of the stream from which everything else of the picture is drawn.
  let streamNames: [String]
  let seed: UInt64

  /// Creates the scene at a place of the endless series of a seed.
  ///
  /// - Parameters:
  ///   - index: The place, 0 or more.
  ///   - seed: The seed.
  ///   - split: Which pairs occur.
  ///   - pair: The subject and medium, in place of drawn ones.
  public init(at index: Int, seed: UInt64, split: Split = .train, pair: Pair? = nil) {
    var names = ["painted scene", split.rawValue, "\(index)"]
    if let pair { names += [pair.subject.rawValue, pair.medium.rawValue] }
    var stream = RandomStream(seed: seed, names: names)
    let pair = pair ?? Self.pairs(of: split)[stream.index(below: Self.pairs(of: split).count)]
    (subject, medium) = (pair.subject, pair.medium)
    place = stream.pick(subject.places)
    time = stream.pick(subject.times)
    season = stream.pick(subject.seasons)
    color = subject.colors.isEmpty ? nil : stream.pick(subject.colors)
    self.seed = seed
    streamNames = names + ["picture"]
    let wording = SceneWording(
      subject: subject,
      medium: medium,
      place: place,
      time: time,
      season: season,
      color: color
    )
    caption = wording.caption(using: &stream)
  }

  private static func pairs(of split: Split) -> [Pair] {
    split == .train ? trainPairs : heldOutInOrder
  }

  private static let trainPairs = allPairs.filter { !heldOutPairs.contains($0) }
  private static let heldOutInOrder = allPairs.filter(heldOutPairs.contains)
  private static let allPairs = PaintedSubject.allCases.flatMap { subject in
    PaintedMedium.allCases.map { Pair(subject, $0) }
  }
}

extension RandomStream {
  /// Returns a whole number from `0..<bound`, each equally likely.
  mutating func index(below bound: Int) -> Int { Int(nextUniform() * Float(bound)) }

  /// Returns one of the choices, each equally likely.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[index(below: choices.count)] }

  /// Returns whether something of the given probability happens.
  mutating func chance(_ probability: Double) -> Bool { Double(nextUniform()) < probability }

  /// Returns a number, uniform between two.
  mutating func between(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * Double(nextUniform())
  }
}
