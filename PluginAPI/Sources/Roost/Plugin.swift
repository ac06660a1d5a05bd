/// A plugin: one type, made anew for each generation that is loaded.
///
/// ```swift
/// struct Hello: Plugin {
///   init(_ context: PluginContext) {}
///
///   var handlers: [any Handler] {
///     GET("/hello/{name}") { request in "Hello, \(request["name"])!" }
///     OnCommand("start") { update in UpdateReply.text("Hello!") }
///   }
/// }
/// ```
///
/// The type is named as `principal` in the target's `plugin.json`.
public protocol Plugin: Sendable {
  /// Makes the plugin from its configuration. Called before an older generation stops, so it must
  /// not act on the outside world; throwing refuses the plugin with the error's text.
  init(_ context: PluginContext) async throws

  /// What the plugin serves. Read once, after the state was imported and ``start()`` returned.
  @HandlerBuilder var handlers: [any Handler] { get }

  /// How what is kept in ``PluginContext/state`` is turned from one version to another; none by default. See
  /// ``StateMigration``.
  @MigrationBuilder static var migrations: [StateMigration] { get }

  /// Begins work beside the handlers. Throwing leaves the older generation serving.
  func start() async throws

  /// Ends background work: no new events follow. Events in hand may still finish.
  func drain() async throws

  /// Serves again after a drain whose hand-over failed.
  func resume() async throws

  /// The last call, after which the plugin is freed.
  func stop() async throws
}

extension Plugin {
  /// None.
  public static var migrations: [StateMigration] { [] }
  /// Does nothing.
  public func start() async throws {}
  /// Does nothing.
  public func drain() async throws {}
  /// Does nothing.
  public func resume() async throws {}
  /// Does nothing.
  public func stop() async throws {}
}

/// A plugin that hands its state to the next generation.
///
/// Its manifest says so with `"handover": "exclusive"` and `"state": {"writes": 2, "reads": [1, 2]}`.
/// The host drains the old generation, exports from it, imports into the new one, and only then
/// lets waiting requests through; if anything fails the old generation resumes.
public protocol StatefulPlugin: Plugin {
  /// The state, in the form of the manifest's `state.writes`. No event is in hand any more.
  func exportState() async throws -> [UInt8]

  /// Takes over what another generation exported, in one of the forms of `state.reads`.
  ///
  /// - Parameters:
  ///   - state: the bytes as exported, valid during the call and freely copied.
  ///   - version: the `state.writes` of the generation that exported them.
  func importState(_ state: [UInt8], version: Int) async throws
}
