extension BuildRun {
  /// Returns what each page is set from: fresh results, or the last good ones.
  func results() -> [ChapterResult] {
    project.chapters.map { chapter in
      let section = chapter.section
      let state = store.state(of: section, profile: project.profile)
      let isAsked = asked.contains(section.id)
      let kept = isAsked ? nil : assessor.fresh[section.id]
      let fresh = presentations[section.id] ?? kept?.presentation
      let last = state?.presentationKey.flatMap { store.holdsPresentation($0) ? $0 : nil }
      return ChapterResult(
        section: section,
        presentation: fresh ?? last,
        findings: kept?.findings ?? state?.findingsKey,
        failure: failed[section.id]
          ?? (fresh == nil && !isAsked ? assessor.failures[section.id] : nil),
        isFresh: fresh != nil
      )
    }
  }
}
