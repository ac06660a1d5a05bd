import RoostManifestFormat
import Testing

/// Versions.
@Suite struct SemanticVersionTests {
  /// Semantic Versioning 2.0.0, section 11, and numbers that text order would get wrong.
  @Test func `versions are ordered by precedence`() throws {
    let ordered = try [
      "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
      "1.0.0-rc.1", "1.0.0", "1.0.9", "1.0.10", "1.10.0", "2.0.0",
    ].map { try #require(SemanticVersion($0)) }
    for (one, other) in zip(ordered, ordered.dropFirst()) {
      #expect(one < other)
      #expect(!(other < one))
    }
  }

  @Test(arguments: ["1.2.3", "0.0.0", "1.2.3-rc.1", "1.2.3-0a.-", "1.2.3+007", "1.2.3-x+y.z"])
  func `a version is written as it was read`(text: String) {
    #expect(SemanticVersion(text)?.description == text)
  }

  @Test(arguments: [
    "", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3+", "1.2.3-a..b", "v1.2.3", "1.2.-3",
    "1.2.3 ", "1.2.9999999999", "1.2.3-é",
  ]) func `anything else is not a version`(text: String) {
    #expect(SemanticVersion(text) == nil)
  }
}
