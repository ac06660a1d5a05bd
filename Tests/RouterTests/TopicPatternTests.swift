import HostRouter
import Testing

/// Which topics a pattern means.
@Suite struct TopicPatternTests {
  @Test(arguments: [
    ("shop.sold", "shop.sold", true), ("shop.sold", "shop.sole", false),
    ("shop.sold", "shop.sold.out", false),
    ("shop.*", "shop.sold", true), ("shop.*", "shop", false), ("shop.*", "shop.a.b", false),
    ("*.sold", "shop.sold", true), ("shop.**", "shop.sold", true), ("shop.**", "shop.a.b", true),
    ("shop.**", "shop", false), ("shop.**", "shopping.a", false), ("**", "shop", true), ("*", "shop", true),
    ("*", "shop.a", false), ("shop.*.out", "shop.sold.out", true),
  ])
  func `a pattern means`(_ pattern: String, _ topic: String, _ isMeant: Bool) throws {
    #expect(try #require(TopicPattern(pattern)).matches(topic) == isMeant)
  }

  @Test(arguments: ["", ".", "a.", ".a", "a..b", "**.a", "a.**.b", "a b", "a.b*", "a.***", "ä", "a/b", "a\0"])
  func `what is none is refused`(_ text: String) {
    #expect(TopicPattern(text) == nil)
    #expect(!TopicPattern.isTopic(text))
  }

  @Test func `names and patterns have at most 128 bytes`() {
    let longest = String(repeating: "a", count: 128)
    #expect(TopicPattern.isTopic(longest) && TopicPattern(longest) != nil)
    #expect(!TopicPattern.isTopic(longest + "a") && TopicPattern(longest + "a") == nil)
  }

  @Test func `a pattern is no topic, and only one without stars is exact`() throws {
    for text in ["a.*", "**", "*"] {
      #expect(!TopicPattern.isTopic(text))
      #expect(try !#require(TopicPattern(text)).isExact)
    }
    #expect(try #require(TopicPattern("a.b-c_D9")).isExact)
  }

  @Test(arguments: [
    ("shop.**", "shop.sold", true), ("shop.**", "shop.*", true), ("shop.**", "shop.a.b", true),
    ("shop.**", "shop.**", true), ("shop.**", "shop.a.**", true), ("shop.**", "shop", false),
    ("shop.**", "*.sold", false), ("shop.*", "shop.sold", true), ("shop.*", "shop.**", false),
    ("shop.*", "shop.a.b", false), ("shop.sold", "shop.*", false), ("**", "shop.**", true),
    ("*", "**", false),
    ("*.*", "shop.*", true), ("shop.a.**", "shop.**", false),
  ])
  func `a grant covers`(_ grant: String, _ asked: String, _ isCovered: Bool) throws {
    #expect(try #require(TopicPattern(grant)).covers(#require(TopicPattern(asked))) == isCovered)
  }

  /// What is covered must mean nothing that the grant does not.
  @Test func `nothing escapes a grant that covers it`() throws {
    let parts = ["a", "b", "*", "**"]
    var patterns: [String] = []
    for first in parts {
      patterns.append(first)
      for second in parts {
        patterns.append("\(first).\(second)")
        for third in parts { patterns.append("\(first).\(second).\(third)") }
      }
    }
    let known = patterns.compactMap { TopicPattern($0) }
    let topics = patterns.filter { TopicPattern.isTopic($0) } + ["a.b.a.b", "c", "a.c", "c.a", "a.b.c"]
    for grant in known {
      for asked in known where grant.covers(asked) {
        for topic in topics where asked.matches(topic) {
          #expect(grant.matches(topic), "\(grant) covers \(asked), which means \(topic)")
        }
      }
    }
  }
}
