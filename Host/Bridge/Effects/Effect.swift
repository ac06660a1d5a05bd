/// What a commit causes beside what it writes into the plugin's state.
package enum Effect: Sendable, Equatable {
  /// A message to all who want a topic; those of one lane come in order.
  case publish(topic: String, body: [UInt8], lane: Int64)
  /// A job that falls due at a time in milliseconds since 1970, in the place of one of its name.
  case schedule(name: String, due: Int64, body: [UInt8])
  /// A job that does not fall due any more.
  case cancel(name: String)
  /// A request that is sent, a block of `fetch.h`; what came of it is an event of a name. Of those of one lane the next
  /// is sent when the one before has its outcome; 0 is the lane of the event in hand.
  case fetch(outcome: String, request: [UInt8], lane: Int64)
  /// A call of the Bot API that is made, a block of `telegram.h`; outcome and lane as of ``fetch(outcome:request:lane:)``.
  case telegram(outcome: String, call: [UInt8], lane: Int64)
  /// Something for the operator's notice.
  case notice(subject: String, text: [UInt8])
}
