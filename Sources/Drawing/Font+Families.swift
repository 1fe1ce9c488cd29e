extension Font {
  /// The families that text in figures is set in; each is a package of its own on Debian.
  public static let families = ["Inter", "EB Garamond", "JetBrains Mono"]

  /// Returns those of the declared families that are not installed.
  ///
  /// Cairo would set text in another face in silence, and figures would differ between machines.
  public static func missingFamilies() -> [String] {
    families.filter { !FontFace.isInstalled($0) }
  }
}
