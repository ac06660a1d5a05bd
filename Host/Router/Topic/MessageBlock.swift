internal import CRoost

/// The block of a message or a job, as `events.h` gives it.
package enum MessageBlock {
  /// Makes a block.
  ///
  /// - Parameters:
  ///   - attempt: 1 for the first.
  ///   - time: in milliseconds since 1970.
  package static func make(
    name: String, sender: String, eventID: String, attempt: Int, time: Int64
  ) -> EventBlock {
    let head = MemoryLayout<roost_message>.size
    var writer = BlockWriter(
      from: head, capacity: head + name.utf8.count + sender.utf8.count + eventID.utf8.count)
    var message = roost_message()
    message.size = UInt32(head)
    message.attempt = UInt32(clamping: attempt)
    message.time_ms = time
    message.event_id = writer.append(eventID)
    message.name = writer.append(name)
    message.sender = writer.append(sender)
    message.block_size = UInt32(writer.offset)
    writer.store(message, at: 0)
    return writer.finish()
  }
}
