/// A time of day.
public enum PaintedTime: String, CaseIterable, Codable, Sendable {
  case day, dawn, dusk, night

  var phrases: [String] {
    switch self {
    case .day: ["on a sunny day", "by day"]
    case .dawn: ["at dawn", "at sunrise"]
    case .dusk: ["at dusk", "at sunset"]
    case .night: ["at night"]
    }
  }
}

/// A time of year.
public enum PaintedSeason: String, CaseIterable, Codable, Sendable {
  case spring, summer, autumn, winter

  var phrases: [String] {
    switch self {
    case .spring: ["in spring"]
    case .summer: ["in summer"]
    case .autumn: ["in autumn", "in fall"]
    case .winter: ["in winter", "in the snow"]
    }
  }
}

/// What is behind and below a subject.
public enum PaintedPlace: String, CaseIterable, Codable, Sendable {
  case meadow, hills, mountains, forest, desert, beach, cliff, sea, city
  case table, studio, underwater, space

  /// The words of a caption; empty where nobody would say it.
  var phrases: [String] {
    switch self {
    case .meadow: ["in a meadow", "on a green meadow"]
    case .hills: ["in the hills"]
    case .mountains: ["in the mountains"]
    case .forest: ["in a forest", "in the woods"]
    case .desert: ["in the desert"]
    case .beach: ["on a beach", "on the beach"]
    case .cliff: ["on a cliff", "on a rock by the sea"]
    case .sea: ["at sea", "on the sea"]
    case .city: ["in a city", "in the city"]
    case .table: ["on a table"]
    case .studio: []
    case .underwater: ["under water"]
    case .space: ["in space"]
    }
  }

  /// Whether the time of day and the season can be seen there.
  var isOutdoors: Bool { ![.table, .studio, .underwater, .space].contains(self) }
}
