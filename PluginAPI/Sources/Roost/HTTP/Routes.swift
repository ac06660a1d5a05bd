/// How a route takes the request's body.
public enum BodyMode: Sendable {
  /// Whole, before the handler is called; up to `limit` bytes, by default the host's. Longer: 413.
  case buffered(limit: Int? = nil)
  /// Through ``Request/bodyPieces`` while the handler runs, up to `limit` bytes.
  case streamed(limit: Int? = nil)
}

/// A route's handler: an answer at once, or later.
public enum RouteAction: Sendable {
  /// Runs on the event loop and must not block: the fastest way to answer.
  case sync(@Sendable (Request) throws -> Response)
  /// Runs as a task on the event loop; what blocks belongs on a thread of its own.
  case async(@Sendable (Request) async throws -> Response)
}

/// A route of one HTTP method. `{name}` takes one segment, `{name...}` at the end takes the rest.
public protocol Route: Handler {
  /// The method's name in capitals.
  static var method: String { get }
  /// The route's parts.
  var definition: RouteDefinition { get }
  /// Makes a route from its parts.
  init(definition: RouteDefinition)
}

/// The parts of a route.
public struct RouteDefinition: Sendable {
  let pattern: String
  let body: BodyMode
  let durable: DurableKey?
  let deadline: Duration?
  let action: RouteAction
}

extension Route {
  /// A route whose handler answers at once, without suspending.
  ///
  /// - Parameters:
  ///   - pattern: the path, with its parameters in braces.
  ///   - body: how the request's body comes.
  ///   - durable: keeps each request and answers it 202 before the handler has it; one that comes again, by the key that
  ///     is named, is answered the same and handled once. See <doc:DurableRoutes>. Not for GET, and not with a streamed
  ///     body.
  ///   - deadline: until when it must be answered, if it is to be less than the plugin's.
  ///   - handler: answers.
  public init<Answer: ResponseConvertible & SendableMetatype>(
    _ pattern: String, body: BodyMode = .buffered(), durable: DurableKey? = nil, deadline: Duration? = nil,
    _ handler: @escaping @Sendable (Request) throws -> Answer
  ) {
    self.init(
      definition: RouteDefinition(
        pattern: pattern, body: body, durable: durable, deadline: deadline,
        action: .sync { try handler($0).response() }))
  }

  /// A route whose handler may suspend.
  ///
  /// - Parameters:
  ///   - pattern: the path, with its parameters in braces.
  ///   - body: how the request's body comes.
  ///   - durable: keeps each request and answers it 202 before the handler has it; see <doc:DurableRoutes>.
  ///   - deadline: until when it must be answered, if it is to be less than the plugin's.
  ///   - handler: answers.
  public init<Answer: ResponseConvertible & SendableMetatype>(
    _ pattern: String, body: BodyMode = .buffered(), durable: DurableKey? = nil, deadline: Duration? = nil,
    _ handler: @escaping @Sendable (Request) async throws -> Answer
  ) {
    self.init(
      definition: RouteDefinition(
        pattern: pattern, body: body, durable: durable, deadline: deadline,
        action: .async { try await handler($0).response() }))
  }

  /// Registers with the host.
  public func register() throws { try Registrar.route(Self.method, definition) }
}

/// Answers GET, and HEAD with it.
public struct GET: Route {
  /// `GET`
  public static let method = "GET"
  /// The parts.
  public let definition: RouteDefinition
  /// From parts.
  public init(definition: RouteDefinition) { self.definition = definition }
}

/// Answers POST.
public struct POST: Route {
  /// `POST`
  public static let method = "POST"
  /// The parts.
  public let definition: RouteDefinition
  /// From parts.
  public init(definition: RouteDefinition) { self.definition = definition }
}

/// Answers PUT.
public struct PUT: Route {
  /// `PUT`
  public static let method = "PUT"
  /// The parts.
  public let definition: RouteDefinition
  /// From parts.
  public init(definition: RouteDefinition) { self.definition = definition }
}

/// Answers PATCH.
public struct PATCH: Route {
  /// `PATCH`
  public static let method = "PATCH"
  /// The parts.
  public let definition: RouteDefinition
  /// From parts.
  public init(definition: RouteDefinition) { self.definition = definition }
}

/// Answers DELETE.
public struct DELETE: Route {
  /// `DELETE`
  public static let method = "DELETE"
  /// The parts.
  public let definition: RouteDefinition
  /// From parts.
  public init(definition: RouteDefinition) { self.definition = definition }
}
