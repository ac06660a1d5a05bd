// From the decision to the post.
extension Item {
  mutating func plan(_ time: Moment) throws(Refusal) -> [Effect] {
    guard phase == .approved || phase == .scheduled else { throw .wrongPhase(phase) }
    phase = .scheduled
    due = time
    return [.tellAuthor(.approved(time))]
  }

  /// Sends what is due and nothing else. Who sends has written down before that it is being sent, so that what was
  /// sent before a crash is known as such.
  mutating func startSending(_ now: Moment) throws(Refusal) -> [Effect] {
    switch phase {
    case .scheduled:
      if let due, now < due { throw .notDue(due) }
      deliveries = channels.map { Delivery(channel: $0) }
    case .publishing: break
    default: throw .wrongPhase(phase)
    }
    var effects: [Effect] = []
    for index in deliveries.indices {
      guard case .waiting(let until) = deliveries[index].status, until.map({ $0 <= now }) ?? true else {
        continue
      }
      effects.append(send(index))
    }
    guard !effects.isEmpty else { throw .notDue(earliestWait) }
    phase = .publishing
    return effects
  }

  private var earliestWait: Moment? {
    deliveries.compactMap { if case .waiting(let until) = $0.status { until } else { nil } }.min()
  }

  private mutating func send(_ index: Int) -> Effect {
    attempts += 1
    deliveries[index].attempt = attempts
    deliveries[index].status = .sending
    return .send(deliveries[index].channel, attempt: attempts)
  }

  mutating func settle(_ channel: ChatID, _ attempt: Int, _ report: DeliveryReport, _ now: Moment)
    throws(Refusal) -> [Effect]
  {
    let index = try place(of: channel)
    let status = deliveries[index].status
    // An answer that comes late still settles an unknown send.
    guard deliveries[index].attempt == attempt, status == .sending || status == .unknown else {
      throw .staleAttempt
    }
    var effects: [Effect] = []
    switch report {
    case .sent(let messages): deliveries[index].arrived(messages, now)
    case .refused(let why):
      deliveries[index].status = .failed(why)
      effects = [.tellAdmins(.sendFailed(channel, why))]
    case .delayed(let until): deliveries[index].status = .waiting(until: until)
    case .noRights:
      deliveries[index].status = .held
      effects = [.pause(channel), .tellAdmins(.rightsLost(channel))]
    case .noAnswer:
      guard status == .sending else { throw .unknownOutcome }
      deliveries[index].status = .unknown
      effects = [.reconcile(channel, attempt: attempt), .tellAdmins(.sendUnknown(channel))]
    }
    return effects + settle()
  }

  mutating func resume(_ channel: ChatID) throws(Refusal) -> [Effect] {
    let index = try place(of: channel)
    guard deliveries[index].status == .held else { throw .wrongPhase(phase) }
    return [send(index)]
  }

  mutating func retry(_ channel: ChatID) throws(Refusal) -> [Effect] {
    let index = try place(of: channel)
    switch deliveries[index].status {
    case .failed: break
    case .unknown: throw .unknownOutcome
    case .sending: throw .sending
    default: throw .wrongPhase(phase)
    }
    let effect = send(index)
    phase = .publishing
    return [effect, .refreshCard]
  }

  /// What somebody has seen in the channel: the post as these messages, or none.
  mutating func settleUnknown(_ channel: ChatID, _ messages: [Int]?, _ now: Moment) throws(Refusal)
    -> [Effect]
  {
    let index = try place(of: channel)
    guard deliveries[index].status == .unknown else { throw .wrongPhase(phase) }
    if let messages {
      deliveries[index].arrived(messages, now)
    } else {
      deliveries[index].status = .failed("it is not in the channel")
    }
    return settle()
  }

  private func place(of channel: ChatID) throws(Refusal) -> Int {
    guard phase != .undone, let index = deliveries.firstIndex(where: { $0.channel == channel }) else {
      throw .unknownChannel
    }
    return index
  }

  /// The phase that follows from all channels.
  mutating func settle() -> [Effect] {
    let before = phase
    phase = .published
    for delivery in deliveries {
      switch delivery.status {
      case .waiting, .held, .sending:
        phase = .publishing
        return phase == before ? [] : [.refreshCard]
      case .unknown: phase = .unknown
      case .failed: if phase != .unknown { phase = .failed }
      case .sent: break
      }
    }
    if phase == .published { return [.refreshCard, .tellAuthor(.published)] }
    return phase == before ? [] : [.refreshCard]
  }
}
