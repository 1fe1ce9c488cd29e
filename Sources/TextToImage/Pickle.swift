/// Reads the part of Python's pickle format that a dictionary of tensors needs, and runs nothing.
///
/// A pickle is a program for a machine with a stack. What this one does not know, above all any function
/// but those that put tensors together, ends it with an error.
struct Pickle {
  /// What can stand on the stack.
  indirect enum Value {
    case none
    case flag(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case tuple([Value], depth: Int)
    case symbol(String)
    case storage(TorchStorage)
    case tensor(TorchTensor)
    case dictionary(Dictionary)
    case mark
  }

  /// A dictionary that is filled after it was made.
  final class Dictionary {
    var tensors: [String: TorchTensor] = [:]
  }

  /// A pickle that is damaged, or asks for more than tensors.
  struct Failure: Error {
    let message: String
  }

  private let file: ByteReader
  private var place = 0
  private var stack: [Value] = []
  private var memo: [Int: Value] = [:]

  /// The functions and types that a dictionary of tensors names.
  private static let symbols: Set<String> = Set(
    [
      "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_parameter",
      "collections.OrderedDict",
    ]
      + TorchStorage.types.keys
  )

  /// Reads a dictionary of tensors.
  static func tensors(in bytes: UnsafeRawBufferPointer) throws -> [String: TorchTensor] {
    var machine = Pickle(file: ByteReader(bytes: bytes))
    do {
      while try machine.step() {}
    } catch is ByteReader.OutOfBounds {
      throw Failure(message: "its pickle is cut off")
    }
    guard case .dictionary(let dictionary)? = machine.stack.last else {
      throw Failure(message: "it holds no dictionary")
    }
    return dictionary.tensors
  }

  private init(file: ByteReader) { self.file = file }

  /// Runs one instruction; false at the end.
  private mutating func step() throws -> Bool {
    let code = try take(UInt8.self)
    switch Character(UnicodeScalar(code)) {
    case ".": return false
    case "\u{80}":
      let version = try take(UInt8.self)
      guard version <= 5 else { throw Failure(message: "its pickle is of version \(version)") }
    case "\u{95}": place += 8
    case "}": stack.append(.dictionary(Dictionary()))
    case ")": stack.append(.tuple([], depth: 1))
    case "(": stack.append(.mark)
    case "N": stack.append(.none)
    case "\u{88}": stack.append(.flag(true))
    case "\u{89}": stack.append(.flag(false))
    case "J": stack.append(.integer(Int(try take(Int32.self))))
    case "K": stack.append(.integer(Int(try take(UInt8.self))))
    case "M": stack.append(.integer(Int(try take(UInt16.self))))
    case "\u{8a}": stack.append(.integer(try takeLong()))
    case "G": stack.append(.number(Double(bitPattern: try take(UInt64.self).byteSwapped)))
    case "X": stack.append(.text(try takeText(Int(try take(UInt32.self)))))
    case "\u{8c}": stack.append(.text(try takeText(Int(try take(UInt8.self)))))
    case "c": try push(symbol: "\(try takeLine()).\(try takeLine())")
    case "\u{93}":
      let (name, module) = (try popText(), try popText())
      try push(symbol: "\(module).\(name)")
    case "q": memo[Int(try take(UInt8.self))] = try top()
    case "r": memo[Int(try take(UInt32.self))] = try top()
    case "\u{94}": memo[memo.count] = try top()
    case "h": try recall(Int(try take(UInt8.self)))
    case "j": try recall(Int(try take(UInt32.self)))
    case "t": try push(tuple: try popToMark())
    case "\u{85}": try push(tuple: try pop(1))
    case "\u{86}": try push(tuple: try pop(2))
    case "\u{87}": try push(tuple: try pop(3))
    case "Q": stack.append(.storage(try TorchStorage(persistent: try pop(1)[0])))
    case "R": try reduce()
    case "s":
      let items = try pop(2)
      try set(items)
    case "u":
      let items = try popToMark()
      try set(items)
    case "b": _ = try pop(1)
    default:
      throw Failure(
        message: "its pickle has the instruction \(code), which no dictionary of tensors needs"
      )
    }
    return true
  }

  private mutating func take<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type
  ) throws -> Number {
    defer { place += MemoryLayout<Number>.size }
    return try file.number(type, at: place)
  }

