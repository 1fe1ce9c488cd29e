import Digests
import Foundation

extension BuildRun {
  /// Keeps what a chapter's process made; tells whether the chapter needs no other run.
  mutating func take(_ finished: Finished) throws -> Bool {
    let section = finished.chapter.section
    defer { try? finished.work.remove() }
    let measures: WorkMeasures
    switch finished.outcome {
    case .failure(let failure):
      try fail(section, failure, key: finished.assessment.findingsKey.digest)
      return true
    case .success(.stopped(let measures, let folder)):
      stop = (measures, folder)
      return true
    case .success(.whole(let value)): measures = value
    }
    self.measures = measures
    let work = finished.work.path
    let assessment = finished.assessment
    var record = assessment.record
    if record == nil {
      let bytes = try Files.readSealed("\(work)/findings.json")
      let made = ResultRecord(
        findings: .of(bytes),
        artifacts: Artifact.named(in: bytes),
        inputs: assessment.findingsKey.inputs,
        profile: project.profile,
        parameters: assessment.parameters.mapValues(\.text),
        seconds: measures.computeSeconds,
        peakMemory: measures.peakMemory,
        stages: measures.stages,
        origins: measures.origins + upstreamOrigins(of: finished.chapter)
      )
      let folder = "\(work)/result"
      try Files.writeSealed(bytes, to: "\(folder)/findings.json")
      try Files.writeSealed(StableJSON.encode(made), to: "\(folder)/record.json")
      let key = assessment.findingsKey.digest
      try store.keep(folder, as: store.result(key)) { store.isWholeResult($0, key) }
      record = store.record(key)
      // Somebody else was quicker, on a machine that rounds in another way: theirs is to be drawn.
      if let record, record.findings != made.findings { return false }
    }
    guard let record else { preconditionFailure("\(section.id) was drawn without findings") }
    let key = assessor.keys.presentationKey(of: section, findings: record.findings)
    try store.keep("\(work)/page", as: store.page(key.digest), unless: Store.isWholePage)
    findings[section.id] = (assessment.findingsKey.digest, record.findings)
    presentations[section.id] = key.digest
    let seconds = measures.computeSeconds + measures.presentSeconds
    try remember(section, assessment, seconds: seconds, presented: key)
    events(.finished(id: section.id, seconds: seconds, peakMemory: measures.peakMemory))
    return true
  }

  /// What other programs computed of the chapters that one builds on, each named once.
  private func upstreamOrigins(of chapter: AnyChapter) -> [String] {
    let origins = chapter.upstream.flatMap { id in
      (findings[id].flatMap { store.record($0.key)?.origins } ?? []).map { origin in
        origin.hasPrefix("from ") ? origin : "from \(id), \(origin)"
      }
    }
    return Set(origins).sorted()
  }

  func remember(
    _ section: Section,
    _ assessment: Assessment,
    seconds: Double?,
    presented key: ResultKey? = nil
  ) throws {
    let earlier = store.state(of: section, profile: project.profile)
    let key = key ?? assessment.presentationKey
    if let earlier, earlier.failure == nil, earlier.findingsKey == assessment.findingsKey.digest,
      earlier.presentationKey == key?.digest, seconds == nil
    {
      return
    }
    var state = ChapterState()
    state.findingsKey = assessment.findingsKey.digest
    state.inputs = assessment.findingsKey.inputs
    state.presentationKey = key?.digest
    state.presentationInputs = key?.inputs ?? []
    state.seconds = seconds ?? earlier?.seconds
    try store.setState(state, of: section, profile: project.profile)
  }

  mutating func fail(
    _ section: Section,
    _ failure: ChapterFailure,
    key: Digest? = nil
  ) throws {
    // The page is published; where the author keeps pictures and data is nobody's business.
    let shown = ChapterFailure(
      kind: failure.kind,
      message: withoutFolders(failure.message),
      detail: withoutFolders(failure.detail)
    )
    failed[section.id] = shown
    var state = store.state(of: section, profile: project.profile) ?? ChapterState()
    state.failure = shown
    state.failedKey = key
    try store.setState(state, of: section, profile: project.profile)
    events(.failed(id: section.id, failure: failure))
  }

  private func withoutFolders(_ text: String) -> String {
    let files = assessor.files(of: project.chapters).map {
      ($0 as NSString).deletingLastPathComponent
    }
    return ([project.root] + project.dataFolders + files).reduce(text) { text, folder in
      text.replacing("\(folder)/", with: "")
    }
  }
}

/// A chapter whose process has ended.
struct Finished: Sendable {
  let chapter: AnyChapter
  let assessment: Assessment
  let work: WorkFolder
  let outcome: Result<ChapterProcess.Outcome, ChapterFailure>
}
