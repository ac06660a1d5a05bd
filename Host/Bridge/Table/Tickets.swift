import CRoost
import HostFrames
package import HostRouter
import Synchronization

/// Whoever answers for a ticket. Called from any thread the plugin chose, inside a call the plugin
/// makes: implementations must not call the plugin.
package protocol TicketOwner: AnyObject, Sendable {
  /// The generation the ticket was given to.
  var generation: Generation { get }
  /// The number of the event loop it belongs to, in whose channel a worker speaks of it; nil for none, whose channel
  /// is control.
  var channelLoop: Int? { get }
  /// What it is, for people: a line.
  var summary: String { get }
  /// What a commit acknowledges its event with; nil when it is not kept.
  var acknowledgement: (any EventAcknowledgement)? { get }
  /// Its event's id in logs; nil for what is no event.
  var eventID: String? { get }
  /// When its event is to be done, on the monotonic clock in nanoseconds; nil for never.
  var deadline: UInt64? { get }
  /// The calls that it is the last of; empty for what is no call.
  var callChain: CallChain { get }
  /// The plugin completed with result bytes, valid during the call.
  func complete(_ result: UnsafeRawBufferPointer)
  /// The plugin completed with an error. The message is bounded and valid UTF-8.
  func fail(_ failure: PluginFailure)
  /// The plugin completed with an HTTP answer, valid during the call.
  func respond(_ answer: HTTPAnswer)
  /// The plugin begins a streaming answer; the ticket stays open. `ROOST_DONE` or an error.
  func openStream(_ answer: HTTPAnswer) -> Int32
  /// The plugin writes a piece, valid during the call. `ROOST_BUSY` keeps `writable` to be posted.
  func writeStream(_ bytes: UnsafeRawBufferPointer, writable: PluginCallback?) -> Int32
  /// The plugin ended its stream; the ticket is closed.
  func closeStream()
  /// The plugin grants credit for a streamed request body.
  func readBody(_ credit: UInt64, _ callback: BodyCallback) -> Int32
  /// The generation drains.
  func drainBegins()
  /// The generation has ended without completing the ticket.
  func generationEnded()
  /// The worker that had the ticket has ended.
  func workerLost()
  /// The plugin wants to be told of cancellation.
  func onCancel(_ callback: CancelCallback) -> Int32
}

extension TicketOwner {
  /// None.
  package var channelLoop: Int? { nil }
  /// None.
  package var acknowledgement: (any EventAcknowledgement)? { nil }
  /// None.
  package var eventID: String? { nil }
  /// Never.
  package var deadline: UInt64? { nil }
  /// None.
  package var callChain: CallChain { CallChain() }
  /// Nothing to tell.
  package var summary: String { "" }
  /// Fails it: only an HTTP request is answered with HTTP.
  package func respond(_ answer: HTTPAnswer) {
    fail(PluginFailure(code: ROOST_INVALID, message: "an HTTP answer to something that is no HTTP request"))
  }
  /// Refuses: only an HTTP answer is streamed.
  package func openStream(_ answer: HTTPAnswer) -> Int32 { ROOST_INVALID }
  /// Refuses, as ``openStream(_:)`` does.
  package func writeStream(_ bytes: UnsafeRawBufferPointer, writable: PluginCallback?) -> Int32 {
    ROOST_INVALID
  }
  /// Fails it: no stream was opened.
  package func closeStream() {
    fail(PluginFailure(code: ROOST_INVALID, message: "stream_close without stream_open"))
  }
  /// Refuses: only an HTTP request has a body to stream.
  package func readBody(_ credit: UInt64, _ callback: BodyCallback) -> Int32 { ROOST_INVALID }
  /// Refuses: nobody waits who could go away.
  package func onCancel(_ callback: CancelCallback) -> Int32 { ROOST_INVALID }
  /// Nothing, unless an owner has a stream to end.
  package func drainBegins() {}
  /// Nothing, unless an owner has somebody to tell.
  package func generationEnded() {}
  /// Nothing, unless an owner has somebody to tell.
  package func workerLost() {}
}

