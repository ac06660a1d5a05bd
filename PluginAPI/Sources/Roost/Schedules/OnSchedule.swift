import CRoostSDK

/// Handles the runs of a schedule: what is due again and again, by a rule of cron's. See <doc:RecurringSchedules>.
///
/// ```swift
/// OnSchedule("nightly", "0 3 * * *", timeZone: "Europe/Berlin", jitter: .seconds(30)) { run in
///   try await state.update("nights", as: Int.self, acknowledging: run) { $0 = ($0 ?? 0) + 1 }
/// }
/// ```
///
/// Each run is kept until the handler has dealt with it, and comes again after a failure, as a job does; its
/// ``Message/time`` is when it was due. It comes once for each due time, whatever crashes when.
public struct OnSchedule: Handler {
  private let schedule: Schedule
  private let action: @Sendable (Message) async throws -> Void

  /// Declares a schedule.
  ///
  /// - Parameters:
  ///   - name: names it among the plugin's; parts of letters, digits, `_` and `-`, dots between.
  ///   - rule: five fields, minute, hour, day of month, month and day of week, as `*/15 8-18 * * MON-FRI`, or a word,
  ///     `@daily`.
  ///   - timeZone: whose clocks it goes by, a name such as `Europe/Berlin`.
  ///   - jitter: runs start up to so much later, whole seconds up to an hour, each by an amount of its own.
  ///   - missed: what becomes of runs that were due while none could start.
  ///   - action: handles a run.
  public init(
    _ name: String, _ rule: String, timeZone: String = "UTC", jitter: Duration = .zero,
    missed: MissedRuns = .runOnce, _ action: @escaping @Sendable (Message) async throws -> Void
  ) {
    schedule = Schedule(name: name, rule: rule, zone: timeZone, jitter: jitter, missed: missed)
    self.action = action
  }

  /// Registers with the host.
  public func register() throws { try Registrar.schedule(schedule, action) }
}

/// What becomes of the runs of a schedule that were due while none could start: the host was down, the plugin did not
/// serve, or the clock jumped ahead. A run that is at most a minute late is on time, whatever the policy.
public enum MissedRuns: Sendable, Hashable {
  /// They are left out.
  case skip
  /// One run stands for all of them, with the last one's time, unless one is due on time anyway.
  case runOnce
  /// The last of them are made up for, oldest first: at most so many, 1 to 1000.
  case runAll(atMost: Int)

  /// As `roost_schedule_rule` has it. What is out of bounds is for the host to refuse.
  var numbers: (missed: UInt32, mostRuns: UInt32) {
    switch self {
    case .skip: (0, 0)
    case .runOnce: (1, 0)
    case .runAll(let most): (2, UInt32(clamping: most))
    }
  }
}

/// The parts of a schedule.
struct Schedule: Sendable {
  let name: String
  let rule: String
  let zone: String
  let jitter: Duration
  let missed: MissedRuns
}
