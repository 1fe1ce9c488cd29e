import Digests
import Foundation
import Notebook

/// The files of `site/theme`, under names that carry their digests.
struct Theme: Sendable {
  /// The addresses of the style sheet, of the script that runs before the first paint, and of the
  /// scripts that run after it.
  let stylesheet: String
  let themeScript: String
  let scripts: [String]

  /// The digest of all addresses.
  let digest: Digest

  private let files: [(path: String, bytes: [UInt8])]

  init(root: String) throws {
    let folder = "site/theme"
    var files: [(path: String, bytes: [UInt8])] = []
    var addresses: [String: String] = [:]
    for name in Files.names(in: "\(root)/\(folder)") where Self.isPublished(name) {
      let bytes = try Files.read("\(root)/\(folder)/\(name)")
      let stem = (name as NSString).deletingPathExtension
      let suffix = (name as NSString).pathExtension
      let path = "assets/\(stem)-\(Digest.of(bytes).hex.prefix(8)).\(suffix)"
      files.append((path, bytes))
      addresses[name] = path
    }
    for name in ["style.css", "theme.js"] where addresses[name] == nil {
      throw SiteError(
        code: .unknownName,
        path: "\(folder)/\(name)",
        line: nil,
        message: "the theme has no such file"
      )
    }
    stylesheet = addresses["style.css"] ?? ""
    themeScript = addresses["theme.js"] ?? ""
    scripts = addresses.filter { $0.key.hasSuffix(".js") && $0.key != "theme.js" }.map(\.value)
      .sorted()
    digest = .of(addresses.values.sorted().joined(separator: "\n"))
    self.files = files
  }

  /// Editors leave files of their own beside what they edit.
  private static func isPublished(_ name: String) -> Bool {
    !name.hasPrefix(".") && !name.hasSuffix("~")
  }

  func put(into output: inout Output) {
    for file in files {
      output.put(file.path, key: .of(file.path)) { file.bytes }
    }
  }
}
