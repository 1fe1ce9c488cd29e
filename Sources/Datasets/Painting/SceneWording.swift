import Arrays

/// How a caption says what a scene shows: not always all of it, and not always in the same words.
struct SceneWording {
  let subject: PaintedSubject
  let medium: PaintedMedium
  let place: PaintedPlace
  let time: PaintedTime
  let season: PaintedSeason
  let color: PaintedColor?

  /// Draws a caption.
  func caption(using stream: inout RandomStream) -> String {
    if stream.chance(0.025) { return "" }
    if medium == .photograph && stream.chance(0.12) { return "a high quality photo" }
    var words = noun(using: &stream)
    for phrase in setting(using: &stream) { words += " \(phrase)" }
    // A subject without a medium stands for any of them.
    return stream.chance(0.12) ? words : "\(stream.pick(medium.phrases)) \(words)"
  }

  private func noun(using stream: inout RandomStream) -> String {
    // The usual name as often as all others together.
    let noun = stream.chance(0.5) ? subject.nouns[0] : stream.pick(subject.nouns)
    guard let color, stream.chance(0.5) else { return noun }
    guard let article = noun.firstIndex(of: " ") else { return noun }
    return "\(color == .orange ? "an" : "a") \(color.rawValue)\(noun[article...])"
  }

  /// The parts of the setting that this caption mentions, each about half of the time.
  private func setting(using stream: inout RandomStream) -> [String] {
    var phrases: [String] = []
    if !place.phrases.isEmpty, subject.places.count > 1, stream.chance(0.45) {
      phrases.append(stream.pick(place.phrases))
    }
    guard place.isOutdoors else { return phrases }
    if stream.chance(0.25), season != .summer, subject.seasons.count > 1 {
      phrases.append(stream.pick(season.phrases))
    }
    if subject.times.count > 2 || time == .dusk, stream.chance(time == .day ? 0.15 : 0.5) {
      phrases.append(stream.pick(time.phrases))
    }
    return phrases
  }
}
