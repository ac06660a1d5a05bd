/// What is sent to a channel.
package struct Post: Sendable, Equatable {
  /// Why there is no post.
  package enum Failure: Error, Sendable, Equatable {
    /// Text and footer are longer than Telegram takes, by so many UTF-16 code units.
    case tooLong(by: Int)
    /// An album has more members than Telegram takes.
    case tooManyMedia
    /// There is nothing in it.
    case empty
  }

  /// How long a message can be (https://core.telegram.org/bots/api#sendmessage).
  package static let textLimit = 4096
  /// How long a caption can be (https://core.telegram.org/bots/api#sendphoto).
  package static let captionLimit = 1024

  /// The text, or the caption.
  package let text: FormattedText
  /// In their order.
  package let media: [Media]

  /// Puts content and footer together; an empty line lies between them.
  package init(_ content: Content, footer: FormattedText) throws(Failure) {
    guard !content.isEmpty else { throw .empty }
    guard content.media.count <= AlbumDraft.limit else { throw .tooManyMedia }
    var text = content.text
    if !footer.text.isEmpty {
      text = text.text.isEmpty ? footer : text.appending(FormattedText("\n\n")).appending(footer)
    }
    let limit = content.media.isEmpty ? Self.textLimit : Self.captionLimit
    let length = text.text.utf16.count
    guard length <= limit else { throw .tooLong(by: length - limit) }
    self.text = text
    media = content.media
  }
}
