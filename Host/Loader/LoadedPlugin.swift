package import CRoost
import Glibc
import Synchronization

/// A plugin's library, opened in this process.
///
/// Code once opened stays until the process ends (`RTLD_NODELETE`): a Swift library cannot be
/// closed safely.
package final class LoadedPlugin: Sendable {
  private let descriptor: UInt
  private let table: UInt
  private let handle: UInt64
  private let instance = Atomic<UInt>(0)

  /// Opens a library and checks its descriptor.
  ///
  /// - Parameters:
  ///   - path: a private path never opened in this process before: the same path again would give the
  ///     old library.
  ///   - table: the host's core table, for `create`; it stays for ever.
  ///   - handle: what the plugin is told it is.
  /// - Throws: the loader's reason. Constructors of the library have then not run if its symbols could
  ///   not be bound.
  package convenience init(opening path: String, table: UnsafePointer<roost_host>, handle: UInt64)
    throws(LoadError)
  {
    guard let library = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) else {
      throw LoadError("the dynamic loader refused it: \(Self.loaderError)")
    }
    guard let entry = unsafe dlsym(library, ROOST_ENTRY_SYMBOL) else {
      throw LoadError("it has no \(ROOST_ENTRY_SYMBOL)")
    }
    unsafe try self.init(entry: unsafeBitCast(entry, to: roost_entry.self), table: table, handle: handle)
  }

  /// Takes over a library that is open, and checks its descriptor.
  ///
  /// - Parameters:
  ///   - entry: the library's one exported function.
  ///   - table: the host's core table, for `create`; it stays for ever.
  ///   - handle: what the plugin is told it is.
  /// - Throws: what is wrong with the descriptor.
  package init(entry: roost_entry, table: UnsafePointer<roost_host>, handle: UInt64) throws(LoadError) {
    guard let descriptor = unsafe entry() else { throw LoadError("its entry returned NULL") }
    guard unsafe Int(descriptor.pointee.size) == MemoryLayout<roost_plugin>.size,
      unsafe descriptor.pointee.abi_major == ROOST_ABI_MAJOR,
      unsafe descriptor.pointee.abi_minor == ROOST_ABI_MINOR
    else {
      throw LoadError(
        """
        its descriptor is of ABI \(unsafe descriptor.pointee.abi_major).\(unsafe descriptor.pointee.abi_minor), \
        \(unsafe descriptor.pointee.size) bytes; this host's is \(ROOST_ABI_MAJOR).\(ROOST_ABI_MINOR) — \
        hint: rebuild it with this host's headers
        """)
    }
    guard unsafe descriptor.pointee.create != nil, unsafe descriptor.pointee.start != nil,
      unsafe descriptor.pointee.destroy != nil
    else { throw LoadError("its descriptor lacks create, start or destroy") }
    self.descriptor = UInt(bitPattern: descriptor)
    self.table = UInt(bitPattern: table)
    self.handle = handle
  }

  /// Performs a lifecycle step with the configuration or the state in `bytes`; returns its code.
  package func perform(
    _ step: LifecycleStep, bytes: UnsafeRawBufferPointer, version: UInt32, ticket: UInt64
  ) -> Int32 {
    let plugin = unsafe UnsafePointer<roost_plugin>(bitPattern: descriptor)!.pointee
    let instance = unsafe self.address
    let argument = unsafe roost_bytes(
      data: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), size: UInt64(bytes.count))
    return switch step {
    case .create: create(plugin, ticket)
    case .configure: unsafe plugin.configure?(instance, argument, ticket) ?? ROOST_DONE
    case .importState: unsafe plugin.import_state?(instance, argument, version, ticket) ?? ROOST_INVALID
    case .migrateState: unsafe plugin.migrate_state?(instance, version, ticket) ?? ROOST_INVALID
    case .start: unsafe plugin.start(instance, ticket)
    case .drain: unsafe plugin.drain?(instance, ticket) ?? ROOST_DONE
    case .exportState: unsafe plugin.export_state?(instance, ticket) ?? ROOST_INVALID
    case .resume: unsafe plugin.resume?(instance, ticket) ?? ROOST_DONE
    case .stop: unsafe plugin.stop?(instance, ticket) ?? ROOST_DONE
    }
  }

  /// Calls a handler; returns its code.
  package func deliver(
    _ event: UnsafePointer<roost_event>, to handler: PluginFunction, ticket: UInt64
  ) -> Int32 {
    unsafe handler.function(address, handler.user, event, ticket)
  }

  /// Frees the instance, if there is one. Nothing is called after it.
  package func destroy() {
    let plugin = unsafe UnsafePointer<roost_plugin>(bitPattern: descriptor)!.pointee
    let address = instance.exchange(0, ordering: .acquiringAndReleasing)
    if let address = unsafe UnsafeMutableRawPointer(bitPattern: address) { unsafe plugin.destroy(address) }
  }

  private var address: UnsafeMutableRawPointer? {
    unsafe UnsafeMutableRawPointer(bitPattern: instance.load(ordering: .acquiring))
  }

  private func create(_ plugin: roost_plugin, _ ticket: UInt64) -> Int32 {
    var made: UnsafeMutableRawPointer?
    let code = unsafe plugin.create(UnsafePointer(bitPattern: table), handle, &made, ticket)
    instance.store(UInt(bitPattern: made), ordering: .releasing)
    return code
  }

  private static var loaderError: String {
    unsafe dlerror().map { unsafe String(cString: $0) } ?? "no reason given"
  }
}

/// A handler of a plugin in this process, as it registered it.
@safe package struct PluginFunction: @unchecked Sendable {
  let function: roost_handler
  let user: UnsafeMutableRawPointer?

  /// A handler and what it wants to be called with.
  package init(_ function: @escaping roost_handler, user: UnsafeMutableRawPointer?) {
    unsafe self.function = function
    unsafe self.user = user
  }
}

/// Why a library cannot be used.
package struct LoadError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, and a hint where there is one.
  package let description: String

  init(_ description: String) { self.description = description }
}
