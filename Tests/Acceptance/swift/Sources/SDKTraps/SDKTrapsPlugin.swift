import Roost

/// The traps as `roost dev` would build them: with the standard library's messages.
struct SDKTrapsPlugin: Plugin {
  init(_ context: PluginContext) {}

  var handlers: [any Handler] {
    GET("/traps/mark") { _ in "one\n" }
    Traps.handlers(under: "/traps")
  }
}
