public import Roost
import RoostJSON

/// A conversation in steps, kept for each (bot, chat, user) in the plugin's state: it goes on where it was after a crash,
/// a reload or a restart.
///
///     enum Order: Codable { case item, address(item: String) }
///
///     let order = Dialogue<Order>("order", version: 1, expires: .seconds(3600), state: context.state) { turn in
///       switch turn.step {
///       case nil:
///         turn.next = .item
///         return .text("What would you like?")
///       case .item:
///         turn.next = .address(item: turn.update.text)
///         return .text("Where to?")
///       case .address(let item):
///         turn.next = nil
///         try turn.commit.put("order/\(turn.update.userID)", "\(item) to \(turn.update.text)")
///         return .text("On its way!")
///       }
///     }
///
/// The step, what the turn's commit has, and the acknowledgement of the update are written together or not at all, so a
/// message is dealt with once. Of messages that come at once each finds the step that the one before has left.
///
/// A dialogue begins anew, with no step, when it has expired, when it is of another version, or when its step cannot be
/// decoded any more: raise the version when a step means something else than before.
public struct Dialogue<Step: Codable & Sendable>: Sendable {
  /// What a step does. It may run more than once for an update, so it must do nothing but change the turn.
  public typealias Table = @Sendable (inout DialogueTurn<Step>) throws -> UpdateReply

  private struct Record: Codable {
    var version: Int
    /// Milliseconds since 1970.
    var until: Int64
    var step: Step
  }

  private struct Head: Codable {
    var version: Int
    var until: Int64
  }

  private let name: String
  private let version: Int
  private let milliseconds: Int64
  private let state: State
  private let cancelled: UpdateReply
  private let table: Table

  /// Makes a dialogue.
  ///
  /// - Parameters:
  ///   - name: tells it from the plugin's others; at most 64 bytes without a slash.
  ///   - version: of the steps.
  ///   - expires: how long after its last message it is forgotten.
  ///   - state: the plugin's.
  ///   - cancelled: what `/cancel` is answered with when there is something to cancel.
  ///   - table: what each step does.
  public init(
    _ name: String, version: Int, expires: Duration, state: State,
    cancelled: UpdateReply = .text("Cancelled."), table: @escaping Table
  ) {
    precondition((1...64).contains(name.utf8.count) && !name.contains("/"), "\(name) is no dialogue's name")
    (self.name, self.version, self.state) = (name, version, state)
    milliseconds = expires.components.seconds * 1000 + expires.components.attoseconds / 1_000_000_000_000_000
    (self.cancelled, self.table) = (cancelled, table)
  }

  /// Where the dialogue of who sent an update stands; nil when none is under way.
  ///
  /// - Throws: `PluginError`.
  public func step(for update: Update) async throws -> Step? {
    try await state.entry(key(update)).flatMap(step)
  }

  /// Deals with an update: begins a dialogue or goes on with it, or ends it at `/cancel`.
  ///
  /// - Throws: what the table throws, `PluginError` or `EncodingError`; then nothing was written.
  public func handle(_ update: Update) async throws -> UpdateReply {
    let key = key(update)
    await KeyTurns.begin(key)
    defer { KeyTurns.end(key) }
    var attempt = 1
    while true {
      let entry = try await state.entry(key)
      var turn = DialogueTurn(update, entry.flatMap(step))
      var reply = cancelled
      if turn.step != nil, update.command == "cancel" { turn.next = nil } else { reply = try table(&turn) }
      var commit = turn.commit
      commit.acknowledge(update)
      commit.expect(key, version: entry?.version)
      if let next = turn.next {
        let until = WallClock.now + milliseconds
        try commit.put(key, Record(version: version, until: until, step: next), expires: until)
      } else if entry != nil {
        commit.delete(key)
      }
      do {
        try await state.commit(commit)
        return reply
      } catch let error as PluginError where error.class == .conflict && attempt < 32 {
        attempt += 1
        try await HostTimer.sleep(for: .microseconds(Int.random(in: 0..<500 * attempt)))
      }
    }
  }

  /// The step of an entry, unless it is to begin anew.
  private func step(_ entry: StateEntry) -> Step? {
    guard let head = try? entry.decode(as: Head.self), head.version == version, head.until > WallClock.now
    else { return nil }
    return try? entry.decode(as: Record.self).step
  }

  private func key(_ update: Update) -> String {
    "dialogue/\(name)/\(update.bot)/\(update.chatID)/\(update.userID)"
  }
}
