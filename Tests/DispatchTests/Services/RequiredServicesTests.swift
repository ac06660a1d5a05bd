import RoostJSON
import RoostManifestFormat
import Testing

@testable import HostDispatch

/// What a manifest requires, against what is provided.
@Suite struct RequiredServicesTests {
  private func absent(_ requires: String, from provided: [String]) throws -> [String] {
    let json = #"{"id": "shop", "version": "1.0.0", "services": {"requires": [\#(requires)]}}"#
    return try Manifest(JSONValue(parsing: json)).services.absent(from: provided)
  }

  @Test func `a name stands for itself, or for all that begin with it and a dot`() throws {
    let provided = ["payments.lookup", "payments.refund.start"]
    #expect(try absent(#""payments.lookup", "payments", "payments.refund""#, from: provided) == [])
    #expect(try absent(#""payments.look", "pay", "payments.refund.stop""#, from: provided).count == 3)
    #expect(try absent(#""payments""#, from: []) == ["payments"])
    #expect(try absent("", from: provided) == [])
  }
}
