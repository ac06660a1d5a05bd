package import HostOperations
package import NIOCore

/// The bounds of a connection.
package struct IngressLimits: Sendable {
  /// Bytes of a request's target.
  package var line: Int
  /// Bytes of all header fields.
  package var header: Int
  /// Header fields.
  package var headerCount: Int
  /// Bytes of a body, whatever the route says.
  package var body: Int
  /// For a head, from its first byte.
  package var headerTime: TimeAmount
  /// For a body, from its head; a second more for each KiB that has come.
  package var bodyTime: TimeAmount
  /// Between requests.
  package var idleTime: TimeAmount
  /// For a client that does not read.
  package var writeTime: TimeAmount
  /// Connections at a time.
  package var connections: Int

  /// The bounds of a configuration.
  package init(_ http: HostConfiguration.HTTP) {
    line = http.maxLineBytes
    header = http.maxHeaderBytes
    headerCount = http.maxHeaderCount
    body = http.maxBodyBytes
    headerTime = TimeAmount(http.headerTimeout)
    bodyTime = TimeAmount(http.bodyTimeout)
    idleTime = TimeAmount(http.idleTimeout)
    writeTime = TimeAmount(http.writeTimeout)
    connections = http.maxConnections
  }
}

/// An answer the host gives by itself, on the admin listener.
package struct OwnAnswer: Sendable {
  /// The status code.
  package var status: UInt32
  /// The body's type.
  package var contentType: String
  /// The body.
  package var body: String

  /// Makes an answer.
  package init(status: UInt32, contentType: String, body: String) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}

/// Who answers the requests of a listener.
package enum Service: Sendable {
  /// Plugins' routes and bots' webhooks.
  case plugins
  /// The host itself; nil is 404.
  case own(@Sendable (_ path: String, _ accept: String?) -> OwnAnswer?)
}
