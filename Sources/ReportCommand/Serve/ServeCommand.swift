import ArgumentParser
import FlyingFox
import FlyingSocks
import Foundation
import Notebook

/// `report serve`: a preview that follows what is written.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Preview the site on this machine, and build it again after every change.",
    discussion: """
      Only this machine can see the preview. A changed text is set again at once; a changed source is \
      compiled, and what it reaches runs. Pages reload where they were scrolled to, and show what went \
      wrong, with file and line. Ctrl-C ends it.
      """
  )

  @OptionGroup var projectOptions: ProjectOptions

  @Option(help: "The port; 0 takes a free one.")
  var port: UInt16 = 8000

  func run() async throws {
    let (project, _) = try projectOptions.project()
    let news = PreviewNews()
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: port),
      logger: .disabled,
      handler: PreviewHandler(folder: "\(project.root)/_site", news: news)
    )
    let serving = Task { try await server.run() }
    do {
      try await server.waitUntilListening(timeout: 5)
    } catch {
      throw ProjectError(
        description: "port \(port) of this machine is taken; choose another one with --port"
      )
    }
    guard case .ip4(_, let port) = await server.listeningAddress else {
      preconditionFailure("a server on the loopback address listens elsewhere")
    }
    FileHandle.standardOutput.write(Data("http://127.0.0.1:\(port)/\n".utf8))
    let build = PreviewBuild(root: project.root, options: projectOptions.arguments)
    let following = Task { try await follow(project.root, build, news) }
    try await serving.value
    following.cancel()
  }

  /// Builds after every change; never returns.
  private func follow(_ root: String, _ build: PreviewBuild, _ news: PreviewNews) async throws {
    var seen = SourceSnapshot(root: root)
    var compiles = false
    await news.publish(await build.run(compiling: false).errors)
    while true {
      try await Task.sleep(for: .milliseconds(100))
      var now = SourceSnapshot(root: root)
      guard now != seen else { continue }
      // Editors write in several steps, and several files at a time.
      while true {
        try await Task.sleep(for: .milliseconds(100))
        let later = SourceSnapshot(root: root)
        guard later != now else { break }
        now = later
      }
      // A file that came and went has changed nothing.
      guard now != seen else { continue }
      compiles = compiles || ReportCommand.checksProgram && now.hasOtherSources(than: seen)
      seen = now
      let outcome = await build.run(compiling: compiles)
      // Until the sources compile there is no use in anything else.
      compiles = !outcome.isCompiled
      await news.publish(outcome.errors)
    }
  }
}
