import Foundation
import TestSupport
import Testing

/// The preview, asked as a browser asks it.
@Suite struct ServeTests {
  private struct News: Decodable {
    let version: Int
    let errors: String
  }

  /// A preview that runs, and the ways to ask it.
  private struct Preview {
    let report: FixtureReport
    let address: String

    func get(
      _ path: String,
      host: String? = nil,
      method: String = "GET"
    ) throws
      -> (code: Int, body: String)
    {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments =
        ["curl", "--silent", "--path-as-is", "--max-time", "60", "-X", method]
        + (method == "HEAD" ? ["--head"] : [])
        + (host.map { ["-H", "Host: \($0)"] } ?? [])
        + ["--write-out", "\n%{http_code}", address + path]
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let said = String(
        decoding: output.fileHandleForReading.readDataToEndOfFile(),
        as: UTF8.self
      )
      process.waitUntilExit()
      let end = said.lastIndex(of: "\n") ?? said.startIndex
      return (Int(said[end...].dropFirst()) ?? 0, String(said[..<end]))
    }

    /// Waits until a question is answered with the version that it names: after ten seconds in which nothing
    /// was built.
    func version(whenQuietAfter version: Int) throws -> Int {
      var version = version
      while true {
        let body = try get("__preview?after=\(version)").body
        let news = try JSONDecoder().decode(News.self, from: Data(body.utf8))
        if news.version == version { return version }
        version = news.version
      }
    }

    /// Waits for the build after a version.
    func news(after version: Int) throws -> News {
      while true {
        let news = try JSONDecoder().decode(
          News.self,
          from: Data(get("__preview?after=\(version)").body.utf8)
        )
        if news.version > version { return news }
      }
    }
  }

  private func withPreview(_ body: (Preview) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      let (process, output, _) = try report.start(["serve", "--port", "0"])
      defer {
        process.terminate()
        process.waitUntilExit()
      }
      let line = String(
        decoding: output.fileHandleForReading.availableData,
        as: UTF8.self
      )
      let address = try #require(line.split(separator: "\n").first.map(String.init))
      #expect(address.hasPrefix("http://127.0.0.1:"))
      try body(Preview(report: report, address: address))
    }
  }

  @Test func everyWayOfSavingIsOneReload() throws {
    try withPreview { preview in
      let (report, root) = (preview.report, preview.report.root)
      let page = "chapters/B1-Four/page.md"
      #expect(try preview.news(after: 0).version == 1)
      let text = try report.read(page)
      func rewritten(_ word: String) -> String { text.replacing("It is", with: word) }
      let files = FileManager.default
      let saves: [(name: String, save: () throws -> Void)] = [
        (
          "write",
          {
            try Data(rewritten("It wrote").utf8).write(to: URL(fileURLWithPath: "\(root)/\(page)"))
          }
        ),
        (
          "rename over",
          {
            try report.put("chapters/B1-Four/.page.md.swp", rewritten("It moved"))
            rename("\(root)/chapters/B1-Four/.page.md.swp", "\(root)/\(page)")
          }
        ),
        ("add", { try report.put("chapters/B1-Four/notes.md", "Notes.") }),
        (
          "touch",
          {
            try files.setAttributes([.modificationDate: Date()], ofItemAtPath: "\(root)/\(page)")
          }
        ),
        ("delete", { try files.removeItem(atPath: "\(root)/chapters/B1-Four/notes.md") }),
      ]
      for (number, (name, save)) in saves.enumerated() {
        try save()
        let news = try preview.news(after: number + 1)
        #expect(news.version == number + 2, "\(name)")
        #expect(news.errors == "", "\(name)")
      }
      var version = saves.count + 1
      // On a busy machine a burst may pause for longer than the preview waits, and is two then.
      for _ in 1...10 {
        var (last, longest) = (ContinuousClock.now, Duration.zero)
        for number in 1...50 {
          try report.put(page, rewritten("It counts \(number):"))
          (last, longest) = (.now, max(longest, .now - last))
        }
        let news = try preview.news(after: version)
        if longest < .milliseconds(50) {
          #expect(news.version == version + 1)
          #expect(try preview.get("b1-four.html").body.contains("It counts 50:"))
        }
        version = try preview.version(whenQuietAfter: news.version)
        if longest < .milliseconds(50) {
          #expect(version == news.version, "nothing was built for ten seconds")
          return
        }
      }
      Issue.record("the machine was too busy for a burst")
    }
  }

  @Test func whatGoesWrongIsToldWithFileAndLine() throws {
    try withPreview { preview in
      let page = "chapters/A1-One/page.md"
      #expect(try preview.news(after: 0).errors == "")
      try preview.report.edit(page, "{{value}}", "{{velue}}")
      let broken = try preview.news(after: 1)
      #expect(broken.errors.contains("\(page):7"), "\(broken.errors)")
      try preview.report.edit(page, "{{velue}}", "{{value}}")
      let mended = try preview.news(after: 2)
      #expect(mended.version == 3 && mended.errors == "")
    }
  }

  @Test func onlyTheSiteIsServedAndOnlyHere() throws {
    try withPreview { preview in
      _ = try preview.news(after: 0)
      let page = try preview.get("")
      #expect(page.code == 200 && page.body.contains("/__preview?after="))
      // It says which build it shows, so that it learns of one that ended meanwhile.
      #expect(page.body.contains("const shown = 1;"))
      // What is published has no such script.
      #expect(try !preview.report.read("_site/index.html").contains("__preview"))
      // A page that no build has made yet waits for one that does.
      let missing = try preview.get("c1-later.html")
      #expect(missing.code == 404 && missing.body.contains("const shown = 1;"))
      #expect(try preview.get("", method: "HEAD").code == 200)
      #expect(try preview.get("assets/search.js").code == 200)
      #expect(try preview.get("", host: "example.org").code == 403)
      #expect(try preview.get("", host: "localhost:80").code == 200)
      #expect(try preview.get("", method: "POST").code == 405)
      for path in [
        "../site/site.yml", "%2e%2e/site/site.yml", "..%2fsite/site.yml",
        "assets/../../site/site.yml",
        "no.html", "assets", "%00",
      ] {
        #expect(try preview.get(path).code == 404, "\(path)")
      }
      let links = "\(preview.report.root)/_site/out"
      try FileManager.default.createSymbolicLink(
        atPath: links,
        withDestinationPath: "\(preview.report.root)/site"
      )
      #expect(try preview.get("out/site.yml").code == 404)
    }
  }

  @Test func aPortThatIsTakenIsASentence() throws {
    try withPreview { preview in
      let port = preview.address.split(separator: ":").last?.dropLast() ?? ""
      let outcome = try preview.report.run("serve", "--port", String(port))
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("port \(port) of this machine is taken"))
    }
  }
}
