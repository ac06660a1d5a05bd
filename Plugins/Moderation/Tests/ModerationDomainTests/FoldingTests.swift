import Testing

@testable import ModerationDomain

@Suite struct FoldingTests {
  @Test(arguments: [
    ("раураl", "paypal"), ("ＰＡＹ　ｐａｌ", "pay pal"), ("𝓟𝓪𝔂𝐏𝐚𝐥 𝟗", "paypal 9"), ("Ⓟⓐⓨ 🅿🄰🅈", "pay pay"),
    ("pa\u{200B}y\u{301}p\u{AD}al", "paypal"),
    ("  Déjà\n\tvu ", "deja vu"), ("ЗАРАБОТОК", "3apa6otok"), ("Ёлка", "eлka"), ("①②", "12"),
  ]) func `what looks the same is the same`(text: String, folded: String) {
    #expect(Folding.text(text) == folded)
  }

  @Test func `a folded text is folded`() {
    let text = "Смешанный Tекст with Ünïcode 𝔛 and ９"
    #expect(Folding.text(Folding.text(text)) == Folding.text(text))
  }

  @Test(arguments: [1e-300, 0.1, 0.5, 1, 1.9999, 2, 3, 1e100])
  func `logarithms are right`(number: Double) {
    // e to the power of it, by its series from a small part on.
    let logarithm = Logarithm.natural(number)
    var power = 1.0
    for step in stride(from: 20.0, through: 1, by: -1) { power = 1 + power * (logarithm / 1024) / step }
    for _ in 0..<10 { power *= power }
    #expect(abs(power / number - 1) < 1e-9)
  }
}
