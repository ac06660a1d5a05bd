internal import CRoost

/// The block of a call to a service, as `services.h` gives it.
package enum ServiceBlock {
  /// Makes a block.
  ///
  /// - Parameter depth: 1 for a call that is not made for another.
  package static func make(name: String, caller: String, eventID: String, depth: Int) -> EventBlock {
    let head = MemoryLayout<roost_service_call>.size
    var writer = BlockWriter(
      from: head, capacity: head + name.utf8.count + caller.utf8.count + eventID.utf8.count)
    var call = roost_service_call()
    call.size = UInt32(head)
    call.depth = UInt32(clamping: depth)
    call.event_id = writer.append(eventID)
    call.name = writer.append(name)
    call.caller = writer.append(caller)
    call.block_size = UInt32(writer.offset)
    writer.store(call, at: 0)
    return writer.finish()
  }
}
