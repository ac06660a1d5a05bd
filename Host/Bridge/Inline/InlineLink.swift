import CHostSystem
package import CRoost
import Glibc
package import HostLoader
import HostOperations

/// A plugin opened in the host's own process, for plugins the operator trusts.
///
/// That its code stays is why a file is refused before it is opened wherever its manifest tells.
package final class InlineLink: PluginLink {
  private let plugin: LoadedPlugin
  /// For a crash: it stays as long as the code does, which is for ever.
  package let blame: UInt

  /// Opens a library and checks its descriptor.
  ///
  /// - Parameters:
  ///   - path: a private path never used before; the same path again would give the old library.
  ///   - handle: the generation's handle, for `create`.
  ///   - name: what a crash of the host is to be blamed on.
  /// - Throws: ``PluginFailure`` with the reason.
  package init(opening path: String, handle: UInt64, name: String) throws(PluginFailure) {
    blame = UInt(bitPattern: unsafe strdup(name))
    do throws(LoadError) {
      plugin = unsafe try LoadedPlugin(opening: path, table: HostTable.core, handle: handle)
    } catch {
      throw PluginFailure(code: ROOST_PERMANENT, message: error.description)
    }
  }

  /// Performs a step on a thread of its own, because the plugin may block in it.
  package func perform(
    _ step: LifecycleStep, bytes: [UInt8], version: UInt32, ticket: UInt64,
    returned: @escaping @Sendable (Int32) -> Void
  ) throws(PluginFailure) {
    let (plugin, blame) = (plugin, blame)
    do throws(SystemFailure) {
      // A thread of its own: the plugin may block in it, or never return.
      try SystemThread.start("roost-\(step.name)") {
        unsafe csystem_enter_plugin(UnsafePointer(bitPattern: blame))
        let code = unsafe bytes.withUnsafeBytes {
          unsafe plugin.perform(step, bytes: $0, version: version, ticket: ticket)
        }
        unsafe csystem_enter_plugin(nil)
        returned(code)
      }.detach()
    } catch {
      throw PluginFailure(code: ROOST_RETRYABLE, message: "\(error)")
    }
  }

  /// Calls the handler on this very thread, the event's loop.
  package func deliver(
    _ event: UnsafePointer<roost_event>, to handler: RegisteredHandler, ticket: UInt64
  ) -> Int32 {
    guard case .function(let function) = handler else { return ROOST_INVALID }
    unsafe csystem_enter_plugin(UnsafePointer(bitPattern: blame))
    defer { unsafe csystem_enter_plugin(nil) }
    return unsafe plugin.deliver(event, to: function, ticket: ticket)
  }

  /// Frees the instance; the code stays mapped.
  package func destroy() {
    unsafe csystem_enter_plugin(UnsafePointer(bitPattern: blame))
    defer { unsafe csystem_enter_plugin(nil) }
    plugin.destroy()
  }
}
