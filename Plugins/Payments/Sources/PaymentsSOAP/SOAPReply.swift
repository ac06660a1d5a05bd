/// The answer to a ``SOAPCall``.
package struct SOAPReply: Sendable, Hashable {
  private let body: XMLElement

  /// Reads an answer.
  ///
  /// - Throws: ``SOAPError``, for what is no envelope with one element in its body, and for a fault.
  package init(_ bytes: [UInt8], to operation: String) throws(SOAPError) {
    let root: XMLElement
    do { root = try XMLElement.parse(bytes) } catch { throw .xml(error) }
    guard root.name == "Envelope", root.space == Self.envelope, let body = root.child("Body"),
      body.space == Self.envelope, let content = body.children.first, body.children.count == 1
    else { throw .noEnvelope }
    if content.name == "Fault" {
      throw .fault(
        code: String((content.child("faultcode")?.text ?? "").prefix(64)),
        text: String((content.child("faultstring")?.text ?? "").prefix(256)))
    }
    guard content.name == operation + "Response" else {
      throw .otherOperation(String(content.name.prefix(64)))
    }
    self.body = content
  }

  private static let envelope = "http://schemas.xmlsoap.org/soap/envelope/"

  /// The text of the first element of that name, without space around it.
  ///
  /// - Throws: ``SOAPError/missing(_:)``.
  package func text(_ name: String) throws(SOAPError) -> String {
    guard let element = body.descendant(name), element.children.isEmpty else { throw .missing(name) }
    return Self.trim(element.text)
  }

  /// The number of the first element of that name.
  ///
  /// - Throws: ``SOAPError/missing(_:)``, ``SOAPError/number(_:)``.
  package func number(_ name: String) throws(SOAPError) -> Int64 {
    let text = try text(name)
    guard let number = Int64(text) else { throw .number(name) }
    return number
  }

  static func trim(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (9...13).contains($0) }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}

/// Why an answer says nothing: whether what was asked for happened is not known then.
package enum SOAPError: Error, Sendable, Hashable {
  /// It is no XML that is read.
  case xml(XMLError)
  /// It is XML, and no envelope with one element in its body.
  case noEnvelope
  /// The service says that it failed, or that the question was wrong.
  case fault(code: String, text: String)
  /// It is the answer to something else.
  case otherOperation(String)
  /// An element is not there.
  case missing(String)
  /// An element is no number.
  case number(String)
}
