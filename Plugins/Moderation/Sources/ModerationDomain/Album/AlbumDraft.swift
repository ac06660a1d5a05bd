/// An album on its way: Telegram delivers its members one by one and in any order, and never says which is the last
/// (`media_group_id` of https://core.telegram.org/bots/api#message). It is taken as whole when nothing has come for a
/// while. Kept with each member, it is the same after a restart.
package struct AlbumDraft: Codable, Sendable, Equatable {
  /// How many members an album can have (https://core.telegram.org/bots/api#sendmediagroup).
  package static let limit = 10

  /// Telegram's name for it.
  package let group: String
  /// Whose it is.
  package let author: UserID
  /// In the author's order.
  package private(set) var media: [Media] = []
  /// The caption, which one of the members has.
  package private(set) var caption = FormattedText("")
  /// When it is whole, unless another member comes before.
  package private(set) var wholeAt: Moment
  /// The item it has become; nil while it is awaited.
  package private(set) var item: ItemID?
  /// Members that came after that, by message: they are shown to the author and never posted.
  package private(set) var late: [Int] = []

  /// Begins an album with the member that came first.
  package init(group: String, author: UserID, first: AlbumMember, at now: Moment, wait: Span) {
    self.group = group
    self.author = author
    wholeAt = now + wait
    insert(first)
  }

  /// Takes in another member.
  ///
  /// - Parameter itemIsDraft: whether the item that the album has become can still take it.
  package mutating func take(_ member: AlbumMember, at now: Moment, wait: Span, itemIsDraft: Bool)
    -> AlbumOutcome
  {
    let message = member.media.message
    // Updates are delivered at least once.
    if media.contains(where: { $0.message == message }) || late.contains(message) { return .known }
    guard media.count < Self.limit, item == nil || itemIsDraft else {
      late.append(message)
      return .late(item)
    }
    insert(member)
    if let item { return .joined(item) }
    wholeAt = now + wait
    return .waits(until: wholeAt)
  }

  /// Whether it is whole and has become no item yet.
  package func isWhole(at now: Moment) -> Bool { item == nil && now >= wholeAt }

  /// What it says and shows.
  package var content: Content { Content(text: caption, media: media) }

  /// It has become an item; what comes from now on is late.
  ///
  /// - Returns: false if it had become one before, which is then the one.
  package mutating func becomes(_ item: ItemID) -> Bool {
    if self.item != nil { return false }
    self.item = item
    return true
  }

  private mutating func insert(_ member: AlbumMember) {
    let place = media.firstIndex { $0.message > member.media.message } ?? media.count
    media.insert(member.media, at: place)
    if caption.text.isEmpty { caption = member.caption }
  }
}

/// One message of an album.
package struct AlbumMember: Sendable, Equatable {
  /// What it shows.
  package let media: Media
  /// What it says; empty for most members.
  package let caption: FormattedText

  /// Makes a member.
  package init(_ media: Media, caption: FormattedText = FormattedText("")) {
    self.media = media
    self.caption = caption
  }
}

/// What has become of a member.
package enum AlbumOutcome: Sendable, Equatable {
  /// It was there already.
  case known
  /// It is in, and more may come until then.
  case waits(until: Moment)
  /// It is in the item that the album has become, which was not handed in yet.
  case joined(ItemID)
  /// It came too late, or is one too many; the author is told, and the item's card says so.
  case late(ItemID?)
}
