/// The times that a store goes by, in milliseconds.
struct RedisClocks: Sendable {
  /// What decides, since 1970, what has ended; nil is the server's clock, which several hosts share.
  var wall: (@Sendable () -> Int64)?
  /// See ``StateClock/steady``. It keeps a server's clock that is set ahead from dropping receipts.
  var steady: @Sendable () -> Int64
}
