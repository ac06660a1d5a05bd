import CRoost
import FrameLayout
import HostFrames
import HostLoader

/// `roost.services/1` in a worker.
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
      guard plugin == Worker.shared.start.plugin else { return ROOST_STALE }
      guard let function = unsafe function else { return ROOST_INVALID }
      let number = unsafe Worker.shared.register(PluginFunction(function, user: user))
      let name = unsafe name.prefix(256)
      return Worker.shared.calls.ask { output, call in
        unsafe output.frame(FRAME_PROVIDE, call, frame_provide(handler: number, reserved: 0), name)
      }
    }

  private static let call:
    @convention(c) (
      UInt64, UInt64, UnsafePointer<roost_service_request>?, roost_answered?, UnsafeMutableRawPointer?
    ) -> Int32 = { plugin, loop, request, function, context in
      guard let function = unsafe function, let question = unsafe request?.pointee,
        unsafe Int(question.size) == MemoryLayout<roost_service_request>.size
      else { return ROOST_INVALID }
      let (name, body) = unsafe (question.name_borrowed.buffer, question.body_borrowed.buffer)
      let head = unsafe frame_service_call(
        ticket: question.ticket, deadline_ms: question.deadline_ms, name_size: UInt32(clamping: name.count),
        reserved: 0)
      guard (1...Int(ROOST_SERVICE_NAME_MAX)).contains(name.count),
        body.count <= Int(ROOST_SERVICE_BODY_MAX), head.deadline_ms > 0
      else { return ROOST_INVALID }
      guard plugin == Worker.shared.start.plugin, let loop = Worker.shared.loop(loop) else {
        return ROOST_STALE
      }
      return unsafe Worker.shared.questions.call(head, name, body, on: loop, function, context)
    }
}
