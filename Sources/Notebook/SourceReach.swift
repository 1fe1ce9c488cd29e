import Digests
import Snippets

/// Which files of the libraries have a part in what a chapter computes.
///
/// A library grows without its users noticing: a file is in a key only when its code can run. From the
/// chapter's own files on, a file is reached when it declares a name that a reached file mentions, or
/// adds to a type a member whose name is mentioned. Names are not resolved, so two things of one name
/// are taken for one, and a file too many may be reached, but none too few.
struct SourceReach {
  private let names: [String: SourceNames]
  private let types: Set<String>

  /// Looks at the names of files, by path.
  init(_ names: [String: SourceNames]) {
    self.names = names
    types = names.values.reduce(into: []) { $0.formUnion($1.types) }
  }

  /// Returns the files that some code reaches.
  ///
  /// - Parameters:
  ///   - own: The files that the code begins with.
  ///   - isPresenting: Whether the bodies of functions that present count among them.
  ///   - candidates: The files that it could reach.
  /// - Returns: The reached ones, sorted, and `own`; files without names, which are not Swift, always.
  func files(from own: [String], isPresenting: Bool, among candidates: [String]) -> [String] {
    var mentioned: Set<String> = []
    for path in own {
      guard let names = names[path] else { continue }
      mentioned.formUnion(names.mentioned)
      if isPresenting { mentioned.formUnion(names.mentionedByPresenting) }
    }
    var reached = Set(own)
    var waiting = candidates.filter { !reached.contains($0) }
    while true {
      let (new, rest) = waiting.partitioned { isReached($0, by: mentioned) }
      guard !new.isEmpty else { return reached.sorted() }
      reached.formUnion(new)
      for path in new {
        guard let names = names[path] else { continue }
        mentioned.formUnion(names.mentioned)
        mentioned.formUnion(names.mentionedByPresenting)
      }
      waiting = rest
    }
  }

  private func isReached(_ path: String, by mentioned: Set<String>) -> Bool {
    guard let names = names[path] else { return true }
    return !names.declared.isDisjoint(with: mentioned)
      || names.extensions.contains { addition in
        // Values of types from elsewhere come without a mention, and so do types with a second name.
        let isTypeUsed =
          addition.type.contains(where: mentioned.contains)
          || !addition.type.contains(where: types.contains)
        return isTypeUsed
          && (addition.members.isEmpty || addition.members.contains(where: mentioned.contains))
      }
  }
}

extension Array {
  fileprivate func partitioned(_ isFirst: (Element) -> Bool) -> ([Element], [Element]) {
    (filter(isFirst), filter { !isFirst($0) })
  }
}
