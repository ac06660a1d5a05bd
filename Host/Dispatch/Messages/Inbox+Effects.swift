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
  package func steps(
    for effects: [Effect], of plugin: String, in event: (any EventAcknowledgement)?
  ) throws(PluginFailure) -> [EffectStep] {
    var steps: [EffectStep] = []
    for effect in effects {
      switch effect {
      case .publish(let topic, let body, let lane): steps += try publish(topic, body, lane, of: plugin)
      case .schedule(let name, let due, let body): steps += try schedule(name, due, body, of: plugin)
      case .cancel(let name):
        steps.append(EffectStep(Job.space(of: plugin), .delete(Job.key(named: try checked(name, "job")))))
      case .fetch(let name, let request, let lane):
        steps.append(
          outgoing(
            .fetch, try checked(name, "outcome"), request, lane, of: plugin, in: event as? DurableDelivery))
      case .notice(let subject, let text):
        guard (1...128).contains(subject.utf8.count) else {
          throw PluginFailure(code: ROOST_INVALID, message: "a notice's subject has 1 to 128 bytes")
        }
        steps.append(outgoing(.notice, subject, text, 0, of: plugin, in: event as? DurableDelivery))
      }
    }
    return steps
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
    _ topic: String, _ body: [UInt8], _ lane: Int64, of plugin: String
  ) throws(PluginFailure) -> [EffectStep] {
    guard try checked(topic, "topic").utf8.starts(with: "\(plugin).".utf8) else {
      throw PluginFailure(
        code: ROOST_DENIED,
        message: "\(topic) is another plugin's topic — hint: begin it with \(plugin) and a dot")
    }
    let event = StoredEvent(
      kind: .topic, id: EventID.fresh(), lane: lane == 0 ? Self.lane(named: topic) : lane, name: topic,
      sender: plugin,
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
    _ kind: EffectHead.Kind, _ name: String, _ body: [UInt8], _ lane: Int64, of plugin: String,
    in cause: DurableDelivery?
  ) -> EffectStep {
    let isOfCause = lane == 0 && cause != nil
    let origin = isOfCause ? cause!.source.name : "plugin:\(plugin)"
    let back = isOfCause ? cause!.event.lane : lane == 0 ? Self.lane(named: name) : lane
    let head = EffectHead(kind, source: origin, lane: back, cause: cause?.event.id ?? "")
    let event = StoredEvent(
      kind: .effect, id: EventID.fresh(), lane: Self.lane(named: origin) ^ back, name: name, sender: plugin,
      received: now, block: head.record, body: ByteBuffer(bytes: body))
    let source = source(.effects(plugin))
    return EffectStep(source.space, source.step(appending: event)) { key, version in
      CrashPoint.reach(.effectStored)
      source.appended(event, key: key, version: version, on: self.loop(of: event))
    }
  }

  private func schedule(
    _ name: String, _ due: Int64, _ body: [UInt8], of plugin: String
  ) throws(PluginFailure) -> [EffectStep] {
    let job = Job(name: try checked(name, "job"), due: due, id: EventID.fresh(), body: body)
    let space = Job.space(of: plugin)
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
