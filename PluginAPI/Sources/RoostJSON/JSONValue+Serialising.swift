extension JSONValue {
  /// The value as JSON text in UTF-8: compact, or with two spaces of indentation a level.
  public func serialized(pretty: Bool = false) -> [UInt8] {
    var output = JSONBytes()
    write(to: &output, indentation: pretty ? 0 : nil)
    return output.array()
  }

  /// The value as JSON text: compact, or with two spaces of indentation a level.
  public func serializedString(pretty: Bool = false) -> String {
    String(decoding: serialized(pretty: pretty), as: UTF8.self)
  }

  func write(to output: inout JSONBytes, indentation: Int? = nil) {
    switch self {
    case .null: output.append(literal: "null")
    case .bool(let value): output.append(value)
    case .number(let number): output.append(verbatim: number.text)
    case .string(let string): output.append(quoting: string)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        output.startLine(isFirst: index == 0, indentation: indentation.map { $0 + 1 })
        element.write(to: &output, indentation: indentation.map { $0 + 1 })
      }
      if !elements.isEmpty { output.startLine(isFirst: true, indentation: indentation) }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        output.startLine(isFirst: index == 0, indentation: indentation.map { $0 + 1 })
        output.append(quoting: member.name)
        output.append(UInt8(ascii: ":"))
        if indentation != nil { output.append(UInt8(ascii: " ")) }
        member.value.write(to: &output, indentation: indentation.map { $0 + 1 })
      }
      if !members.isEmpty { output.startLine(isFirst: true, indentation: indentation) }
      output.append(UInt8(ascii: "}"))
    }
  }
}

extension JSONBytes {
  /// Separates a member or element from the one before it; begins a line when there is an indentation.
  fileprivate mutating func startLine(isFirst: Bool, indentation: Int?) {
    if !isFirst { append(UInt8(ascii: ",")) }
    guard let indentation else { return }
    append(UInt8(ascii: "\n"))
    for _ in 0..<indentation * 2 { append(UInt8(ascii: " ")) }
  }
}
