import Roost

/// Says hello: `GET /hello/NAME` over HTTP, `/start` and a button in Telegram.
struct HelloPlugin: Plugin {
  struct Configuration: Decodable {
    let greeting: String
  }
  let greeting: String

  init(_ context: PluginContext) throws {
    greeting = try context.configuration(as: Configuration.self).greeting
  }

  var handlers: [any Handler] {
    GET("/hello/{name}") { request in "\(greeting), \(request["name"])!\n" }
    OnCommand("start") { update in
      update.arguments.isEmpty ? "\(greeting)!" : "\(greeting), \(update.arguments)!"
    }
    OnCallback("hello:") { update in UpdateReply.answer("\(greeting) again!") }
    OnUpdate(.message) { update in "You said: \(update.text)" }
  }
}
