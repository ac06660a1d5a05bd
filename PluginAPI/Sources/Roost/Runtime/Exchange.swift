import CRoostSDK
import Synchronization

/// One event in hand: the host's memory it lies in, and its ticket.
///
/// The memory ends with the ticket's completion, so whatever completes the ticket marks the exchange
/// first, and every read checks the mark: late use traps instead of reading freed memory.
final class Exchange: Sendable {
  let ticket: UInt64
  let loop: UInt64
  let deadline: Int64
  private let blockAddress: UInt
  private let bodyAddress: UInt
  private let bodySize: Int
  private let finished = Atomic<Bool>(false)
  /// What a suspended handler waits for; unused while it answers at once.
  let waiting = Mutex(Waiting())

  init(
    ticket: UInt64, loop: UInt64, deadline: Int64, block: UnsafeRawPointer, body: UnsafePointer<UInt8>?,
    bodySize: UInt64
  ) {
    self.ticket = ticket
    self.loop = loop
    self.deadline = deadline
    blockAddress = UInt(bitPattern: block)
    bodyAddress = UInt(bitPattern: body)
    self.bodySize = Int(bodySize)
  }

  /// Whether the ticket is still open.
  var isOpen: Bool { !finished.load(ordering: .acquiring) }

  /// Claims the right to complete the ticket; false when someone has.
  func finish() -> Bool { !finished.exchange(true, ordering: .acquiringAndReleasing) }

  /// Traps when the memory may be gone. Not a precondition, which says nothing in a release build.
  private func checkOpen() {
    guard isOpen else {
      fatalError("a request or update was used after its handler had finished; copy what is needed")
    }
  }

  func withBlock<R>(_ read: (UnsafeRawPointer) throws -> R) rethrows -> R {
    checkOpen()
    return try unsafe read(UnsafeRawPointer(bitPattern: blockAddress)!)
  }

  func withBody<R>(_ read: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    checkOpen()
    return try unsafe read(
      UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: bodyAddress), count: bodySize))
  }

  /// Completes the ticket with an error.
  func fail(_ error: any Error) {
    guard finish() else { return }
    let failure = Failure(error)
    var message = failure.message
    message.withUTF8 { message in
      _ = unsafe roost_sdk_fail(ticket, failure.code, message.baseAddress, UInt64(message.count))
    }
  }
}

/// How an error crosses to the host.
struct Failure {
  let code: Int32
  let message: String

  init(_ error: any Error) {
    switch error {
    case let error as PluginError: (code, message) = (error.class.code, error.description)
    case let error as TelegramError: (code, message) = (error.class.code, error.description)
    case is CancellationError: (code, message) = (ROOST_RETRYABLE, "cancelled")
    default: (code, message) = (ROOST_PERMANENT, "\(error)")
    }
  }
}
