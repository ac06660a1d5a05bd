internal import RoostJSON

/// Why a file did not come whole.
package enum TelegramDownloadError: Error, Sendable, Equatable, CustomStringConvertible {
  /// `getFile` was answered otherwise than with a file.
  case noFile(TelegramOutcome)
  /// It has more bytes than may be taken.
  case tooLarge(limit: Int64)
  /// It broke off, and could not be gone on with.
  case broken(String)
  /// What takes the bytes has failed.
  case notTaken(String)

  /// What, why and a hint.
  package var description: String {
    switch self {
    case .noFile(let outcome): "the file is not to be had: \(outcome)"
    case .tooLarge(let limit): "the file has more than \(limit) bytes"
    case .broken(let why): "the file did not come whole: \(why)"
    case .notTaken(let why): "the file could not be kept: \(why)"
    }
  }
}

extension TelegramCaller {
  /// Most bytes of a file that Telegram's own server gives (https://core.telegram.org/bots/api#getfile).
  package static let downloadLimit: Int64 = 20 << 20
  private static let attempts = 5
  private static let pieceBytes = 65_536

  /// Downloads a file by its id, going on where it broke off.
  ///
  /// - Parameters:
  ///   - limit: most bytes.
  ///   - take: gets the bytes in order.
  /// - Returns: how many bytes came.
  package func download(
    _ file: String, as token: BotToken, limit: Int64 = downloadLimit,
    _ take: (sending [UInt8]) async throws -> Void
  ) async throws(TelegramDownloadError) -> Int64 {
    let path = try await filePath(file, as: token, limit)
    var (offset, failures, why) = (Int64(0), 0, "")
    while failures < Self.attempts {
      let before = offset
      do throws(Broken) {
        try await read(path, as: token, limit, from: &offset, take)
        return offset
      } catch {
        switch error {
        case .for(let reason): throw reason
        case .now(let reason): why = reason
        }
      }
      failures = offset > before ? 1 : failures + 1
    }
    throw .broken(why)
  }

  private func filePath(
    _ file: String, as token: BotToken, _ limit: Int64
  ) async throws(TelegramDownloadError) -> String {
    let parameters = JSONValue.object([JSONMember("file_id", .string(file))])
    guard let call = try? TelegramCall("getFile", parameters) else { throw .broken("no call") }
    let outcome = await withCheckedContinuation { waiting in
      self.call(call, as: token) { waiting.resume(returning: $0) }
    }
    guard case .done(let json) = outcome, let answer = try? JSONValue(parsing: json),
      let path = answer["file_path"]?.string
    else { throw .noFile(outcome) }
    if let size = answer["file_size"]?.int, Int64(size) > limit { throw .tooLarge(limit: limit) }
    return path
  }

  /// Broken off: for good, or to be gone on with.
  private enum Broken: Error {
    case `for`(TelegramDownloadError)
    case now(String)
  }

  private func read(
    _ path: String, as token: BotToken, _ limit: Int64, from offset: inout Int64,
    _ take: (sending [UInt8]) async throws -> Void
  ) async throws(Broken) {
    let (stream, head) = await begin(path, from: offset, as: token)
    guard let stream else { throw .for(.broken("the path of the file is none")) }
    defer { stream.close() }
    let response: FetchResponse
    do throws(FetchFailure) { response = try head.get() } catch { throw .now(error.description) }
    // Where the server begins anew, what is here already is passed over.
    var passed = response.status == 206 ? offset : 0
    switch response.status {
    case 200: break
    case 206:
      guard response.value(of: "content-range")?.hasPrefix("bytes \(offset)-") == true else {
        throw .for(.broken("the server went on at another place"))
      }
    case 429, 500...: throw .now("status \(response.status)")
    default: throw .for(.broken("status \(response.status)"))
    }
    while true {
      let piece: [UInt8]
      do throws(FetchFailure) { piece = try await next(stream) } catch { throw .now(error.description) }
      if piece.isEmpty { return }
      let skipped = Int(min(Int64(piece.count), offset - passed))
      passed += Int64(piece.count)
      guard skipped < piece.count else { continue }
      guard passed <= limit else { throw .for(.tooLarge(limit: limit)) }
      do { try await take(Array(piece[skipped...])) } catch { throw .for(.notTaken("\(error)")) }
      offset = passed
    }
  }

  private func begin(
    _ path: String, from offset: Int64, as token: BotToken
  ) async -> (FetchStream?, Result<FetchResponse, FetchFailure>) {
    await withCheckedContinuation { waiting in
      let box = StreamBox()
      let stream = stream(path, from: offset, as: token, timeout: 300_000) { head in
        box.tell(head: head, waiting)
      }
      box.tell(stream: stream, waiting)
    }
  }

  private func next(_ stream: FetchStream) async throws(FetchFailure) -> [UInt8] {
    let result = await withCheckedContinuation { waiting in
      let isAsked = stream.read(most: Self.pieceBytes) { waiting.resume(returning: $0) }
      if !isAsked { waiting.resume(returning: .failure(FetchFailure(.cancelled, "the stream was closed"))) }
    }
    return try result.get()
  }
}
