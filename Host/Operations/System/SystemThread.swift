internal import CHostSystem
internal import Glibc

/// A thread of one's own, for work that blocks: such work never sits on the cooperative pool.
package struct SystemThread: Sendable {
  private let handle: pthread_t

  private final class Start: Sendable {
    let name: String
    let body: @Sendable () -> Void
    init(_ name: String, _ body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }

  /// Starts a thread that runs body and ends with it. It must be joined or detached.
  ///
  /// - Parameter name: what `top -H` shows; Linux keeps its first 15 bytes.
  package static func start(
    _ name: String, _ body: @escaping @Sendable () -> Void
  ) throws(SystemFailure) -> SystemThread {
    let start = unsafe Unmanaged.passRetained(Start(name, body))
    var handle = pthread_t()
    let code = unsafe pthread_create(
      &handle, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        let start = unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        unsafe csystem_name_thread(String(decoding: start.name.utf8.prefix(15), as: UTF8.self))
        start.body()
        return nil
      }, start.toOpaque())
    guard code == 0 else {
      unsafe start.release()
      throw SystemFailure("pthread_create", name, code: code)
    }
    return SystemThread(handle: handle)
  }

  /// Waits until the thread has ended. Once only, and not together with ``detach()``.
  package func join() { pthread_join(handle, nil) }

  /// Lets the thread end by itself.
  package func detach() { pthread_detach(handle) }
}
