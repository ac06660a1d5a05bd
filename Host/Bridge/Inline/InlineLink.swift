package import CRoost
import Glibc
import HostRouter
import Synchronization

/// A plugin opened in the host's own process, for plugins the operator trusts.
///
/// Code once opened stays until the process ends (`RTLD_NODELETE`): a Swift library cannot be
/// closed safely. That is why the file is refused before it is opened wherever its manifest tells.
package final class InlineLink: PluginLink {
  private let descriptor: UInt
  private let instance = Atomic<UInt>(0)
  private let handle: UInt64

  /// Opens a library and checks its descriptor.
  ///
  /// - Parameters:
  ///   - path: a private path never used before; the same path again would give the old library.
  ///   - handle: the generation's handle, for `create`.
  /// - Throws: ``PluginFailure`` with the loader's reason. Constructors of the library have then not
  ///   run if its symbols could not be bound.
  package init(opening path: String, handle: UInt64) throws(PluginFailure) {
    guard let library = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) else {
      throw Self.failure("the dynamic loader refused it: \(Self.loaderError)")
    }
    guard let entry = unsafe dlsym(library, ROOST_ENTRY_SYMBOL) else {
      throw Self.failure("it has no \(ROOST_ENTRY_SYMBOL)")
    }
    let function = unsafe unsafeBitCast(entry, to: roost_entry.self)
    guard let descriptor = unsafe function() else { throw Self.failure("its entry returned NULL") }
    guard unsafe Int(descriptor.pointee.size) == MemoryLayout<roost_plugin>.size,
      unsafe descriptor.pointee.abi_major == ROOST_ABI_MAJOR,
      unsafe descriptor.pointee.abi_minor == ROOST_ABI_MINOR
    else {
      throw Self.failure(
        """
        its descriptor is of ABI \(unsafe descriptor.pointee.abi_major).\(unsafe descriptor.pointee.abi_minor), \
        \(unsafe descriptor.pointee.size) bytes; this host's is \(ROOST_ABI_MAJOR).\(ROOST_ABI_MINOR) — \
        hint: rebuild it with this host's headers
        """)
    }
    guard unsafe descriptor.pointee.create != nil, unsafe descriptor.pointee.start != nil,
      unsafe descriptor.pointee.destroy != nil
    else { throw Self.failure("its descriptor lacks create, start or destroy") }
    self.descriptor = UInt(bitPattern: descriptor)
    self.handle = handle
  }

  package func perform(_ step: LifecycleStep, bytes: [UInt8], version: UInt32, ticket: UInt64) -> Int32 {
    let table = unsafe UnsafePointer<roost_plugin>(bitPattern: descriptor)!.pointee
    let instance = unsafe UnsafeMutableRawPointer(bitPattern: instance.load(ordering: .acquiring))
    switch step {
    case .create: return create(table, ticket)
    case .configure:
      return unsafe bytes.withUnsafeBytes {
        unsafe table.configure?(instance, roost_bytes($0), ticket) ?? ROOST_DONE
      }
    case .importState:
      return unsafe bytes.withUnsafeBytes {
        unsafe table.import_state?(instance, roost_bytes($0), version, ticket) ?? ROOST_INVALID
      }
    case .start: return unsafe table.start(instance, ticket)
    case .drain: return unsafe table.drain?(instance, ticket) ?? ROOST_DONE
    case .exportState: return unsafe table.export_state?(instance, ticket) ?? ROOST_INVALID
    case .resume: return unsafe table.resume?(instance, ticket) ?? ROOST_DONE
    case .stop: return unsafe table.stop?(instance, ticket) ?? ROOST_DONE
    }
  }

  package func deliver(
    _ event: UnsafePointer<roost_event>, to handler: RegisteredHandler, ticket: UInt64
  ) -> Int32 {
    let instance = unsafe UnsafeMutableRawPointer(bitPattern: instance.load(ordering: .acquiring))
    return unsafe handler.function(instance, handler.user, event, ticket)
  }

  package func destroy() {
    let table = unsafe UnsafePointer<roost_plugin>(bitPattern: descriptor)!.pointee
    let address = instance.exchange(0, ordering: .acquiringAndReleasing)
    if let address = unsafe UnsafeMutableRawPointer(bitPattern: address) { unsafe table.destroy(address) }
  }

  private func create(_ table: roost_plugin, _ ticket: UInt64) -> Int32 {
    var made: UnsafeMutableRawPointer?
    let code = unsafe table.create(HostTable.core, handle, &made, ticket)
    instance.store(UInt(bitPattern: made), ordering: .releasing)
    return code
  }

  private static var loaderError: String {
    unsafe dlerror().map { unsafe String(cString: $0) } ?? "no reason given"
  }

  private static func failure(_ message: String) -> PluginFailure {
    PluginFailure(code: ROOST_PERMANENT, message: message)
  }
}
