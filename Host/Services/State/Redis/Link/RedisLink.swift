internal import HostOperations
internal import NIOCore
internal import Synchronization

/// The way to the primary: connects, and again when the connection breaks; calls scripts. On its loop,
/// except where said.
final class RedisLink: @unchecked Sendable {
  /// Most calls that are sent and not answered, and most bytes of theirs.
  private static let (flightCalls, flightBytes) = (1024, 32 << 20)

  private enum State {
    case connecting
    case ready(RedisWire, scripts: [[UInt8]])
    /// Nothing can be asked: why.
    case broken(String)
    case ended
  }

  let settings: RedisSettings
  let dial: RedisDial
  private let clocks: RedisClocks
  private let trouble: StoreTrouble
  private let tellDurability: @Sendable (RedisDurability) -> Void
  /// The end of the first connection's making, for whoever waits.
  private let first: Monitor<Result<Void, RedisRefusal>?>

  private var state = State.connecting
  private(set) var known: RedisKnown
  private var durability: RedisDurability?
  private var backoff = RedisBackoff()
  private var address: RedisAddress
  private var waiting = CircularBuffer<RedisCall>()
  private var (calls, bytes) = (0, 0)
  private var whenIdle: (() -> Void)?

  var loop: any EventLoop { dial.loop }
  private let keys: [String]

  init(
    _ settings: RedisSettings, on loop: any EventLoop, _ clocks: RedisClocks,
    knowing remembered: (epoch: [UInt8], version: UInt64)?, _ trouble: StoreTrouble,
    durability: @escaping @Sendable (RedisDurability) -> Void
  ) {
    self.settings = settings
    self.clocks = clocks
    self.trouble = trouble
    tellDurability = durability
    dial = RedisDial(loop: loop, settings: settings)
    keys = settings.keys
    address = settings.addresses[0]
    known = RedisKnown(remembered, at: clocks.steady())
    first = Monitor(nil)
  }

  // MARK: Connecting

  /// Connects for the first time, and waits for it. Blocks; not on the loop.
  func open() throws(RedisRefusal) {
    let deadline = ContinuousClock.now + settings.patience
    var pause = RedisBackoff()
    while true {
      first.withLock { $0 = nil }
      loop.execute { self.connect() }
      switch first.wait({ $0 }) {
      case .success, nil: return
      case .failure(let refusal):
        guard refusal.isPassing, ContinuousClock.now < deadline else {
          loop.execute { self.state = .ended }
          throw refusal
        }
        let slept = Monitor(())
        let until = ContinuousClock.now + .nanoseconds(pause.next().nanoseconds)
        _ = slept.wait(until: until) { _ in nil as Bool? }
      }
    }
  }

  private func connect() {
    if case .ended = state { return }
    state = .connecting
    dial.reachPrimary().flatMap { (address, wire) in
      self.address = address
      return RedisGreeting(dial: self.dial, wire: wire).run().flatMap { self.join(wire, $0) }
        .flatMapErrorThrowing { error in
          wire.end("it was refused")
          throw error
        }
    }.whenComplete { self.connected($0) }
  }

  /// Looks whether the data is what we know.
  private func join(
    _ wire: RedisWire, _ greeting: RedisGreeting.Result
  ) -> EventLoopFuture<(wire: RedisWire, greeting: RedisGreeting.Result)> {
    var arguments = known.call(greeting.scripts[RedisScript.join.number], keys, clocks.wall?())
    arguments.append((0..<16).map { _ in UInt8.random(in: 0 ... .max) })
    guard let asked = wire.ask(arguments) else {
      return loop.makeFailedFuture(RedisRefusal("no connection", isPassing: true))
    }
    return asked.flatMapThrowing { reply in
      if let error = reply.error.map({ RedisErrorReply($0) }) {
        throw RedisRefusal(error.explained, isPassing: error.wasRefused)
      }
      let values = reply.elements ?? []
      if let refusal = RedisRefusal(strange: values.first?.text) { throw refusal }
      guard values.first?.text == "joined", values.count == 3, let epoch = values[1].bytes, epoch.count == 16,
        let version = values[2].bytes?.number(at: 0)
      else { throw RedisRefusal("its answer is none: \(reply)") }
      self.known.epoch = epoch
      self.known.version = max(self.known.version, version)
      return (wire, greeting)
    }
  }

  private func connected(
    _ result: Result<(wire: RedisWire, greeting: RedisGreeting.Result), any Error>
  ) {
    let isFirst = durability == nil
    switch result {
    case .success(let (wire, greeting)):
      guard case .connecting = state, wire.ended == nil else {
        wire.end("not needed")
        if case .connecting = state {
          refused(RedisRefusal("the connection broke", isPassing: true), isFirst)
        }
        return
      }
      state = .ready(wire, scripts: greeting.scripts)
      wire.whenEnded = { self.broke($0) }
      backoff.reset()
      if durability != greeting.durability {
        durability = greeting.durability
        tellDurability(greeting.durability)
      }
      first.withLock(wake: true) { $0 = .success(()) }
      if !isFirst { whenConnected() }
      pump()
    case .failure(let error):
      refused(error as? RedisRefusal ?? RedisRefusal("\(error)", isPassing: true), isFirst)
    }
  }

  /// Told of every connection after the first.
  var whenConnected: () -> Void = {}

