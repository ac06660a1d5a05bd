import CRoost
import HostBridge
import HostOperations
import HostServices
import NIOCore

/// Effects that are calls of the Bot API: they wait for their turn by Telegram's limits. That the attempt of one which
/// may not be made twice is recorded comes last, just before its first byte: what never had its turn is not unknown.
extension EffectDelivery {
  func call(_ head: EffectHead) {
    // As of requests: without the plugin it is not known, and nobody could use the outcome.
    guard let scope = Generation.botScope(of: plugin), let service = outbox.telegram else {
      phase = .idle
      return park()
    }
    let question: TelegramBlock.Question
    let bot: BotDirectory.Entry
    do throws(FetchFailure) {
      question = try TelegramBlock.call(ofEffect: Array(event.body.readableBytesView))
      try TelegramService.check(method: question.call.method)
      // Another host may have just added it, or has its token sealed with a newer key.
      guard service.bots[question.bot] != nil || !again(ROOST_RETRYABLE, Self.absent, after: Self.absence)
      else { return }
      bot = try scope.check(question.bot, in: service.bots)
    } catch {
      return settle(error.code(isRepeatable: false), error.description)
    }
    // What its commit did because of an update, in the lane of that, answers it.
    let urgency: SendUrgency = head.cause.isEmpty || !head.source.hasPrefix("bot:") ? .broadcast : .answer
    turn += 1
    let (plugin, turn) = (plugin, turn)
    Task {
      do throws(FetchFailure) {
        let call = try await question.opened(by: service, for: plugin)
        let order = TelegramSender.Order(
          call, bot: bot.id, caller: plugin, urgency: urgency, patience: nil, waitsOut: false)
        let report = await service.sender.send(order) {
          await self.mayGo(call, as: bot.name, head, turn)
        }
        CrashPoint.reach(.effectAnswered)
        self.loop.execute { if self.isDue(turn) { self.called(call, report) } }
      } catch {
        self.loop.execute { if self.isDue(turn) { self.failed(error) } }
      }
    }
  }

  private static let absent = "no token of its bot is kept here"
  /// How long the list of bots may lag behind another host's, in milliseconds.
  private static let absence: Int64 = 5000

  /// Whether it is still dealt with as when a turn came: neither held meanwhile, nor another host's.
  private func isDue(_ turn: Int) -> Bool { phase == .underWay && self.turn == turn }

  /// Whether a call whose turn has come is still to be made; then its attempt is recorded, if it may not be made twice.
  private func mayGo(
    _ call: TelegramCall, as bot: String, _ head: EffectHead, _ turn: Int
  ) async -> Bool {
    await withCheckedContinuation { waiting in
      loop.execute {
        guard self.isDue(turn), !self.inbox.isEnding else { return waiting.resume(returning: false) }
        // A grant may have been taken away while it waited.
        guard self.mayCall(as: bot) else {
          self.turn += 1
          self.settle(ROOST_DENIED, "the plugin may not call as this bot any more")
          return waiting.resume(returning: false)
        }
        // Effects may have been held while it waited.
        if self.outbox.keepsBack(self, head) {
          self.phase = .idle
          self.putDown()
          return waiting.resume(returning: false)
        }
        // Already recorded when it goes to the group's new id: the refusal before it has sent nothing.
        guard !call.isRepeatable, self.head?.isAttempted == false else {
          CrashPoint.reach(.effectSending)
          return waiting.resume(returning: true)
        }
        self.recording = waiting
        self.record(head) {
          CrashPoint.reach(.effectSending)
          self.recording?.resume(returning: true)
          self.recording = nil
        }
      }
    }
  }

  /// Whether the plugin has not lost the bot; while it is replaced nobody takes it away.
  private func mayCall(as name: String) -> Bool {
    guard let scope = Generation.botScope(of: plugin), let bot = outbox.telegram?.bots[name] else {
      return true
    }
    return scope.covers(bot)
  }

  private func failed(_ failure: FetchFailure) {
    let code = failure.code(isRepeatable: true)
    guard code == ROOST_RETRYABLE, again(code, failure.description, after: 0) else {
      return settle(code, failure.description)
    }
  }

  private func called(_ call: TelegramCall, _ report: TelegramSender.Report) {
    let answer = TelegramBlock.answer(
      report, isRepeatable: call.isRepeatable, limit: Int(ROOST_TELEGRAM_RESULT_MAX))
    switch report.outcome {
    case .retry(let seconds, _): wait(for: Int64(seconds) * 1000)
    // The host ends: it is here at the next start.
    case .notSent where !report.hadTurn || inbox.isEnding: rest()
    case .notSent(let why):
      if !again(ROOST_RETRYABLE, why, after: 0) { settle(ROOST_RETRYABLE, why) }
    case .unknown(let why):
      guard call.isRepeatable, again(ROOST_RETRYABLE, why, after: 0) else {
        return settle(ROOST_UNKNOWN, why)
      }
    case .done, .refused, .gone, .migrated, .revoked: settle(answer.code, answer: answer.bytes)
    }
  }

  /// Waits as long as Telegram says: nothing was sent, and it is no failure of the call's.
  private func wait(for pause: Int64) {
    unmark {
      self.phase = .idle
      self.again(after: pause)
    }
  }

  /// Is left alone from now on: nothing of it was sent.
  private func rest() {
    unmark {
      self.phase = .idle
      self.putDown()
    }
  }

  /// Takes back that an attempt was recorded, when it is known that it sent nothing.
  private func unmark(then: @escaping @Sendable () -> Void) {
    guard var head, head.isAttempted else { return then() }
    var noted = event
    head.isAttempted = false
    noted.block = head.record
    replace(noted) {
      CrashPoint.reach(.effectNoted)
      then()
    }
  }
}
