import SwiftParser
import SwiftSyntax

/// What a Swift source file means to a build: its syntax tree without comments and white space.
///
/// Two texts with equal streams compile to the same program (line numbers aside), so results that
/// are keyed by streams survive a moved blank line and a better comment. The stream is the tree and
/// not only its tokens, because a line break between `a` and `(b)` changes the tree alone.
public struct SourceMeaning: Sendable {
  /// The whole file.
  public private(set) var whole: [UInt8] = []

  /// The file without the bodies of functions whose names begin with `present`: they draw and set
  /// what was computed.
  public private(set) var computing: [UInt8] = []

  /// The modules that the file imports, sorted.
  public private(set) var imports: [String] = []

  /// Whether the computing part names a function that presents, which then computes after all.
  public private(set) var callsPresenting = false

  /// The names that it has for others, and those that it mentions.
  public let names: SourceNames

  /// Reads the meaning of a Swift source text.
  public init(of text: String) {
    let file = Parser.parse(source: text)
    names = SourceNames(of: file)
    var modules: Set<String> = []
    append(Syntax(file), toComputing: true, modules: &modules)
    imports = modules.sorted()
  }

  /// Tells whether a node is the body of a function that presents.
  static func isPresenting(_ node: Syntax) -> Bool {
    node.is(CodeBlockSyntax.self)
      && node.parent?.as(FunctionDeclSyntax.self)?.name.text.hasPrefix("present") ?? false
  }

  private mutating func append(
    _ node: Syntax,
    toComputing isComputing: Bool,
    modules: inout Set<String>
  ) {
    if let token = node.as(TokenSyntax.self) {
      add(Array(token.text.utf8) + [0], isComputing)
      let isDeclared = token.parent?.is(FunctionDeclSyntax.self) ?? false
      if isComputing && !isDeclared && token.text.hasPrefix("present") { callsPresenting = true }
      return
    }
    if let module = node.as(ImportDeclSyntax.self)?.path.first?.name.text {
      modules.insert(module)
    }
    let isBody = Self.isPresenting(node)
    // Where a node begins and ends, and of which kind it is: 1 and 2 occur in no token.
    add([1] + Array("\(node.kind)".utf8), isComputing)
    for child in node.children(viewMode: .sourceAccurate) {
      append(child, toComputing: isComputing && !isBody, modules: &modules)
    }
    add([2], isComputing)
  }

  private mutating func add(_ bytes: [UInt8], _ isComputing: Bool) {
    whole += bytes
    if isComputing { computing += bytes }
  }
}
