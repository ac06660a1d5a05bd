import CRoost
package import HostBridge
import HostOperations
import HostRouter
import HostServices
import Logging
import NIOCore

/// What commits cause becomes events in the inbox: messages at once, jobs when they are due.
extension Inbox: EffectDesk {
  /// See ``EffectDesk``.
  package func plan(
    _ effects: [Effect], of plugin: String, in event: (any EventAcknowledgement)?
  ) throws(PluginFailure) -> [PlannedEffect] {
    let cause = event as? DurableDelivery
    var planned: [PlannedEffect] = []
    for effect in effects {
      // Ids are random, so that a commit which is asked for again makes others: the store knows which it wrote.
      let id = EventID.fresh()
      switch effect {
      case .publish(let topic, let body, let lane):
        let steps = try publish(topic, body, lane, id: id, of: plugin)
        planned.append(PlannedEffect(effect, id: id, steps: steps))
      case .schedule(let name, let due, let body):
        let job = Job(name: try checked(name, "job"), due: due, id: id, body: body)
        planned.append(PlannedEffect(effect, id: id, steps: schedule(job, of: plugin)))
      case .cancel(let name):
        let step = StateCommit.Step.delete(Job.key(named: try checked(name, "job")))
        planned.append(PlannedEffect(effect, id: "", steps: [EffectStep(Job.space(of: plugin), step)]))
      case .fetch(let name, let request, let lane):
        let step = outgoing(
          .fetch, try checked(name, "outcome"), request, lane, id: id, of: plugin, in: cause)
        planned.append(PlannedEffect(effect, id: id, steps: [step]))
      case .telegram(let name, let call, let lane):
        let step = outgoing(
          .telegram, try checked(name, "outcome"), call, lane, id: id, of: plugin, in: cause)
        planned.append(PlannedEffect(effect, id: id, steps: [step]))
      case .notice(let subject, let text):
        guard (1...128).contains(subject.utf8.count) else {
          throw PluginFailure(code: ROOST_INVALID, message: "a notice's subject has 1 to 128 bytes")
        }
        let step = outgoing(.notice, subject, text, 0, id: id, of: plugin, in: cause)
        planned.append(PlannedEffect(effect, id: id, steps: [step]))
      }
    }
    return planned
  }

  private func checked(_ name: String, _ what: String) throws(PluginFailure) -> String {
    guard TopicPattern.isTopic(name) else {
      throw PluginFailure(
        code: ROOST_INVALID,
        message: """
          \(name.prefix(128)) is no \(what)'s name — hint: write parts of letters, digits, _ and - with dots between, \
          at most \(TopicPattern.maxBytes) bytes
          """)
    }
    return name
  }

  private func publish(
    _ topic: String, _ body: [UInt8], _ lane: Int64, id: String, of plugin: String
  ) throws(PluginFailure) -> [EffectStep] {
    guard try checked(topic, "topic").utf8.starts(with: "\(plugin).".utf8) else {
      throw PluginFailure(
        code: ROOST_DENIED,
        message: "\(topic) is another plugin's topic — hint: begin it with \(plugin) and a dot")
    }
    let event = StoredEvent(
      kind: .topic, id: id, lane: lane == 0 ? Self.lane(named: topic) : lane, name: topic, sender: plugin,
      received: now, body: ByteBuffer(bytes: body))
    return subscriptions.subscribers(of: topic).map { subscriber in
      let source = source(.plugin(subscriber))
      return EffectStep(source.space, source.step(appending: event)) { key, version in
        CrashPoint.reach(.messagePublished)
        source.appended(event, key: key, version: version, on: self.loop(of: event))
      }
    }
  }

  private func outgoing(
    _ kind: EffectHead.Kind, _ name: String, _ body: [UInt8], _ lane: Int64, id: String, of plugin: String,
    in cause: DurableDelivery?
  ) -> EffectStep {
    let isOfCause = lane == 0 && cause != nil
    let origin = isOfCause ? cause!.source.name : "plugin:\(plugin)"
    let back = isOfCause ? cause!.event.lane : lane == 0 ? Self.lane(named: name) : lane
    let head = EffectHead(kind, source: origin, lane: back, cause: cause?.event.id ?? "")
    let event = StoredEvent(
      kind: .effect, id: id, lane: Self.lane(named: origin) ^ back, name: name, sender: plugin,
      received: now, block: head.record, body: ByteBuffer(bytes: body))
    let source = source(.effects(plugin))
    return EffectStep(source.space, source.step(appending: event)) { key, version in
      CrashPoint.reach(.effectStored)
      source.appended(event, key: key, version: version, on: self.loop(of: event))
    }
  }

  private func schedule(_ job: Job, of plugin: String) -> [EffectStep] {
    let (space, due) = (Job.space(of: plugin), job.due)
    return [
      EffectStep(space, .put(job.nameKey, job.record, expires: 0)),
      EffectStep(space, .put(job.dueKey, [], expires: 0)) { _, _ in
        CrashPoint.reach(.jobPlanned)
        self.jobs.planned(plugin, due: due)
      },
    ]
  }

  /// Makes an event of a job that is due, in the commit that takes it from the schedule.
  func bring(
    _ job: Job, of plugin: String, taking taken: [StateCommit.Part],
    _ done: @escaping @Sendable (Bool) -> Void
  ) {
    let event = StoredEvent(
      kind: .job, id: job.id, lane: Self.lane(named: job.name), name: job.name, sender: plugin,
      received: now, block: StoredEvent.block(due: job.due), body: ByteBuffer(bytes: job.body))
    let source = source(.plugin(plugin))
    let commit = StateCommit(id: nil, steps: [source.step(appending: event)], others: taken)
    CrashPoint.reach(.jobDue)
    store.commit(commit, to: source.space) { result in
      switch result {
      case .success(let receipt):
        CrashPoint.reach(.jobFired)
        source.appended(
          event, key: receipt.key(source.prefix(of: event), 0), version: receipt.version,
          on: self.loop(of: event))
        done(true)
      // It was cancelled, or given another time, meanwhile; or another host sees to the plugin's jobs.
      case .failure(let failure) where failure.kind == .stale: done(!self.holds.isShared)
      case .failure(let failure):
        self.log.warning("the job \(job.name) of \(plugin) waits: \(failure)")
        done(false)
      }
    }
  }

  /// The lane of a name: the same in every process (FNV-1a, tools.ietf.org/html/draft-eastlake-fnv).
  static func lane(named name: String) -> Int64 {
    let hash = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return Int64(bitPattern: hash)
  }
}