  private mutating func takeText(_ count: Int) throws -> String {
    defer { place += count }
    return try file.text(at: place, count: count)
  }

  private mutating func takeLine() throws -> String {
    var end = place
    while try file.number(UInt8.self, at: end) != 10 { end += 1 }
    defer { place = end + 1 }
    return try file.text(at: place, count: end - place)
  }

  /// A number of up to eight bytes in two's complement.
  private mutating func takeLong() throws -> Int {
    let count = Int(try take(UInt8.self))
    guard count <= 8 else { throw Failure(message: "a number of its pickle has \(count) bytes") }
    let bytes = try file.range(at: place, count: count)
    place += count
    let value = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let unused = UInt64(64 - 8 * count)
    return count == 0 ? 0 : Int(Int64(bitPattern: value << unused) >> Int64(unused))
  }

  private func top() throws -> Value {
    guard let value = stack.last else { throw ByteReader.OutOfBounds() }
    return value
  }

  private mutating func pop(_ count: Int) throws -> [Value] {
    guard stack.count >= count else { throw ByteReader.OutOfBounds() }
    defer { stack.removeLast(count) }
    return Array(stack.suffix(count))
  }

  private mutating func popText() throws -> String {
    guard case .text(let text) = try pop(1)[0] else { throw ByteReader.OutOfBounds() }
    return text
  }

  private mutating func popToMark() throws -> [Value] {
    let mark = stack.lastIndex { if case .mark = $0 { true } else { false } }
    guard let mark else { throw ByteReader.OutOfBounds() }
    defer { stack.removeSubrange(mark...) }
    return Array(stack[(mark + 1)...])
  }

  private mutating func recall(_ number: Int) throws {
    guard let value = memo[number] else { throw ByteReader.OutOfBounds() }
    stack.append(value)
  }

  private mutating func push(symbol: String) throws {
    guard Self.symbols.contains(symbol) else {
      throw Failure(
        message: "its pickle asks for \(symbol), which a dictionary of tensors does not need"
      )
    }
    stack.append(.symbol(symbol))
  }

  private mutating func push(tuple values: [Value]) throws {
    let depths = values.map { if case .tuple(_, let depth) = $0 { depth } else { 0 } }
    let depth = 1 + (depths.max() ?? 0)
    // No tensor needs more, and what is nested without end has no end when it is let go.
    guard depth <= 8 else { throw Failure(message: "its pickle is nested too deep") }
    stack.append(.tuple(values, depth: depth))
  }

  private mutating func reduce() throws {
    let pair = try pop(2)
    guard case .symbol(let name) = pair[0], case .tuple(let arguments, _) = pair[1] else {
      throw Failure(message: "its pickle calls what is no function")
    }
    switch (name, arguments.first) {
    case ("torch._utils._rebuild_tensor_v2", _):
      stack.append(.tensor(try TorchTensor(rebuilding: arguments)))
    case ("torch._utils._rebuild_parameter", .tensor(let tensor)): stack.append(.tensor(tensor))
    case ("collections.OrderedDict", nil): stack.append(.dictionary(Dictionary()))
    default: throw Failure(message: "its pickle calls \(name) with what does not fit")
    }
  }

  /// Puts pairs of a key and a value into the dictionary below them.
  private func set(_ items: [Value]) throws {
    guard case .dictionary(let dictionary) = try top(), items.count.isMultiple(of: 2) else {
      throw ByteReader.OutOfBounds()
    }
    for index in stride(from: 0, to: items.count, by: 2) {
      guard case .text(let key) = items[index], case .tensor(let tensor) = items[index + 1] else {
        throw Failure(message: "its dictionary is not one of tensors by their names")
      }
      dictionary.tensors[key] = tensor
    }
  }
}
