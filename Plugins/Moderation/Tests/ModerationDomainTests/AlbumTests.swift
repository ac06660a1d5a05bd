import ModerationDomain
import RoostJSON
import Testing

@Suite struct AlbumTests {
  private let start = Moment(seconds: 1_800_000_000)
  private let wait = Span.seconds(2)
  private let item = ItemID(rawValue: 3)

  private func member(_ message: Int, _ caption: String = "") -> AlbumMember {
    AlbumMember(
      Media(kind: .photo, fileID: "f\(message)", uniqueID: "u\(message)", message: message),
      caption: FormattedText(caption))
  }

  private func take(_ message: Int, _ album: inout AlbumDraft, after span: Span = .seconds(0), isDraft: Bool)
    -> AlbumOutcome
  { album.take(member(message), at: start + span, wait: wait, itemIsDraft: isDraft) }

  private func draft(_ first: AlbumMember) -> AlbumDraft {
    AlbumDraft(group: "g", author: UserID(rawValue: 1), first: first, at: start, wait: wait)
  }

  @Test func `ten members in any order are one album in the author's order`() {
    let order = [7, 3, 10, 1, 9, 2, 8, 5, 4, 6]
    var album = draft(member(order[0]))
    for message in order.dropFirst() {
      let outcome = album.take(
        member(message, message == 5 ? "all ten" : ""), at: start, wait: wait, itemIsDraft: false)
      #expect(outcome == .waits(until: start + wait))
    }
    #expect(album.content.media.map(\.message) == Array(1...10))
    #expect(album.content.text.text == "all ten")
  }

  @Test func `each member lengthens the wait, also over a restart`() throws {
    var album = draft(member(1))
    #expect(album.isWhole(at: start + wait))
    #expect(
      take(2, &album, after: .seconds(1), isDraft: false)
        == .waits(until: start + .seconds(3)))
    album = try JSONCoder.decode(AlbumDraft.self, from: try JSONCoder.encode(album))
    #expect(!album.isWhole(at: start + wait))
    #expect(album.isWhole(at: start + .seconds(3)))
    #expect(album.content.media.map(\.message) == [1, 2])
  }

  @Test func `a member that comes twice is there once`() {
    var album = draft(member(1))
    #expect(take(1, &album, isDraft: true) == .known)
    #expect(album.content.media.count == 1)
  }

  @Test func `a late member joins a draft, and is only told of after that`() {
    var album = draft(member(2))
    let first = album.becomes(item)
    let second = album.becomes(ItemID(rawValue: 4))
    #expect(first && !second)
    #expect(!album.isWhole(at: start + wait))
    #expect(take(1, &album, isDraft: true) == .joined(item))
    #expect(take(3, &album, isDraft: false) == .late(item))
    #expect(take(3, &album, isDraft: true) == .known)
    #expect(album.content.media.map(\.message) == [1, 2])
    #expect(album.late == [3])
  }

  @Test func `no album has more than ten members`() {
    var album = draft(member(1))
    for message in 2...10 { _ = album.take(member(message), at: start, wait: wait, itemIsDraft: false) }
    #expect(take(11, &album, isDraft: false) == .late(nil))
  }
}
