import ArgumentParser
import Foundation
import Notebook
import Site

/// `report publish`: hands a complete site that was checked to a folder or a branch.
struct PublishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Hand the site to a folder or a branch, when it is complete and without faults.",
    discussion: """
      Sets the site from results that are up to date, adds what hosts ask for (a site map, a feed, a \
      page for wrong addresses, pictures for links from elsewhere), checks all of it, and only then \
      hands it over. Computes nothing: what is missing, stale or failed is refused by name.
      """
  )

  @OptionGroup var projectOptions: ProjectOptions

  @Option(help: ArgumentHelp("The folder that the site goes to.", valueName: "dir"))
  var to: String?

  @Option(help: "The branch that the site goes to, as its one commit.")
  var branch: String?

  @Option(help: "The repository of the branch: a remote of this one, a path or an address.")
  var remote = "origin"

  @Option(
    help: ArgumentHelp("Where the site will stand; by default site.yml's.", valueName: "url")
  )
  var address: String?

  @Flag(help: "Publish results of the profile 'quick'.")
  var allowQuick = false

  func validate() throws {
    guard (to == nil) != (branch == nil) else {
      throw ValidationError("name one place: --to DIR or --branch NAME")
    }
    if let branch, !GitRepository.isBranchName(branch) {
      throw ValidationError("--branch: '\(branch)' cannot be the name of a branch")
    }
    if let address, SiteConfiguration.address(address) == nil {
      throw ValidationError("--address: '\(address)' is none such as 'https://example.org/report/'")
    }
  }

  func run() async throws {
    let (project, configuration) = try projectOptions.project()
    let lock = try BuildLock(store: project.store) {
      FileHandle.standardError.write(Data("waiting for another build\n".utf8))
    }
    defer { withExtendedLifetime(lock) {} }
    try refuse(project)
    guard let address = address.flatMap(SiteConfiguration.address) ?? configuration.address else {
      throw ValidationError(
        "where will the site stand? Say 'address: https://…' in \(SiteConfiguration.path), or --address"
      )
    }
    let repository = GitRepository(root: project.root)
    let folder = to.map { URL(fileURLWithPath: $0).path }
    if let folder { try OutputFolder.check(folder, option: "--to", of: project) }
    // What is handed over is checked first, in a folder of its own.
    let draft = "\(project.store.local)/publication"
    let count = try await assemble(project, configuration, repository, address, to: draft)
    let faults = try SiteCheck(folder: draft).faults()
    guard faults.isEmpty else {
      for fault in faults { print(fault) }
      throw ProjectError(description: "not published: the site has \(faults.count) faults")
    }
    if let folder {
      _ = try await assemble(project, configuration, repository, address, to: folder)
      print("published \(count) pages to \(folder)")
    } else if let branch {
      let message = "Publish \(configuration.title)"
      let commit = try repository.push(draft, to: branch, of: remote, message: message)
      print("published \(count) pages to \(branch) of \(remote), commit \(commit.prefix(12))")
    }
  }

  /// Refuses what no reader should see.
  private func refuse(_ project: Project) throws {
    guard project.profile != .quick || allowQuick else {
      throw ProjectError(
        description: "not published: these are results of the profile 'quick';"
          + " publish with --profile paper, or with --allow-quick"
      )
    }
    let others = try project.statuses().filter { $0.standing != .fresh }
    guard others.isEmpty else {
      let names = others.map { "\($0.section.id) is \($0.standing.rawValue)" }
      throw ProjectError(
        description: "not published: \(names.joined(separator: ", "));"
          + " run 'report build --profile \(project.profile.rawValue)' first"
      )
    }
  }

  /// Sets the site from results that are there; returns the number of its pages.
  private func assemble(
    _ project: Project,
    _ configuration: SiteConfiguration,
    _ repository: GitRepository,
    _ address: String,
    to folder: String
  ) async throws -> Int {
    let results = try await project.build(
      nil,
      options: BuildOptions(jobs: 1, threads: 1, timeout: configuration.timeout, failsFast: true),
      events: { _ in }
    )
    let changes = project.chapters.map { chapter in
      (chapter.section.id, repository.lastChange(of: "chapters/\(chapter.section.folder)"))
    }
    let site = Site(
      root: project.root,
      store: project.store,
      configuration: configuration,
      profile: project.profile,
      showsTimes: false,
      generator: FileStamp(of: project.workerCommand[0])?.text ?? "",
      publication: Publication(
        address: address,
        changes: Dictionary(uniqueKeysWithValues: changes).compactMapValues { $0 },
        lastChange: repository.lastChange(of: ".") ?? "1970-01-01T00:00:00Z"
      )
    )
    let summary = try site.assemble(results, to: folder)
    if let error = summary.errors.first { throw error }
    return summary.pageCount
  }
}
