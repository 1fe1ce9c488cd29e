public import SwiftSyntax

/// The names by which the files of a program reach each other.
///
/// Code of one file runs for another only when that one mentions a name that the first declares, or
/// uses a type that it extends: whoever has a value got it from a declaration that says its type.
public struct SourceNames: Sendable, Equatable {
  /// The names that the file declares for others, outside of any type.
  public private(set) var declared: Set<String> = []

  /// Those of them that are types, and no other names of types.
  public private(set) var types: Set<String> = []

  /// What the file adds to types.
  public private(set) var extensions: [Extension] = []

  /// All names that the file mentions outside of bodies of functions that present.
  public private(set) var mentioned: Set<String> = []

  /// The names that only such bodies mention.
  public private(set) var mentionedByPresenting: Set<String> = []

  /// What is added to one type.
  public struct Extension: Sendable, Equatable {
    /// The parts of the type's name, such as `Convolution` and `Method`; empty when it has none.
    public let type: [String]

    /// The names of what is added; empty when some of it is used without being named, by the language
    /// or its library.
    public let members: [String]

    /// Creates the description of an extension.
    public init(type: [String], members: [String]) {
      self.type = type
      self.members = members
    }
  }

  /// Creates a description from what was remembered of it.
  public init(
    declared: Set<String>,
    types: Set<String>,
    extensions: [Extension],
    mentioned: Set<String>,
    mentionedByPresenting: Set<String>
  ) {
    self.declared = declared
    self.types = types
    self.extensions = extensions
    self.mentioned = mentioned
    self.mentionedByPresenting = mentionedByPresenting
  }

  /// Finds the names of a parsed file.
  public init(of file: SourceFileSyntax) {
    declare(file.statements)
    mention(Syntax(file), presents: false)
    mentionedByPresenting.subtract(mentioned)
  }

  private mutating func mention(_ node: Syntax, presents: Bool) {
    if let token = node.as(TokenSyntax.self) {
      guard let name = Self.name(token) else { return }
      if presents { mentionedByPresenting.insert(name) } else { mentioned.insert(name) }
      return
    }
    let presents = presents || SourceMeaning.isPresenting(node)
    for child in node.children(viewMode: .sourceAccurate) { mention(child, presents: presents) }
  }

  private static func name(_ token: TokenSyntax) -> String? {
    switch token.tokenKind {
    case .identifier(let name): name.filter { $0 != "`" }
    case .binaryOperator(let name), .prefixOperator(let name), .postfixOperator(let name): name
    default: nil
    }
  }

  private mutating func declare(_ statements: CodeBlockItemListSyntax) {
    for statement in statements {
      guard case .decl(let declaration) = statement.item else { continue }
      if let condition = declaration.as(IfConfigDeclSyntax.self) {
        for case .statements(let inner)? in condition.clauses.map(\.elements) { declare(inner) }
      } else if let addition = declaration.as(ExtensionDeclSyntax.self) {
        extensions.append(Extension(addition))
      } else if !declaration.isPrivate {
        declared.formUnion(declaration.declaredNames)
        if declaration.isProtocol((any DeclGroupSyntax).self) {
          types.formUnion(declaration.declaredNames)
        }
      }
    }
  }
}

extension SourceNames.Extension {
  /// Members that the language or its library uses without a mention of their names.
  private static let unseen: Set<String> = [
    "callAsFunction", "debugDescription", "description", "encode", "hash", "index", "makeIterator",
    "next", "startIndex", "endIndex", "stringInterpolation", "appendInterpolation", "wrappedValue",
  ]

  init(_ declaration: ExtensionDeclSyntax) {
    type =
      declaration.extendedType.is(IdentifierTypeSyntax.self)
        || declaration.extendedType.is(MemberTypeSyntax.self)
      ? declaration.extendedType.tokens(viewMode: .sourceAccurate).compactMap { token in
        if case .identifier(let name) = token.tokenKind { name } else { nil }
      } : []
    let names = declaration.memberBlock.members.map(\.decl.declaredNames)
    let isNamed =
      declaration.inheritanceClause == nil
      && names.allSatisfy { member in
        !member.isEmpty
          && member.allSatisfy { name in
            !Self.unseen.contains(name) && name.contains { $0.isLetter }
          }
      }
    members = isNamed ? names.flatMap { $0 } : []
  }
}

extension DeclSyntaxProtocol {
  /// The names by which others use a declaration; none when it is used without one, such as a subscript
  /// or an initializer.
  fileprivate var declaredNames: [String] {
    if let variable = self.as(VariableDeclSyntax.self) {
      return variable.bindings.flatMap { binding in
        binding.pattern.tokens(viewMode: .sourceAccurate).compactMap { token in
          if case .identifier(let name) = token.tokenKind { name } else { nil }
        }
      }
    }
    if let cases = self.as(EnumCaseDeclSyntax.self) { return cases.elements.map(\.name.text) }
    return asProtocol((any NamedDeclSyntax).self).map { [$0.name.text] }
      ?? self.as(OperatorDeclSyntax.self).map { [$0.name.text] } ?? []
  }

  fileprivate var isPrivate: Bool {
    asProtocol((any WithModifiersSyntax).self)?.modifiers.contains { modifier in
      [.keyword(.private), .keyword(.fileprivate)].contains(modifier.name.tokenKind)
    } ?? false
  }
}
