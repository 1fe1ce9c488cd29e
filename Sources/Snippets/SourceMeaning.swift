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

  /// The file without the bodies of functions named `present`, which draw what was computed.
  public private(set) var computing: [UInt8] = []

  /// The modules that the file imports, sorted.
  public private(set) var imports: [String] = []

  /// The names that the file declares, at any depth.
  public private(set) var declaredNames: Set<String> = []

  /// The identifiers and operators in the computing part.
  public private(set) var mentionedNames: Set<String> = []

  /// Whether the file declares something that takes effect without being named: a conformance, an
  /// initialiser, a subscript.
  public private(set) var actsUnnamed = false

  /// Reads the meaning of a Swift source text.
  public init(of text: String) {
    var modules: Set<String> = []
    append(Syntax(Parser.parse(source: text)), toComputing: true, modules: &modules)
    imports = modules.sorted()
  }

  private mutating func append(
    _ node: Syntax,
    toComputing isComputing: Bool,
    modules: inout Set<String>
  ) {
    if let token = node.as(TokenSyntax.self) {
      add(Array(token.text.utf8) + [0], isComputing)
      if isComputing { mention(token) }
      return
    }
    declare(node)
    if let module = node.as(ImportDeclSyntax.self)?.path.first?.name.text {
      modules.insert(module)
    }
    let isBody =
      node.is(CodeBlockSyntax.self)
      && node.parent?.as(FunctionDeclSyntax.self)?.name.text == "present"
    // Where a node begins and ends, and of which kind it is: 1 and 2 occur in no token.
    add([1] + Array("\(node.kind)".utf8), isComputing)
    for child in node.children(viewMode: .sourceAccurate) {
      append(child, toComputing: isComputing && !isBody, modules: &modules)
    }
    add([2], isComputing)
  }

  private mutating func mention(_ token: TokenSyntax) {
    switch token.tokenKind {
    case .identifier(let name), .binaryOperator(let name), .prefixOperator(let name),
      .postfixOperator(let name):
      // A declaration does not mention itself.
      if token.parent?.asProtocol((any NamedDeclSyntax).self) == nil { mentionedNames.insert(name) }
    default: break
    }
  }

  private mutating func declare(_ node: Syntax) {
    if let declaration = node.asProtocol((any NamedDeclSyntax).self) {
      declaredNames.insert(declaration.name.text)
    } else if let pattern = node.as(IdentifierPatternSyntax.self) {
      declaredNames.insert(pattern.identifier.text)
    } else if node.is(InheritanceClauseSyntax.self) || node.is(InitializerDeclSyntax.self)
      || node.is(SubscriptDeclSyntax.self)
    {
      actsUnnamed = true
    }
  }

  private mutating func add(_ bytes: [UInt8], _ isComputing: Bool) {
    whole += bytes
    if isComputing { computing += bytes }
  }
}
