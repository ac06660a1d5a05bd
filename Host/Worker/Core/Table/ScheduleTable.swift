import CRoost
import FrameLayout
import HostFrames
import HostLoader

/// `roost.schedule/1` in a worker.
enum ScheduleTable {
  nonisolated(unsafe) static let table: UnsafePointer<roost_schedule> = {
    let table = UnsafeMutablePointer<roost_schedule>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_schedule(size: UInt32(MemoryLayout<roost_schedule>.size), revision: 1, on: on))
    return unsafe UnsafePointer(table)
  }()

  private static let on: @convention(c) (UInt64, UnsafePointer<roost_schedule_rule>?) -> Int32 = {
    plugin, rule in
    guard plugin == Worker.shared.start.plugin else { return ROOST_STALE }
    guard let rule = unsafe rule?.pointee, unsafe Int(rule.size) == MemoryLayout<roost_schedule_rule>.size,
      let handler = unsafe rule.handler
    else { return ROOST_INVALID }
    let number = unsafe Worker.shared.register(PluginFunction(handler, user: rule.user))
    // More than the contract allows, so that what is cut off is refused.
    let (name, text) = unsafe (rule.name_borrowed.prefix(256), rule.rule_borrowed.prefix(512))
    let zone = unsafe rule.zone_borrowed.prefix(256)
    return Worker.shared.calls.ask { output, call in
      unsafe output.frame(
        FRAME_SCHEDULE, call,
        frame_schedule(
          handler: number, missed: rule.missed, most_runs: rule.most_runs,
          jitter_seconds: rule.jitter_seconds,
          name_size: UInt32(name.count), rule_size: UInt32(text.count), zone_size: UInt32(zone.count),
          reserved: 0), name, text, zone)
    }
  }
}
