/// Writes what `encode(to:)` encodes, in its order, into one buffer.
///
/// Values nest as calls do, so only the innermost level may write. Nested containers and super encoders,
/// which may be written to in any order, get writers of their own; ``finish()`` puts the parts together.
@safe final class JSONWriter {
  private let state: UnsafeMutablePointer<State>
  private var parts: [(offset: Int, writer: JSONWriter)] = []
  /// The first error of a call that cannot throw; whatever is written next throws it.
  private var fault: EncodingError? {
    didSet { unsafe state.pointee.isFaulty = fault != nil }
  }

  /// How many arrays and objects may be within each other, and how long a text may get.
  private static let maximumDepth = 64
  private static let maximumLength = 1 << 30

  /// What one value has written of itself so far.
  private struct Level {
    enum Kind { case nothing, single, array, object }

    /// Tells the containers of this value from those of others.
    let id: Int
    var depth: Int
    var kind = Kind.nothing
    /// The members or elements so far.
    var count = 0
    /// Where its names begin.
    let names: Int
  }

  /// What every member touches. Behind a pointer, as accesses to a class's own properties are checked at
  /// run time, which took a third of all.
  private struct State: ~Copyable {
    var output = JSONBytes()
    var names = NameStack()
    var level: Level
    var lastLevel = 0
    var path: [any CodingKey]
    var isFaulty = false
  }

  var output: JSONBytes {
    @inline(__always) _read { yield unsafe state.pointee.output }
    @inline(__always) _modify { yield unsafe &state.pointee.output }
  }

  private var names: NameStack {
    @inline(__always) _read { yield unsafe state.pointee.names }
    @inline(__always) _modify { yield unsafe &state.pointee.names }
  }

  private(set) var path: [any CodingKey] {
    @inline(__always) _read { yield unsafe state.pointee.path }
    @inline(__always) _modify { yield unsafe &state.pointee.path }
  }

  private var level: Level {
    @inline(__always) _read { yield unsafe state.pointee.level }
    @inline(__always) _modify { yield unsafe &state.pointee.level }
  }

  /// Makes a writer for a value at a path, which is within that many arrays and objects.
  init(path: [any CodingKey], depth: Int) {
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: State(level: Level(id: 0, depth: depth, names: 0), path: path))
  }

  deinit {
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  /// The encoder of the writer's own value.
  var encoder: ValueEncoder { ValueEncoder(writer: self, level: 0) }

  /// The whole text. What is written later is refused.
  func finish() throws -> [UInt8] {
    try close()
    if let fault { throw fault }
    level = Level(id: -1, depth: 0, names: 0)
    guard !parts.isEmpty else { return output.array() }
    var whole: [UInt8] = []
    var start = 0
    for part in parts {
      whole += output.array(start..<part.offset)
      whole += try part.writer.finish()
      start = part.offset
    }
    return whole + output.array(start..<output.count)
  }
}

// Values.
extension JSONWriter {
  /// Encodes a value where the output stands.
  func encode<T: Encodable>(_ value: T) throws {
    if T.self == JSONValue.self {
      unsafe unsafeBitCast(value, to: JSONValue.self).write(to: &output)
      return
    }
    let outer = level
    unsafe state.pointee.lastLevel += 1
    let id = unsafe state.pointee.lastLevel
    level = Level(id: id, depth: outer.depth, names: names.count)
    defer { level = outer }
    try value.encode(to: ValueEncoder(writer: self, level: id))
    try close()
  }

  /// Encodes a member or an element, or nothing of it if that fails.
  func encode(_ value: some Encodable, _ key: some CodingKey, begin: () throws -> Void) throws {
    let mark = (output: output.count, names: names.count, count: level.count, parts: parts.count)
    path.append(key)
    defer { path.removeLast() }
    do {
      try begin()
      try encode(value)
    } catch {
      output.truncate(to: mark.output)
      names.removeAll(from: mark.names)
      level.count = mark.count
      parts.removeLast(parts.count - mark.parts)
      throw error
    }
  }

