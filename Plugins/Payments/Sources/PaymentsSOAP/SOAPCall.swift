/// A question in SOAP 1.1 (https://www.w3.org/TR/2000/NOTE-SOAP-20000508/), in one of the three forms that gateways
/// speak.
package struct SOAPCall: Sendable, Hashable {
  /// How the body is written.
  package enum Style: Sendable, Hashable {
    /// Document/literal: the operation and what it holds are in the service's namespace. ZarinPal.
    case qualified
    /// Document/literal: the operation is in the namespace, what it holds is in none. Mellat.
    case wrapped
    /// RPC/encoded: as wrapped, each field with its type. Saman.
    case encoded
  }

  /// A field of the body.
  package struct Field: Sendable, Hashable {
    let name: String
    let value: String
    let type: String

    /// A text.
    package init(_ name: String, _ value: String) {
      (self.name, self.value, type) = (name, value, "string")
    }

    /// A number.
    package init(_ name: String, _ value: Int64) {
      (self.name, self.value, type) = (name, String(value), "long")
    }
  }

  /// The form.
  package let style: Style
  /// The service's namespace.
  package let namespace: String
  /// The operation.
  package let operation: String
  /// The value of the head field `SOAPAction`, without its quotes.
  package let action: String
  /// The fields in their order, which some services insist on.
  package let fields: [Field]

  /// Makes a question.
  package init(style: Style, namespace: String, operation: String, action: String, fields: [Field]) {
    self.style = style
    self.namespace = namespace
    self.operation = operation
    self.action = action
    self.fields = fields
  }

  /// The envelope, in UTF-8.
  package var envelope: [UInt8] {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
    text += "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
    if style == .encoded {
      text += " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
      text += " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
    }
    text += " xmlns:s=\"\(Self.escape(namespace))\"><soapenv:Body><s:\(operation)"
    if style == .encoded { text += " soapenv:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"" }
    text += ">"
    for field in fields {
      let name = style == .qualified ? "s:\(field.name)" : field.name
      let type = style == .encoded ? " xsi:type=\"xsd:\(field.type)\"" : ""
      text += "<\(name)\(type)>\(Self.escape(field.value))</\(name)>"
    }
    text += "</s:\(operation)></soapenv:Body></soapenv:Envelope>"
    return Array(text.utf8)
  }

  /// What XML has a meaning for is written as entities, and what it does not allow as a space.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
