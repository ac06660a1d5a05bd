/// How two requests of a durable route are told apart: those with one key are one request.
public enum DurableKey: Sendable {
  /// By the value of a header field such as `Idempotency-Key`, at most 256 bytes, and the path. A request without it
  /// is answered 400.
  case header(String)
  /// By method, path, query and body: for clients that send no key. Two orders that look the same are one.
  case body
}
