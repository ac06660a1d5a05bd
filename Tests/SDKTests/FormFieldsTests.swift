@testable import Roost
import Testing

/// Queries and forms.
@Suite struct FormFieldsTests {
  @Test(
    arguments: [
      ("", []), ("a=1", ["a=1"]), ("a=1&b=2&a=3", ["a=1", "b=2", "a=3"]), ("a", ["a="]), ("=1", ["=1"]),
      ("&&a=1&", ["a=1"]),
      ("a=b=c", ["a=b=c"]), ("a+b=c+d", ["a b=c d"]), ("a%20b=%C3%BC", ["a b=ü"]), ("a=%2B%26%3D", ["a=+&="]),
      ("a=%", ["a=%"]), ("a=%4", ["a=%4"]), ("a=%zz%41", ["a=%zzA"]), ("a=%FF", ["a=\u{FFFD}"]),
      ("a=%00", ["a=\0"]),
    ] as [(String, [String])])
  func `fields are decoded as the URL standard says`(_ text: String, _ expected: [String]) {
    #expect(FormFields(text).fields.map { "\($0.name)=\($0.value)" } == expected)
  }

  @Test func `a name's first value and all of them`() {
    let fields = FormFields("a=1&b=2&a=3")
    #expect(fields.first("a") == "1")
    #expect(fields.all("a") == ["1", "3"])
    #expect(fields.first("c") == nil)
    #expect(fields.all("c") == [])
  }
}
