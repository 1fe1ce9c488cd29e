import FlyingFox
import Foundation
import Notebook

/// Answers the requests of a preview: the files of the site, pages with a script that waits for news.
struct PreviewHandler: HTTPHandler {
  /// The site's folder.
  let folder: String
  let news: PreviewNews

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    // Another site in the same browser could have its name resolved to this machine.
    let host = request.headers[.host]?.split(separator: ":").first
    guard host == "127.0.0.1" || host == "localhost" else { return refusal(.forbidden) }
    guard request.method == .GET || request.method == .HEAD else {
      return refusal(.methodNotAllowed)
    }
    if request.path == "/__preview" {
      let version = request.query["after"].flatMap(Int.init) ?? 0
      let body = try JSONEncoder().encode(await news.next(after: version))
      return answer(body, type: "application/json")
    }
    // Before the file is read: a page that a build replaces just now is asked for once more.
    let version = await news.version
    guard let path = file(request.path) else {
      let isPage = ["", "html"].contains((request.path as NSString).pathExtension)
      return isPage ? missing(ofVersion: version) : refusal(.notFound)
    }
    var bytes = Data(try Files.read(path))
    let name = (path as NSString).pathExtension
    if name == "html", let end = bytes.range(of: Data("</body>".utf8), options: .backwards) {
      let script = Data(PreviewScript.html(ofVersion: version).utf8)
      bytes.insert(contentsOf: script, at: end.lowerBound)
    }
    return answer(request.method == .HEAD ? Data() : bytes, type: Self.types[name])
  }

  /// Returns the file of the site that an address names; `nil` when there is none, or it lies elsewhere.
  private func file(_ path: String) -> String? {
    guard let path = path.removingPercentEncoding, path.hasPrefix("/"), !path.contains("\0") else {
      return nil
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    guard !parts.contains(where: { $0.hasPrefix(".") }) else { return nil }
    let full = "\(folder)\(path)\(path.hasSuffix("/") ? "index.html" : "")"
    let resolved = URL(fileURLWithPath: full).resolvingSymlinksInPath().path
    let site = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    guard resolved.hasPrefix("\(site)/"), FileStamp(of: resolved) != nil else { return nil }
    return resolved
  }

  private func answer(_ body: Data, type: String?) -> HTTPResponse {
    HTTPResponse(
      statusCode: .ok,
      headers: [
        .contentType: type ?? "application/octet-stream", HTTPHeader("Cache-Control"): "no-store",
      ],
      body: body
    )
  }

  /// A page that waits until a build has made the one that was asked for.
  private func missing(ofVersion version: Int) -> HTTPResponse {
    let words = version == 0 ? "The first build is running." : "No build has made this page."
    let page = """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="color-scheme" content="dark light">
      <title>Not built yet</title>
      <body style="font: 18px/1.5 sans-serif; margin: 20vh auto; max-width: 30em">
      <p>\(words) The page comes up here as soon as it is there.</p>
      \(PreviewScript.html(ofVersion: version))
      </body>
      </html>

      """
    return HTTPResponse(
      statusCode: .notFound,
      headers: [
        .contentType: Self.types["html"] ?? "", HTTPHeader("Cache-Control"): "no-store",
      ],
      body: Data(page.utf8)
    )
  }

  private func refusal(_ code: HTTPStatusCode) -> HTTPResponse {
    HTTPResponse(
      statusCode: code,
      headers: [.contentType: "text/plain; charset=utf-8"],
      body: Data("\(code.code) \(code.phrase)\n".utf8)
    )
  }

  private static let types = [
    "css": "text/css; charset=utf-8", "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "json": "application/json",
    "png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf",
  ]
}
