import PaymentsSOAP
import Testing

struct EnvelopeTests {
  private static let envelope = "http://schemas.xmlsoap.org/soap/envelope/"

  private func call(_ style: SOAPCall.Style, _ value: String = "1") -> SOAPCall {
    SOAPCall(
      style: style, namespace: "urn:bank", operation: "Ask", action: "",
      fields: [.init("name", value), .init("count", 5)])
  }

  @Test func `each form has its fields where its service looks for them`() throws {
    for (style, space) in [(SOAPCall.Style.qualified, "urn:bank"), (.wrapped, ""), (.encoded, "")] {
      let root = try XMLElement.parse(call(style).envelope)
      let operation = try #require(root.child("Body")?.children.first)
      #expect(root.space == Self.envelope && operation.name == "Ask" && operation.space == "urn:bank")
      #expect(operation.children.map(\.name) == ["name", "count"])
      #expect(operation.children.allSatisfy { $0.space == space })
    }
    let text = String(decoding: call(.encoded).envelope, as: UTF8.self)
    #expect(
      text.contains("<name xsi:type=\"xsd:string\">") && text.contains("<count xsi:type=\"xsd:long\">5<"))
  }

  @Test func `what is sent cannot leave its field`() throws {
    let hostile = "</name><amount>1</amount>&x;<![CDATA[\u{0}\u{1F}ک"
    let root = try XMLElement.parse(call(.wrapped, hostile).envelope)
    #expect(root.descendant("amount") == nil)
    #expect(root.descendant("name")?.text == "</name><amount>1</amount>&x;<![CDATA[  ک")
  }

  private func reply(_ body: String, space: String = envelope) -> [UInt8] {
    Array("<s:Envelope xmlns:s=\"\(space)\"><s:Body>\(body)</s:Body></s:Envelope>".utf8)
  }

  @Test func `an answer gives its fields`() throws {
    let answer = try SOAPReply(
      reply("<AskResponse><Status> 100\n</Status><Text>x</Text></AskResponse>"), to: "Ask")
    #expect(try answer.number("Status") == 100 && (try answer.text("Text")) == "x")
    #expect(throws: SOAPError.missing("None")) { try answer.text("None") }
    #expect(throws: SOAPError.number("Text")) { try answer.number("Text") }
  }

  @Test func `a fault and what is no answer are told apart`() {
    func error(_ bytes: [UInt8]) -> SOAPError? {
      do {
        _ = try SOAPReply(bytes, to: "Ask")
        return nil
      } catch {
        return error
      }
    }
    let fault = "<s:Fault><faultcode>s:Server</faultcode><faultstring>down</faultstring></s:Fault>"
    #expect(error(reply(fault)) == .fault(code: "s:Server", text: "down"))
    #expect(error(reply("<OtherResponse/>")) == .otherOperation("OtherResponse"))
    #expect(error(reply("")) == .noEnvelope && error(reply("<AskResponse/><AskResponse/>")) == .noEnvelope)
    #expect(error(reply("<AskResponse/>", space: "urn:other")) == .noEnvelope)
    #expect(error(Array("<html><body>down</body></html>".utf8)) == .noEnvelope)
    #expect(error(Array("<html>".utf8)) == .xml(.malformed))
  }
}
