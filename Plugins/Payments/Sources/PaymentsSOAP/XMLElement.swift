import CXML

/// An element of an XML document. Attributes are not kept: no gateway says anything by them.
package struct XMLElement: Sendable, Hashable {
  /// The name without its prefix.
  package let name: String
  /// The namespace; empty is none.
  package let space: String
  /// What it holds, in order.
  package internal(set) var children: [XMLElement] = []
  /// Its text, without that of its children.
  package internal(set) var text = ""

  /// The first child of that name, whatever its namespace: real services and their descriptions differ in it.
  package func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

  /// The first element of that name below this one, in the order of the document.
  package func descendant(_ name: String) -> XMLElement? {
    for child in children {
      if child.name == name { return child }
      if let found = child.descendant(name) { return found }
    }
    return nil
  }
}

/// How much of a document is read.
package struct XMLLimits: Sendable {
  /// Most bytes.
  package var bytes = 256 << 10
  /// Most elements that are open at once.
  package var depth: UInt32 = 32
  /// Most elements.
  package var elements: UInt32 = 4096

  /// What suits a gateway's answer.
  package init() {}
}

/// Why a document is not read.
package enum XMLError: Error, Sendable, Hashable {
  /// It has more bytes than are read.
  case tooLarge
  /// It is no XML in UTF-8, or not all of one.
  case malformed
  /// It has a document type, or an entity that is not XML's own.
  case forbidden
  /// Its elements lie too deep.
  case tooDeep
  /// It has too many elements.
  case tooMany
}

extension XMLElement {
  /// Reads a document, hostile or not: see `xml_events.h`.
  package static func parse(_ bytes: [UInt8], _ limits: XMLLimits = XMLLimits()) throws(XMLError)
    -> XMLElement
  {
    guard bytes.count <= limits.bytes else { throw .tooLarge }
    let builder = Builder()
    let result = unsafe bytes.withUnsafeBytes { bytes in
      withExtendedLifetime(builder) {
        var sink = unsafe xml_sink(
          context: Unmanaged.passUnretained(builder).toOpaque(),
          begin: { context, space, spaceSize, name, nameSize in
            unsafe Builder.of(context).begin(Builder.text(name, nameSize), Builder.text(space, spaceSize))
          },
          text: { context, text, size in unsafe Builder.of(context).add(Builder.text(text, size)) },
          end: { context in unsafe Builder.of(context).end() })
        return unsafe xml_read_events(
          bytes.bindMemory(to: CChar.self).baseAddress, UInt64(bytes.count),
          xml_limits(depth: limits.depth, elements: limits.elements), &sink)
      }
    }
    switch result {
    case XML_READ: break
    case XML_FORBIDDEN: throw .forbidden
    case XML_TOO_DEEP: throw .tooDeep
    case XML_TOO_MANY: throw .tooMany
    default: throw .malformed
    }
    guard let root = builder.root else { throw .malformed }
    return root
  }

  /// Makes elements of what libxml2 tells.
  private final class Builder {
    private var open: [XMLElement] = []
    private(set) var root: XMLElement?

    func begin(_ name: String, _ space: String) { open.append(XMLElement(name: name, space: space)) }

    func add(_ text: String) {
      guard !open.isEmpty else { return }
      open[open.count - 1].text += text
    }

    func end() {
      guard let element = open.popLast() else { return }
      if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
    }

    static func of(_ context: UnsafeMutableRawPointer?) -> Builder {
      guard let context = unsafe context else { fatalError("the reader lost its context") }
      return unsafe Unmanaged<Builder>.fromOpaque(context).takeUnretainedValue()
    }

    static func text(_ start: UnsafePointer<CChar>?, _ size: UInt64) -> String {
      unsafe String(
        decoding: UnsafeRawBufferPointer(start: start, count: Int(size)), as: UTF8.self)
    }
  }
}
