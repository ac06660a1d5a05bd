import CRoost
import HostLoader
import HostRouter
import NIOCore

/// `roost.services/1`.
enum ServicesTable {
  nonisolated(unsafe) static let table: UnsafePointer<roost_services> = {
    let table = UnsafeMutablePointer<roost_services>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_services(
        size: UInt32(MemoryLayout<roost_services>.size), revision: 1, provide: provide, call: call))
    return unsafe UnsafePointer(table)
  }()

  private static let provide:
    @convention(c) (UInt64, roost_bytes, roost_handler?, UnsafeMutableRawPointer?) -> Int32 = {
      plugin, name, function, user in
      guard let generation = Generations.shared.find(plugin) else { return ROOST_STALE }
      guard let function = unsafe function else { return ROOST_INVALID }
      return unsafe generation.addService(
        String(bounded: name, to: 256), handler: .function(PluginFunction(function, user: user)))
    }

  private static let call:
    @convention(c) (
      UInt64, UInt64, UnsafePointer<roost_service_request>?, roost_answered?, UnsafeMutableRawPointer?
    ) -> Int32 = { plugin, loop, request, function, context in
      guard let answered = unsafe AnswerCallback(function, context),
        let question = unsafe request?.pointee,
        unsafe Int(question.size) == MemoryLayout<roost_service_request>.size
      else { return ROOST_INVALID }
      guard let generation = Generations.shared.find(plugin), let desk = generation.services,
        let (index, loop) = generation.loop(loop)
      else { return ROOST_STALE }
      let asked = unsafe ServicesDesk.Request(
        name: question.name_borrowed.buffer, body: question.body_borrowed.buffer, ticket: question.ticket,
        deadlineMS: question.deadline_ms)
      let size = asked.size
      return desk.ask(asked, from: generation, on: loop, index) { code, bytes in
        // Not from within what made the answer, which may be a call of this very plugin.
        loop.execute {
          generation.run(loop: index) { answered(code, bytes) }
          desk.taken(size)
        }
      }
    }
}
