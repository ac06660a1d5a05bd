import Roost

/// Waits for something that never comes, and does not look whether anybody still wants it.
struct ForgetsPlugin: Plugin {
  init(_ context: PluginContext) {}

  var handlers: [any Handler] {
    GET("/forgets", deadline: .milliseconds(100)) { _ async -> String in
      await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
      return "never\n"
    }
  }
}
