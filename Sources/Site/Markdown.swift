import CMarkdown
import Synchronization

/// A GitHub-flavoured Markdown text as a tree.
final class MarkdownDocument {
  private static let options =
    CMARK_OPT_UNSAFE | CMARK_OPT_SMART | CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8
  private static let extensions = ["table", "strikethrough", "autolink"]

  private static let register: Void = cmark_gfm_core_extensions_ensure_registered()

  private let parser: OpaquePointer
  private let root: OpaquePointer

  /// Held while a text is parsed: cmark-gfm keeps the letters that its extensions look for in
  /// variables that all parsers share.
  private static let lock = Mutex(())

  /// Parses a text.
  init(_ text: String) {
    Self.register
    (parser, root) = Self.lock.withLock { _ in Self.parse(text) }
  }

  private static func parse(_ text: String) -> (parser: OpaquePointer, root: OpaquePointer) {
    guard let parser = cmark_parser_new(options) else {
      preconditionFailure("cmark-gfm made no parser")
    }
    for name in extensions {
      guard let syntax = cmark_find_syntax_extension(name) else {
        preconditionFailure("cmark-gfm lacks its extension '\(name)'")
      }
      cmark_parser_attach_syntax_extension(parser, syntax)
    }
    var text = text
    text.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    guard let root = cmark_parser_finish(parser) else {
      preconditionFailure("cmark-gfm made no document")
    }
    return (parser, root)
  }

  deinit {
    cmark_node_free(root)
    cmark_parser_free(parser)
  }

  /// The top-level blocks in order.
  var blocks: [MarkdownNode] { MarkdownNode(pointer: root).children }

  /// Returns a node of this document as HTML.
  func html(_ node: MarkdownNode) -> String {
    guard
      let text = cmark_render_html(
        node.pointer,
        Self.options,
        cmark_parser_get_syntax_extensions(parser)
      )
    else { return "" }
    defer { cmark_get_default_mem_allocator().pointee.free(text) }
    return String(cString: text)
  }
}

/// A node of a Markdown document, as cmark-gfm holds it; it lives as long as its document.
struct MarkdownNode {
  fileprivate let pointer: OpaquePointer

  var type: cmark_node_type { cmark_node_get_type(pointer) }

  /// The line on which the node begins, counted from 1 at the start of its document.
  var line: Int { Int(cmark_node_get_start_line(pointer)) }

  /// The level of a heading, counted from 1.
  var level: Int { Int(cmark_node_get_heading_level(pointer)) }

  var literal: String {
    get { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }
    nonmutating set { cmark_node_set_literal(pointer, newValue) }
  }

  var url: String {
    get { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }
    nonmutating set { cmark_node_set_url(pointer, newValue) }
  }

  /// The words behind the fence of a code block.
  var fenceInfo: String { cmark_node_get_fence_info(pointer).map { String(cString: $0) } ?? "" }

  var previous: MarkdownNode? { cmark_node_previous(pointer).map(MarkdownNode.init) }

  var next: MarkdownNode? { cmark_node_next(pointer).map(MarkdownNode.init) }

  private var firstChild: MarkdownNode? {
    cmark_node_first_child(pointer).map(MarkdownNode.init)
  }

  var children: [MarkdownNode] {
    var children: [MarkdownNode] = []
    var next = firstChild
    while let node = next {
      children.append(node)
      next = node.next
    }
    return children
  }

  /// All nodes below this one, in the order of the text.
  var descendants: [MarkdownNode] {
    var nodes: [MarkdownNode] = []
    func add(_ parent: MarkdownNode) {
      var next = parent.firstChild
      while let node = next {
        nodes.append(node)
        add(node)
        next = node.next
      }
    }
    add(self)
    return nodes
  }

  /// The text of the node without any markup.
  var plainText: String {
    var text = ""
    for node in [self] + descendants {
      switch node.type {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: text += node.literal
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
      default: break
      }
    }
    return text
  }

  /// Adds a text behind the last child.
  func append(text: String) {
    guard let new = cmark_node_new(CMARK_NODE_TEXT) else { return }
    cmark_node_set_literal(new, text)
    cmark_node_append_child(pointer, new)
  }

  /// Puts HTML in the node's place; the node is gone afterwards.
  func replace(withHTML html: String) {
    guard let new = cmark_node_new(CMARK_NODE_HTML_INLINE) else { return }
    cmark_node_set_literal(new, html)
    cmark_node_replace(pointer, new)
    cmark_node_free(pointer)
  }

  /// Takes the node out of its document; it is gone afterwards.
  func remove() { cmark_node_free(pointer) }
}
