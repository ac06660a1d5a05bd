public import Roost
import RoostJSON

/// The types of the Bot API, by the names they have there; its methods, such as ``SendMessage``, stand outside.
///
/// A type that is received is a view: it finds a field when it is asked for, and copies nothing. A field that must be
/// there and is not, or is of another sort, reads as 0, false, an empty text or an empty object, so that an update of a
/// later version of the API is never refused; an optional one is nil. A type that is sent has an initialiser.
public enum Telegram {}

extension Update {
  /// The whole update, typed. Unlike ``/Roost/Update`` it may be kept as long as wanted.
  ///
  /// - Throws: `JSONError` when it is no JSON.
  public func typed() throws -> Telegram.Update {
    Telegram.Update(json: try unsafe withJSON { try unsafe JSONView(parsing: $0) })
  }
}
