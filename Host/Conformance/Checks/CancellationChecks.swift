import NIOCore
import HostBridge

/// Cancellation is advice: completing is owed all the same.
enum CancellationChecks {
  static let all: [Check] = [
    Check("cancellation/requester-leaves", "events whose requester has gone are still completed") { rig in
      let specimen = try await rig.start()
      for event in try specimen.someEvents() {
        let requesters = try (0..<16).map { try specimen.send(event, loop: $0 % rig.loops.count) }
        for requester in requesters { requester?.leave() }
      }
      try await specimen.quiet()
      try await stillServes(specimen)
      try await specimen.retire()
    },
    Check("cancellation/deadline", "events whose deadline has passed are still completed, and once") { rig in
      let specimen = try await rig.start()
      for event in try specimen.someEvents() {
        for number in 0..<16 {
          let requester = try specimen.send(
            event, deadline: .microseconds(200), loop: number % rig.loops.count)
          _ = await requester?.answered(within: rig.patience)
          if requester?.isStreaming == true { requester?.leave() }
        }
      }
      try await specimen.quiet()
      try await stillServes(specimen)
      try await specimen.retire()
    },
  ]

  private static func stillServes(_ specimen: Specimen) async throws {
    for event in try specimen.plainEvents() { try await specimen.ask(event) }
  }
}

/// The end of a generation with work in its hands.
enum DrainChecks {
  static let all: [Check] = [
    Check("drain/events-in-hand", "events in hand when it drains are completed") { rig in
      let specimen = try await rig.start()
      let events = try specimen.someEvents()
      var requesters: [Requester] = []
      for number in 0..<32 {
        let event = events[number % events.count]
        if let sent = try specimen.send(event, loop: number % rig.loops.count) { requesters.append(sent) }
      }
      // So that they have been delivered, and are not turned away.
      for loop in rig.loops { try await loop.submit {}.get() }
      try await specimen.drain()
      for requester in requesters { try await specimen.settle(requester) }
      try await specimen.retireDrained()
    },
    Check("drain/streams", "streams end when it drains") { rig in try await streams(rig) },
  ]

  private static func streams(_ rig: Rig) async throws {
    let specimen = try await rig.start()
    var open: [Requester] = []
    for event in try specimen.someEvents() {
      guard let requester = try specimen.send(event) else { continue }
      _ = await requester.answered(within: rig.patience)
      if requester.isStreaming, !(await eventually(within: .milliseconds(300)) { !requester.isStreaming }) {
        open.append(requester)
      }
    }
    guard !open.isEmpty else { throw Skipped(reason: "none of its routes leaves a stream open") }
    try await specimen.drain()
    for requester in open {
      guard await eventually(within: rig.patience, { !requester.isStreaming }) else {
        throw specimen.finding(
          "a stream did not end when it drained",
          why: "\(requester.event.label) was still open \(rig.patience) after the drain",
          hint: "on_cancel tells ROOST_CANCEL_DRAIN: close the stream then")
      }
    }
    try await specimen.retireDrained()
  }
}
