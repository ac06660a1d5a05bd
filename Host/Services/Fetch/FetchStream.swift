import Synchronization

/// The body of an answer that is read piece by piece. While nobody reads, the server is not read from either.
package final class FetchStream: Sendable {
  /// What a read is told: a piece, none at the end, or why it broke off.
  package typealias Piece = @Sendable (Result<[UInt8], FetchFailure>) -> Void

  enum Taken {
    case taken, full, closed
  }

  fileprivate struct State {
    var buffer: [UInt8] = []
    var isFull = false
    var waiting: (most: Int, piece: Piece)?
    var end: Result<Void, FetchFailure>?
    var isClosed = false
    /// Reads from the server again, or breaks off.
    var resume: (@Sendable () -> Void)?
  }
  private let state = Mutex(State())

  /// From here on the server is not read from.
  static let window = 262_144

  /// Gives what reads from the server again; on the engine's thread it then asks ``isClosed``.
  func attach(_ resume: @escaping @Sendable () -> Void) { state.withLock { $0.resume = resume } }

  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Takes bytes that have come, all or none.
  func take(_ bytes: UnsafeRawBufferPointer) -> Taken {
    let (taken, ready): (Taken, (Piece, [UInt8])?) = state.withLock { state in
      if state.isClosed { return (.closed, nil) }
      guard state.buffer.count < Self.window else {
        state.isFull = true
        return (.full, nil)
      }
      unsafe state.buffer.append(contentsOf: bytes)
      return (.taken, state.ready())
    }
    if let ready { ready.0(.success(ready.1)) }
    return taken
  }

  /// No more comes.
  func ended(_ failure: FetchFailure?) {
    let waiting: Piece? = state.withLock { state in
      state.end = failure.map { .failure($0) } ?? .success(())
      state.resume = nil
      defer { state.waiting = nil }
      return state.waiting?.piece
    }
    waiting?(failure.map { .failure($0) } ?? .success([]))
  }

  /// Reads the next piece, of at least one byte but at the end.
  ///
  /// - Parameters:
  ///   - most: its most bytes, at least 1.
  ///   - piece: told once, on any thread, also before this returns.
  /// - Returns: false while another read waits, or after ``close()``: then nothing is told.
  package func read(most: Int, _ piece: @escaping Piece) -> Bool {
    enum Verdict {
      case no, later
      case now(Result<[UInt8], FetchFailure>, resume: (@Sendable () -> Void)?)
    }
    let verdict: Verdict = state.withLock { state in
      guard state.waiting == nil, !state.isClosed else { return .no }
      state.waiting = (most, piece)
      if let (_, bytes) = state.ready() {
        guard state.isFull, state.buffer.count < Self.window / 2 else {
          return .now(.success(bytes), resume: nil)
        }
        state.isFull = false
        return .now(.success(bytes), resume: state.resume)
      }
      guard let end = state.end else { return .later }
      state.waiting = nil
      return .now(end.map { [] }, resume: nil)
    }
    switch verdict {
    case .no: return false
    case .later: return true
    case .now(let result, let resume):
      piece(result)
      resume?()
      return true
    }
  }

  /// Wants no more; the transfer is broken off. A read that waits is told so.
  package func close() {
    let (resume, waiting): ((@Sendable () -> Void)?, Piece?) = state.withLock { state in
      state.isClosed = true
      state.buffer = []
      defer { (state.waiting, state.resume) = (nil, nil) }
      return (state.resume, state.waiting?.piece)
    }
    waiting?(.failure(FetchFailure(.cancelled, "the stream was closed")))
    resume?()
  }
}

extension FetchStream.State {
  /// A piece for the read that waits, if there is one and bytes are there.
  fileprivate mutating func ready() -> (FetchStream.Piece, [UInt8])? {
    guard let (most, piece) = waiting, !buffer.isEmpty else { return nil }
    waiting = nil
    guard buffer.count > most else {
      defer { buffer = [] }
      return (piece, buffer)
    }
    defer { buffer.removeFirst(most) }
    return (piece, Array(buffer.prefix(most)))
  }
}
