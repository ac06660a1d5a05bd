internal import Synchronization

/// Brings a stream and the head of its answer together, whichever is there first.
final class StreamBox: Sendable {
  typealias Head = Result<FetchResponse, FetchFailure>
  typealias Waiting = CheckedContinuation<(FetchStream?, Head), Never>

  private let state = Mutex<(stream: FetchStream??, head: Head?)>((nil, nil))

  func tell(head: Head, _ waiting: Waiting) { tell(waiting) { $0.head = head } }

  func tell(stream: FetchStream?, _ waiting: Waiting) { tell(waiting) { $0.stream = .some(stream) } }

  private func tell(
    _ waiting: Waiting, _ change: (inout sending (stream: FetchStream??, head: Head?)) -> Void
  ) {
    let both: (FetchStream?, Head)? = state.withLock { state in
      change(&state)
      guard let stream = state.stream, let head = state.head else { return nil }
      return (stream, head)
    }
    if let both { waiting.resume(returning: both) }
  }
}
