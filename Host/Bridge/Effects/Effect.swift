/// What a commit causes beside what it writes into the plugin's state.
package enum Effect: Sendable, Equatable {
  /// A message to all who want a topic; those of one lane come in order.
  case publish(topic: String, body: [UInt8], lane: Int64)
  /// A job that falls due at a time in milliseconds since 1970, in the place of one of its name.
  case schedule(name: String, due: Int64, body: [UInt8])
  /// A job that does not fall due any more.
  case cancel(name: String)
}
