import CRoost
import HostLoader

/// `roost.schedule/1`.
enum ScheduleTable {
  nonisolated(unsafe) static let table: UnsafePointer<roost_schedule> = {
    let table = UnsafeMutablePointer<roost_schedule>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_schedule(size: UInt32(MemoryLayout<roost_schedule>.size), revision: 1, on: on))
    return unsafe UnsafePointer(table)
  }()

  private static let on: @convention(c) (UInt64, UnsafePointer<roost_schedule_rule>?) -> Int32 = {
    plugin, rule in
    guard let generation = Generations.shared.find(plugin) else { return ROOST_STALE }
    guard let rule = unsafe rule?.pointee, unsafe Int(rule.size) == MemoryLayout<roost_schedule_rule>.size,
      let handler = unsafe rule.handler
    else { return ROOST_INVALID }
    // More than the contract allows, so that what is cut off is refused.
    return unsafe generation.addSchedule(
      name: String(bounded: rule.name_borrowed, to: 256), rule: String(bounded: rule.rule_borrowed, to: 512),
      zone: String(bounded: rule.zone_borrowed, to: 256), jitter: rule.jitter_seconds, missed: rule.missed,
      mostRuns: rule.most_runs, handler: .function(PluginFunction(handler, user: rule.user)))
  }
}
