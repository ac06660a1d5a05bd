/// The block of an event as the ABI defines it (`roost_http_request`, `roost_update`): one allocation,
/// aligned to 8, without pointers, freed with its owner.
@safe
package struct EventBlock: ~Copyable, @unchecked Sendable {
  private let memory: UnsafeMutableRawBufferPointer

  /// Becomes the owner of `memory`, which `UnsafeMutableRawBufferPointer.allocate` made.
  @unsafe
  init(owning memory: UnsafeMutableRawBufferPointer) {
    unsafe self.memory = unsafe memory
  }

  deinit { unsafe memory.deallocate() }

  /// The block's bytes; valid while this owner lives.
  package var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(memory) }

  /// Hands the allocation over: the caller frees it with `deallocate()`.
  @unsafe
  package consuming func take() -> UnsafeMutableRawBufferPointer {
    let taken = unsafe memory
    discard self
    return unsafe taken
  }
}
