import Roost

/// Takes for granted that a name has four bytes.
struct TrapsPlugin: Plugin {
  init(_ context: PluginContext) {}

  var handlers: [any Handler] {
    GET("/traps/{name}") { request in "\(Array(request["name"].utf8)[3])\n" }
  }
}
