import CRoost
import HostRouter

/// How long events make sense.
enum ExpiryPolicy {
  /// For how long an update of a kind can be answered, in milliseconds since it came; nil is for ever.
  ///
  /// A callback query can be answered for a while that Telegram does not name, and is found "too old" after some
  /// minutes; a pre-checkout query within 10 seconds (https://core.telegram.org/bots/api#precheckoutquery).
  static func life(ofUpdate kind: UInt32) -> Int64? {
    switch Int32(bitPattern: kind) {
    case ROOST_UPDATE_CALLBACK_QUERY: 150_000
    case ROOST_UPDATE_PRE_CHECKOUT_QUERY: 10_000
    default: nil
    }
  }
}
