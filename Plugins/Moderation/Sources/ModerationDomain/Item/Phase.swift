/// How far an item has come.
package enum Phase: String, Codable, Sendable, CaseIterable {
  /// The author is still at it.
  case draft
  /// Handed in; the checks run.
  case submitted
  /// Somebody has to decide.
  case inReview = "in_review"
  /// To be published; no time was chosen yet.
  case approved
  /// To be published at its time.
  case scheduled
  /// Being sent, or waiting to be sent again.
  case publishing
  /// In all its channels.
  case published
  /// At least one send may or may not have arrived.
  case unknown
  /// At least one send has not arrived.
  case failed
  /// Not to be published.
  case rejected
  /// Back at the author, who may hand it in again.
  case changesRequested = "changes_requested"
  /// The author's wish, or the author was banned.
  case withdrawn
  /// Taken back; once its posts are gone it is reviewed again.
  case undone

  /// Whether the author may still change it or take it back.
  var isOpen: Bool {
    switch self {
    case .draft, .submitted, .inReview, .changesRequested: true
    default: false
    }
  }
}
