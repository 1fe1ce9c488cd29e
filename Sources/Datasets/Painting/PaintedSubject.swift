/// What a painted picture shows.
public enum PaintedSubject: String, CaseIterable, Codable, Sendable {
  case campanile, lighthouse, castle, house, village
  case mountain, waterfall, moonrise
  case tree, flower, mushroom
  case campfire, oldMan, hatMan, skull
  case dog, cat, owl, fish
  case rocket, sailboat, balloon
  case cup, pencil

  /// The ways in which captions name it, the usual one first.
  public var nouns: [String] {
    switch self {
    case .campanile: ["a campanile", "a bell tower", "the campanile"]
    case .lighthouse: ["a lighthouse"]
    case .castle: ["a castle", "an old castle"]
    case .house: ["a house", "a small house"]
    case .village: ["a snowy mountain village", "a snowy village", "a village in the snow"]
    case .mountain: ["a mountain", "a snowy peak"]
    case .waterfall: ["a waterfall", "waterfalls"]
    case .moonrise: ["a moonrise", "the rising moon", "a full moon"]
    case .tree: ["a tree", "a single tree"]
    case .flower: ["a flower", "a blooming flower"]
    case .mushroom: ["a mushroom", "a toadstool"]
    case .campfire: ["people around a campfire", "a campfire", "a campfire with people"]
    case .oldMan: ["an old man", "an old man with a beard"]
    case .hatMan: ["a man wearing a hat", "a man with a hat"]
    case .skull: ["a skull", "a human skull"]
    case .dog: ["a dog"]
    case .cat: ["a cat"]
    case .owl: ["an owl"]
    case .fish: ["a fish"]
    case .rocket: ["a rocket", "a rocket ship"]
    case .sailboat: ["a sailboat", "a sailing boat"]
    case .balloon: ["a hot air balloon", "a balloon"]
    case .cup: ["a cup", "a cup of coffee"]
    case .pencil: ["a pencil"]
    }
  }

  /// The usual name without its article, for labels.
  public var label: String {
    guard let space = nouns[0].firstIndex(of: " "), nouns[0].hasPrefix("a") else { return nouns[0] }
    return String(nouns[0][space...].dropFirst())
  }

  /// Where it is painted.
  var places: [PaintedPlace] {
    switch self {
    case .campanile: [.meadow, .city, .hills]
    case .lighthouse: [.beach, .cliff]
    case .castle: [.meadow, .hills, .mountains]
    case .house: [.meadow, .hills, .forest, .mountains]
    case .village, .mountain: [.mountains]
    case .waterfall: [.forest, .mountains]
    case .moonrise: [.hills, .sea, .desert]
    case .tree: [.meadow, .hills, .desert]
    case .flower: [.meadow, .table, .studio]
    case .mushroom: [.forest, .meadow]
    case .campfire: [.forest, .beach, .desert, .mountains]
    case .oldMan, .hatMan: [.studio, .city, .meadow]
    case .skull: [.studio, .table, .desert]
    case .dog: [.meadow, .beach, .forest, .studio]
    case .cat: [.meadow, .table, .city, .studio]
    case .owl: [.forest, .hills]
    case .fish: [.underwater]
    case .rocket: [.space, .desert, .mountains]
    case .sailboat: [.sea]
    case .balloon: [.hills, .mountains, .desert, .sea]
    case .cup: [.table, .studio]
    case .pencil: [.table]
    }
  }

  /// The times of day at which it is painted.
  var times: [PaintedTime] {
    switch self {
    case .campfire: [.night, .night, .dusk]
    case .moonrise: [.night, .dusk]
    default: [.day, .day, .dawn, .dusk, .night]
    }
  }

  /// The seasons in which it is painted.
  var seasons: [PaintedSeason] {
    switch self {
    case .village: [.winter]
    case .mushroom: [.summer, .autumn]
    case .flower: [.spring, .summer]
    default: PaintedSeason.allCases
    }
  }

  /// The colours that captions name; empty where the subject has a colour of its own.
  var colors: [PaintedColor] {
    switch self {
    case .flower: PaintedColor.allCases.filter { $0 != .green }
    case .house, .rocket, .sailboat, .balloon, .cup, .pencil, .fish, .lighthouse:
      PaintedColor.allCases
    default: []
    }
  }
}