/// An error as a plugin told it.
package struct PluginFailure: Error, Sendable, CustomStringConvertible {
  /// One of the negative codes of `abi.h`.
  package let code: Int32
  /// For the operator; may be empty.
  package let message: String

  /// Makes a failure.
  package init(code: Int32, message: String) {
    self.code = code
    self.message = message
  }

  /// The class and the message.
  package var description: String {
    let name =
      switch code {
      case -1: "retryable"
      case -2: "permanent"
      case -3: "denied"
      case -4: "busy"
      case -5: "unknown outcome"
      case -6: "stale"
      case -7: "invalid"
      case -8: "conflict"
      default: "code \(code)"
      }
    return message.isEmpty ? name : "\(name): \(message)"
  }
}

/// The open tickets. A ticket is a number the plugin gives back; it names a place, how often the
/// place was used and the generation it went to (``TicketNumber``), so that a completion that comes twice or too late
/// finds nothing, does nothing, and can still be blamed on someone.
package final class Tickets: Sendable {
  /// The process's tickets: plugins call back without a context.
  package static let shared = Tickets()

  /// The shard of the tickets of lifecycle steps.
  static let lifecycleShard = 31

  private struct Place {
    var use: UInt32 = 0
    var owner: (any TicketOwner)?
  }

  private struct Shard: ~Copyable {
    var places: [Place] = []
    var free: [UInt16] = []
  }

  private let firstUse: UInt32

  /// Tickets whose places have been used so often, so that a test sees the count wrap.
  init(firstUse: UInt32 = 0) { self.firstUse = firstUse }

  private final class LockedShard: Sendable { let state = Mutex(Shard()) }
  private let shards = (0..<32).map { _ in LockedShard() }

  /// Opens a ticket; nil when a shard's 65,536 places are all taken.
  ///
  /// - Parameter lane: spreads tickets over locks; the event loop's number does well.
  package func open(_ owner: any TicketOwner, lane: Int) -> UInt64? {
    shards[lane & 31].state.withLock { state in
      let index: Int
      if let free = state.free.popLast() {
        index = Int(free)
      } else {
        guard state.places.count < 1 << 16 else { return nil }
        index = state.places.count
        state.places.append(Place(use: firstUse))
      }
      state.places[index].owner = owner
      // Use 0 never occurs, so no ticket is 0.
      let use = (state.places[index].use &+ 1) & 0x3FFF_FFFF
      state.places[index].use = max(use, 1)
      return TicketNumber(
        shard: lane, generation: owner.generation.handle, place: index, use: state.places[index].use
      ).value
    }
  }

  /// The owner of an open ticket.
  package func find(_ ticket: UInt64) -> (any TicketOwner)? {
    let ticket = TicketNumber(ticket)
    return shards[ticket.shard].state.withLock { state in
      guard let index = Self.place(ticket, in: state) else { return nil }
      return state.places[index].owner
    }
  }

  /// Closes a ticket and returns its owner; nil when it is closed already, or another generation's.
  package func close(_ ticket: UInt64, of generation: Generation? = nil) -> (any TicketOwner)? {
    let ticket = TicketNumber(ticket)
    return shards[ticket.shard].state.withLock { state in
      guard let index = Self.place(ticket, in: state),
        generation == nil || state.places[index].owner?.generation === generation
      else { return nil }
      state.free.append(UInt16(index))
      return state.places[index].owner.take()
    }
  }

  /// Who answers for a generation's open tickets, of all shards or of one.
  func owners(of generation: Generation, shard: Int? = nil) -> [any TicketOwner] {
    (shard.map { shards[$0 & 31...$0 & 31] } ?? shards[...]).flatMap { shard in
      shard.state.withLock { state in
        state.places.compactMap { place in
          guard let owner = place.owner, owner.generation === generation else { return nil }
          return owner
        }
      }
    }
  }

  /// A generation's open tickets.
  func open(of generation: Generation) -> [UInt64: any TicketOwner] {
    var open: [UInt64: any TicketOwner] = [:]
    for (number, shard) in shards.enumerated() {
      shard.state.withLock { state in
        for (index, place) in state.places.enumerated() {
          guard let owner = place.owner, owner.generation === generation else { continue }
          let ticket = TicketNumber(
            shard: number, generation: generation.handle, place: index, use: place.use)
          open[ticket.value] = owner
        }
      }
    }
    return open
  }

  private static func place(_ ticket: TicketNumber, in state: borrowing Shard) -> Int? {
    let index = ticket.place
    guard index < state.places.count, state.places[index].use == ticket.use,
      let owner = state.places[index].owner, owner.generation.handle & 0x1FFF == ticket.generation
    else { return nil }
    return index
  }
}
