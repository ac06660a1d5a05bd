import Testing

@testable import ModerationDomain

@Suite struct DuplicateTests {
  private let now = Moment(seconds: 1_800_000_000)
  private static let long =
    "we walked along the river for hours and saw nobody but two herons and a very old dog"

  @Test func `the same text is found, with the item that had it first`() {
    var checks = Checks()
    checks.texts.insert(Self.long, of: ItemID(rawValue: 3))
    checks.texts.insert(Self.long, of: ItemID(rawValue: 4))
    func original(_ text: String, item: Int64 = 9) -> ItemID? {
      let input = CheckInput(item: ItemID(rawValue: item), content: Content(text: FormattedText(text)))
      for case .suspicious(_, let original) in checks.run(input, at: now).filter({ $0.check == .repeatedText }
      ).map(\.result) {
        return original
      }
      return nil
    }
    #expect(original(Self.long) == ItemID(rawValue: 3))
    // Cyrillic о and е, other case, a word more.
    let changed = Self.long.replacing("o", with: "о").replacing("e", with: "е").uppercased() + " there"
    #expect(original(changed) == ItemID(rawValue: 3))
    #expect(
      original("we walked along the river for an hour, then it rained and everybody went home wet and happy")
        == nil)
    // An edit is no copy of what it was.
    checks.texts.remove(ItemID(rawValue: 4))
    #expect(original(Self.long, item: 3) == nil)
  }

  @Test func `short texts are no copies, and old ones are forgotten`() {
    var index = TextIndex(capacity: 2)
    index.insert("nice!", of: ItemID(rawValue: 1))
    #expect(index.nearest(to: Words.folded("nice!"), except: ItemID(rawValue: 9)) == nil)
    index.insert("good morning everybody", of: ItemID(rawValue: 1))
    #expect(
      index.nearest(to: Words.folded("Good morning, everybody"), except: ItemID(rawValue: 9))?.likeness == 1)
    index.insert(Self.long, of: ItemID(rawValue: 2))
    index.insert("something else that is long enough", of: ItemID(rawValue: 3))
    #expect(index.nearest(to: Words.folded("good morning everybody"), except: ItemID(rawValue: 9)) == nil)
    #expect(index.nearest(to: Words.folded(Self.long), except: ItemID(rawValue: 9)) != nil)
  }

  private func photo(_ id: String, digest: String? = nil, hash: UInt64? = nil) -> Media {
    Media(kind: .photo, fileID: id, uniqueID: id, message: 1, digest: digest, pictureHash: hash)
  }

  @Test func `the same picture is found by name, by bytes and by looks`() {
    var index = MediaIndex(capacity: 2)
    let hash: UInt64 = 0x0F0F_1234_5678_9ABC
    index.insert([photo("a", digest: "d", hash: hash)], of: ItemID(rawValue: 1))
    func found(_ media: Media, item: Int64 = 9) -> ItemID? {
      index.original(of: media, except: ItemID(rawValue: item), distance: 6)?.item
    }
    #expect(found(photo("a")) == ItemID(rawValue: 1))
    #expect(found(photo("b", digest: "d")) == ItemID(rawValue: 1))
    #expect(found(photo("b", hash: hash ^ 0b111111)) == ItemID(rawValue: 1))
    #expect(found(photo("b", digest: "e", hash: hash ^ 0b1111111)) == nil)
    #expect(found(photo("a", digest: "d", hash: hash), item: 1) == nil)
    // A white picture is like any other.
    index.insert([photo("w", hash: 0)], of: ItemID(rawValue: 2))
    #expect(found(photo("v", hash: 0)) == nil)
    index.insert([photo("s", hash: 0b111111)], of: ItemID(rawValue: 2))
    #expect(found(photo("v", hash: 0)) == nil)
    index.insert([photo("c")], of: ItemID(rawValue: 3))
    #expect(found(photo("a", digest: "d", hash: hash)) == nil)
  }
}
