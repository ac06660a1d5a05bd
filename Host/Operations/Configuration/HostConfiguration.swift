/// What `roost.yaml`, the environment and the flags say, checked and complete.
///
/// All paths are absolute or relative to the process's folder as the file's own path is.
package struct HostConfiguration: Sendable, Equatable {
  /// Most event loops: a worker has a channel for each, `WORKER_LOOPS_MAX` of `frames.h`.
  package static let maximumLoops = 256

  /// The public listeners; at least one.
  package var listeners: [Listener]
  /// The admin listener; nil when it is off.
  package var admin: ListenAddress?
  /// The unix socket that commands reach the host by.
  package var control: String
  /// Where plugins come from.
  package var plugins: Plugins
  /// How plugins' processes are run and watched.
  package var workers: Workers
  /// Where plugins' state is kept.
  package var state: State
  /// How much plugins keep in their folders.
  package var files: Files
  /// Blocks of proxies whose forwarded headers are believed.
  package var trustedProxies: [CIDR]
  /// Bounds of the public HTTP server.
  package var http: HTTP
  /// Bounds of plugins' handlers.
  package var dispatch: Dispatch
  /// Bounds of kept events.
  package var events: Events
  /// Requests to servers elsewhere.
  package var fetch: Fetch
  /// How long a stopping host waits for handlers.
  package var drain: Duration
  /// Event loops; nil is one a core, as far as ``maximumLoops`` goes.
  package var loops: Int?
  /// What is logged, and how.
  package var log: Log
  /// The bots that updates are received for, in the file's order.
  package var bots: [Bot]
  /// Bots whose tokens the host keeps.
  package var telegram: Telegram
  /// The secrets that plugins may be granted, in the file's order.
  package var secrets: [NamedSecret]

  /// One public listener.
  package struct Listener: Sendable, Equatable {
    /// Where it listens.
    package var address: ListenAddress
    /// Its certificate; nil for plain HTTP.
    package var tls: TLS?
  }

  /// A listener's certificate.
  package struct TLS: Sendable, Equatable {
    /// The file of the PEM certificate chain.
    package var certificate: String
    /// The file of the PEM private key.
    package var key: String
  }

  /// Where plugins come from.
  package struct Plugins: Sendable, Equatable {
    /// The folder of `NAME.so` and `NAME.yaml`.
    package var folder: String
    /// The folder of private copies.
    package var cache: String
    /// How often the folder is read again without having been seen to change.
    package var rescan: Duration
    /// How long a file must be unchanged before it is taken.
    package var quiet: Duration
    /// Whether a plugin needs a signature.
    package var signatures: Signatures
    /// PEM files of the Ed25519 public keys that may sign.
    package var keys: [String]
  }

  /// Whether a plugin needs a signature.
  package enum Signatures: String, Sendable, CaseIterable {
    /// None is looked at.
    case off
    /// A plugin without a valid one is refused.
    case required
  }

  /// Bounds of the public HTTP server.
  package struct HTTP: Sendable, Equatable {
    /// Bytes of a request line; more is answered 414.
    package var maxLineBytes: Int
    /// Bytes of a request's headers; more is answered 431.
    package var maxHeaderBytes: Int
    /// Headers of a request; more is answered 431.
    package var maxHeaderCount: Int
    /// Bytes of a request's body; more is answered 413. A route's own limit may be lower.
    package var maxBodyBytes: Int
    /// How long the headers may take.
    package var headerTimeout: Duration
    /// How long a body may pause.
    package var bodyTimeout: Duration
    /// How long a connection may wait for its next request.
    package var idleTimeout: Duration
    /// How long a client may take nothing of an answer.
    package var writeTimeout: Duration
    /// Connections open at once.
    package var maxConnections: Int
  }

  /// Bounds of plugins' handlers.
  package struct Dispatch: Sendable, Equatable {
    /// The default and upper bound of a handler's deadline.
    package var deadline: Duration
    /// Handlers of one plugin running at once, unless it says otherwise.
    package var concurrency: Int
    /// Events waiting for one plugin, unless it says otherwise.
    package var queue: Int
  }

  /// What is logged, and how.
  package struct Log: Sendable, Equatable {
    /// The least severe level that is logged.
    package var level: Level
    /// The lines' form.
    package var format: Format

    /// The levels of swift-log, by its names.
    package enum Level: String, Sendable, CaseIterable {
      case trace, debug, info, notice, warning, error, critical
    }

    /// The lines' form.
    package enum Format: String, Sendable, CaseIterable {
      /// For people.
      case console
      /// One JSON object a line.
      case json
    }
  }

  /// A bot that updates are received for.
  package struct Bot: Sendable, Equatable {
    /// Its name: `[a-z][a-z0-9_-]{0,31}`.
    package var name: String
    /// The webhook's path, beginning with `/telegram/`; no other bot has it.
    package var path: String
    /// What Telegram sends in `X-Telegram-Bot-Api-Secret-Token` (Bot API, setWebhook).
    package var secret: Secret
    /// The ids of the plugins that its updates go to, in order; at least one.
    package var plugins: [String]
    /// Whether its updates are kept until they are dealt with.
    package var delivery = Delivery.direct
  }

  /// What becomes of a bot's updates.
  package enum Delivery: String, Sendable, CaseIterable {
    /// Each goes to its handler at once, at most once; the answer to the webhook may carry a call.
    case direct
    /// Each is kept, and handled until it has been dealt with.
    case durable
  }
}
