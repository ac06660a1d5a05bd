import Glibc
import Roost

/// Starts a thread and does not end it.
struct OutlivesPlugin: Plugin {
  init(_ context: PluginContext) {}

  var handlers: [any Handler] {
    GET("/outlives") { _ in "still here\n" }
  }

  func start() throws {
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { _ in
        while true { sleep(60) }
      }, nil)
    guard code == 0 else { throw PluginError.permanent("no thread could be started (\(code))") }
    pthread_detach(thread)
  }
}