  /// Opens the value's container, or finds it open.
  func open(_ kind: ContainerKind, level id: Int) {
    guard isInnermost(id) else { return }
    let wanted: Level.Kind = kind == .array ? .array : .object
    if level.kind == wanted { return }
    guard level.kind == .nothing else {
      return record("a value is encoded as two of object, array and single value")
    }
    guard level.depth < Self.maximumDepth else {
      return record("arrays and objects are more than \(Self.maximumDepth) deep")
    }
    level.kind = wanted
    level.depth += 1
    output.append(kind == .array ? UInt8(ascii: "[") : UInt8(ascii: "{"))
  }

  enum ContainerKind { case array, object }

  private func close() throws {
    switch level.kind {
    case .single: break
    case .nothing: output.append(literal: "{}")
    case .array: output.append(UInt8(ascii: "]"))
    case .object:
      if level.count > 1 { try refuseRepeatedNames() }
      names.removeAll(from: level.names)
      output.append(UInt8(ascii: "}"))
    }
  }

  private func refuseRepeatedNames() throws {
    let repeated = unsafe names.repeated(from: level.names, in: output.start)
    guard let repeated else { return }
    let name = output.array(Int(repeated.start)..<Int(repeated.start + repeated.length))
    let text = String(decoding: name, as: UTF8.self)
    throw error("the name \"\(text)\" is in its object twice", value: text)
  }
}

// What containers write before each value.
extension JSONWriter {
  func beginMember(_ name: String, level id: Int) throws {
    try begin(level: id, .object)
    let start = output.count + 1
    output.append(quoting: name)
    names.push(NameStack.Name(start: UInt32(start), length: UInt32(output.count - 1 - start)))
    output.append(UInt8(ascii: ":"))
  }

  func encode(integer value: some FixedWidthInteger, _ name: String, level id: Int) throws {
    try beginMember(name, level: id)
    output.append(decimal: value)
  }

  func beginElement(level id: Int) throws { try begin(level: id, .array) }

  func beginSingle(level id: Int) throws {
    if level.kind != .nothing { record("a single value is encoded twice, or beside a container") }
    level.kind = .single
    try begin(level: id, .single)
  }

  @inline(__always)
  private func begin(level id: Int, _ kind: Level.Kind) throws {
    guard isInnermost(id), level.kind == kind, unsafe !state.pointee.isFaulty,
      output.count < Self.maximumLength
    else {
      throw fault ?? error("the text is longer than 1 GiB", value: path)
    }
    if level.count > 0 { output.append(UInt8(ascii: ",")) }
    level.count += 1
  }

  /// The members or elements that a value has written; 0 while another is being written.
  func count(level id: Int) -> Int { level.id == id ? level.count : 0 }

  /// An encoder for a member whose parts may be written while others are.
  func child(named key: some CodingKey, level id: Int) -> ValueEncoder {
    child(at: key) { () throws in try beginMember(key.stringValue, level: id) }
  }

  /// An encoder for an element whose parts may be written while others are.
  func child(level id: Int) -> ValueEncoder {
    child(at: IndexKey(count(level: id))) { () throws in try beginElement(level: id) }
  }

  private func child(at key: some CodingKey, begin: () throws -> Void) -> ValueEncoder {
    let child = JSONWriter(path: path + [key], depth: level.depth)
    do {
      try begin()
      parts.append((output.count, child))
    } catch {
      child.fault = fault
    }
    return child.encoder
  }
}

// Errors.
extension JSONWriter {
  /// The error of a number that JSON cannot hold.
  func notFinite(_ value: Any, at key: (some CodingKey)? = MemberKey?.none) -> EncodingError {
    let keys: [any CodingKey] = if let key { path + [key] } else { path }
    return .invalidValue(
      value,
      EncodingError.Context(codingPath: keys, debugDescription: "JSON has no number for \(value)."))
  }

  private func isInnermost(_ id: Int) -> Bool {
    if level.id != id { record("a container is used after its value, or within the encoding of another") }
    return level.id == id
  }

  private func record(_ message: String) { fault = fault ?? error(message, value: path) }

  private func error(_ message: String, value: Any) -> EncodingError {
    .invalidValue(
      value, EncodingError.Context(codingPath: path, debugDescription: "Not encodable: \(message)."))
  }
}
