import RoostTelegram
import Testing

/// Texts in several languages.
@Suite struct TextTableTests {
  private let texts = TextTable(
    [
      "en": [
        "hi": "Hi, {name}!", "n": .plural([.one: "{count} task", .other: "{count} tasks"]), "only": "en",
      ],
      "pt": ["hi": "Olá, {name}!"], "pt-BR": ["hi": "Oi, {name}!"],
      "ru": ["n": .plural([.one: "{count} дело", .few: "{count} дела", .many: "{count} дел"])],
    ], fallback: "en")

  @Test func `a text is looked for in the language, in what is left of it, and in the fallback`() {
    let name = ["name": "Ann"]
    #expect(texts("hi", in: "pt-br", name) == "Oi, Ann!" && texts("hi", in: "pt_PT", name) == "Olá, Ann!")
    #expect(texts("hi", in: "xx", name) == "Hi, Ann!" && texts("hi", in: "", name) == "Hi, Ann!")
    #expect(texts("only", in: "pt-br") == "en" && texts("gone", in: "en") == "gone")
    #expect(texts.missing(in: "pt", of: "en") == ["n", "only"])
  }

  @Test func `a count chooses the form, also that of a fallback`() {
    #expect(
      [1, 3, 11, 25].map { texts("n", in: "ru", count: $0) } == ["1 дело", "3 дела", "11 дел", "25 дел"])
    #expect([0, 1, 2].map { texts("n", in: "pt", count: $0) } == ["0 tasks", "1 task", "2 tasks"])
  }

  @Test func `what a value has in braces stays, and so does what has no value`() {
    #expect(texts("hi", in: "en", ["name": "{name}{count}"]) == "Hi, {name}{count}!")
    #expect(texts("hi", in: "en") == "Hi, {name}!")
  }

  /// The integer samples of CLDR 47's plurals.xml.
  @Test(arguments: [
    ("en", PluralCategory.one, [1]), ("en", .other, [0, 2, 5, 11, 21, 101, 1000]), ("de", .one, [1]),
    ("de", .other, [0, 2, 16]),
    ("tr", .one, [1]), ("tr", .other, [0, 2, 16, 100]), ("fa", .one, [0, 1]),
    ("fa", .other, [2, 3, 17, 100]),
    ("ru", .one, [1, 21, 31, 41, 51, 61, 71, 81, 101, 1001]),
    ("ru", .few, [2, 3, 4, 22, 23, 24, 32, 62, 102, 1002]),
    ("ru", .many, [0, 5, 11, 12, 13, 14, 19, 100, 111, 112, 1000]), ("uk", .few, [3, 24]), ("ar", .zero, [0]),
    ("ar", .one, [1]), ("ar", .two, [2]), ("ar", .few, [3, 10, 103, 110, 1003]),
    ("ar", .many, [11, 26, 99, 111, 1011]), ("ar", .other, [100, 102, 200, 202, 300, 1000]),
    ("ja", .other, [0, 1, 2]),
    ("RU-ru", .few, [2, -3]),
  ])
  func `plurals are those of CLDR`(_ language: String, _ category: PluralCategory, _ counts: [Int]) {
    for count in counts {
      #expect(PluralCategory(count, language: language) == category, "\(language) \(count)")
    }
  }
}