  private func refused(_ refusal: RedisRefusal, _ isFirst: Bool) {
    guard case .connecting = state else { return }
    let failure = explained(refusal.description)
    state = .broken(failure.description)
    guard !isFirst else { return first.withLock(wake: true) { $0 = .failure(refusal) } }
    trouble.failed(failure, isLasting: refusal.isLasting)
    failWaiting()
    if !refusal.isLasting { retry() }
  }

  private func retry() {
    loop.scheduleTask(in: backoff.next()) {
      if case .broken = self.state { self.connect() }
    }
  }

  private func broke(_ why: String) {
    guard case .ready = state else { return }
    let failure = explained(why)
    state = .broken(failure.description)
    trouble.failed(failure, isLasting: false)
    failWaiting()
    retry()
  }

  /// The data is not what we know: nothing more is asked.
  private func stop(_ refusal: RedisRefusal, _ wire: RedisWire) {
    let failure = explained(refusal.description)
    state = .broken(failure.description)
    trouble.failed(failure, isLasting: true)
    wire.end(refusal.description)
    failWaiting()
  }

  private func explained(_ why: String, _ kind: StateFailure.Kind = .unavailable) -> StateFailure {
    StateFailure(kind, "Redis at \(address): \(why)")
  }

  // MARK: Calls

  /// Calls a script; answered at once when there is no connection.
  func call(_ call: RedisCall) {
    waiting.append(call)
    pump()
  }

  private func pump() {
    switch state {
    case .ready(let wire, let scripts):
      while let next = waiting.first, wire.ended == nil,
        calls == 0 || (calls < Self.flightCalls && bytes + next.size <= Self.flightBytes)
      {
        waiting.removeFirst()
        (calls, bytes) = (calls + 1, bytes + next.size)
        send(next, wire, scripts)
      }
    case .connecting, .broken, .ended: failWaiting()
    }
  }

  private func failWaiting() {
    let failure =
      switch state {
      case .broken(let why): StateFailure(.unavailable, why)
      case .connecting, .ready: explained("it is being connected to")
      case .ended: RedisStore.closed
      }
    while let next = waiting.popFirst() { next.answer(.failure(trouble.lasting ?? failure)) }
  }

  private func send(_ call: RedisCall, _ wire: RedisWire, _ scripts: [[UInt8]], isAgain: Bool = false) {
    var head =
      call.script.map { known.call(scripts[$0.number], keys, clocks.wall?()) } ?? known.look(in: keys)
    if call.ages {
      let steady = clocks.steady()
      head.append("\(max(0, steady - known.counted))")
      if call.script?.number == RedisScript.sweep.number { known.counted = steady }
    }
    wire.send(head, call.arguments) { answer in
      if !isAgain, case .reply(.error(let text)) = answer, RedisErrorReply(text).kind == "NOSCRIPT",
        let script = call.script
      {
        // Somebody flushed them. The server works in order: the script is there before the call.
        wire.send(RedisArguments("SCRIPT", "LOAD", script.text)) { _ in }
        return self.send(call, wire, scripts, isAgain: true)
      }
      (self.calls, self.bytes) = (self.calls - 1, self.bytes - call.size)
      self.finish(call, answer, wire)
      self.pump()
      if self.calls == 0, self.waiting.isEmpty { self.whenIdle?() }
    }
  }

  private func finish(_ call: RedisCall, _ answer: RedisWire.Answer, _ wire: RedisWire) {
    switch answer {
    case .lost(let why):
      call.answer(.failure(explained(why, call.kind == .write ? .unknown : .unavailable)))
    case .reply(.error(let text)):
      let error = RedisErrorReply(text)
      let isKnown = error.wasRefused || call.kind == .read
      let failure = explained(error.explained, isKnown ? .unavailable : .unknown)
      trouble.failed(failure, isLasting: false)
      call.answer(.failure(failure))
      if error.needsAnother { wire.end(error.text) }
    case .reply(let reply):
      let values = (call.script == nil ? known.answer(reply) : reply).elements ?? []
      if let refusal = RedisRefusal(strange: values.first?.text) {
        stop(refusal, wire)
        call.answer(.failure(trouble.lasting ?? explained(refusal.description)))
      } else if let word = values.first?.text {
        if call.kind == .write { CrashPoint.reach(.redisAnswered) }
        call.answer(.success(RedisCall.Answer(word: word, values: values.dropFirst())))
      } else {
        call.answer(.failure(explained("its answer is none", call.kind == .write ? .unknown : .unavailable)))
        wire.end("its answer is none")
      }
    }
  }

  /// A commit was given a version. They rise: one connection's answers come in the order of the commits.
  ///
  /// - Returns: why it is not what we know.
  func committed(_ version: UInt64) -> StateFailure? {
    if version > known.version {
      known.version = version
      return nil
    }
    guard case .ready(let wire, _) = state, let refusal = RedisRefusal(strange: "back") else { return nil }
    stop(refusal, wire)
    return trouble.lasting
  }

  // MARK: The end

  /// Answers what there is, then closes and calls back.
  func end(_ done: @escaping @Sendable () -> Void) {
    let close: @Sendable () -> Void = {
      if case .ready(let wire, _) = self.state { wire.end("it is closed") }
      self.state = .ended
      self.whenIdle = nil
      done()
    }
    if case .ready = state, calls > 0 || !waiting.isEmpty {
      whenIdle = {
        // Not within the answer that was the last.
        self.whenIdle = nil
        self.loop.execute(close)
      }
    } else {
      failWaiting()
      close()
    }
  }
}
