internal import CRoost
internal import HostRouter

/// One input: what follows the first byte is an update's JSON; the byte decides how much room lies behind.
/// Whatever the scanner takes must lie inside its block and be UTF-8, and must not depend on the room.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzUpdate(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard size > 0 else { return 0 }
  let json = unsafe UnsafeRawBufferPointer(start: data + 1, count: size - 1)
  let room = unsafe Int(data[0])
  let tight = unsafe scan(json, room: 0)
  let roomy = unsafe scan(json, room: room)
  precondition(tight == roomy, "the room behind a document changed how it is read")
  return 0
}

/// The block's bytes, or nil when the document is refused.
@unsafe
private func scan(_ json: UnsafeRawBufferPointer, room: Int) -> [UInt8]? {
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: json.count + room, alignment: 1)
  defer { unsafe buffer.deallocate() }
  unsafe buffer.copyMemory(from: json)
  for index in json.count..<json.count + room { unsafe buffer[index] = UInt8(ascii: "]") }
  let bytes = unsafe UnsafeRawBufferPointer(rebasing: buffer[..<json.count])
  do throws(UpdateError) {
    let envelope = try unsafe UpdateEnvelope(scanning: bytes, capacity: buffer.count, username: "bot")
    _ = table.match(bot: 0, envelope)
    let block = envelope.block(bot: "demo", eventID: "event")
    unsafe check(block.bytes)
    return unsafe Array(block.bytes)
  } catch {
    precondition(!error.description.isEmpty)
    return nil
  }
}

private let table = UpdateRoutes(
  [
    UpdateRoute(plugin: "p", command: "start", order: 0, target: 0),
    UpdateRoute(plugin: "p", callback: "ok:", order: 1, target: 1),
  ],
  bots: [BotBinding(name: "demo", plugins: ["p"])])

@unsafe
private func check(_ block: UnsafeRawBufferPointer) {
  let update = unsafe block.load(as: roost_update.self)
  precondition(Int(update.block_size) == block.count && update.kind < UInt32(ROOST_UPDATE_KIND_COUNT))
  let spans = [
    update.bot, update.event_id, update.text, update.command, update.arguments, update.callback_id,
    update.callback_data, update.language,
  ]
  for span in spans {
    let start = Int(span.offset)
    let text = unsafe block[start..<start + Int(span.length)]
    unsafe precondition(String(validating: text, as: UTF8.self) != nil, "a text is no UTF-8")
  }
}
