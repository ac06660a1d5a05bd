/// What becomes of runs that were due while nobody could start them: the host was down, or its clock jumped ahead.
package enum MissedRuns: Sendable, Equatable {
  /// They are left out.
  case skip
  /// One run stands for all of them, unless one is due on time anyway. It has the last one's time.
  case once
  /// They are made up for, oldest first, but at most so many, the last ones; never more than ``mostRuns``.
  case all(atMost: Int)

  /// Most runs that are made up for.
  package static let mostRuns = 1000

  /// The runs to start now.
  package struct Due: Sendable, Equatable {
    /// When they were due, oldest first, in milliseconds since 1970.
    package var runs: [Int64]
    /// Whether runs before the first of them were left out.
    package var leftOut: Bool
    /// Up to when everything is settled: what to hand in as `planned` the next time.
    package var planned: Int64
  }

  /// Works out which runs to start.
  ///
  /// A clock that was set back makes nothing due a second time: nothing is until `planned` has passed again.
  ///
  /// - Parameters:
  ///   - planned: up to when everything was settled, in milliseconds since 1970.
  ///   - now: the time, likewise.
  ///   - grace: a run that is at most so many milliseconds late is on time, whatever the policy.
  ///   - schedule: when runs are due.
  package func due(
    since planned: Int64, now: Int64, grace: Int64 = 60_000, _ schedule: CronSchedule
  ) -> Due {
    guard let first = schedule.next(after: planned), first <= now else {
      return Due(runs: [], leftOut: false, planned: max(planned, now))
    }
    let onTime = now - max(0, min(grace, now))
    var runs: [Int64] = []
    var before = now
    while runs.count < Self.mostRuns, let run = schedule.last(after: planned, until: before),
      run >= onTime || wants(after: runs, onTime: onTime)
    {
      runs.append(run)
      before = run - 1
    }
    runs.reverse()
    return Due(runs: runs, leftOut: runs.first != first, planned: now)
  }

  /// Whether one more missed run is wanted after those that were found, the last first.
  private func wants(after found: [Int64], onTime: Int64) -> Bool {
    switch self {
    case .skip: false
    case .once: found.isEmpty
    case .all(let most): found.count { $0 < onTime } < most
    }
  }
}

extension CronSchedule {
  /// The last time in a stretch at which it is due, in milliseconds since 1970; nil when there is none.
  ///
  /// Halves the stretch until it is found, so that the length of it hardly matters.
  ///
  /// - Parameters:
  ///   - start: is not part of the stretch.
  ///   - end: is part of it.
  func last(after start: Int64, until end: Int64) -> Int64? {
    let (start, end) = (max(start, Self.beginning * 1000), min(end, Self.end * 1000))
    guard start < end, var found = next(after: start), found <= end else { return nil }
    // Nothing is due after `high`. Doubling back from the end keeps the stretch to halve short.
    var (high, reach) = (end, Int64(60_000))
    while end - reach > start {
      if let near = next(after: end - reach), near <= end {
        found = near
        break
      }
      high = end - reach
      reach *= 2
    }
    while found < high {
      let middle = found + (high - found) / 2
      if let later = next(after: middle), later <= end { found = later } else { high = middle }
    }
    return found
  }
}
