import CRoostSDK

/// Sends requests to servers elsewhere, where the operator grants it.
///
/// The manifest asks for each host by a capability, such as
/// `{"name": "fetch:api.example.org", "reason": "orders are placed there"}`. To send a request once for an event, and
/// to hear of it whatever crashes when, make it an effect: ``StateCommit/fetch(_:outcome:tag:lane:)``.
///
///     let response = try await context.fetch(FetchRequest("https://api.example.org/rates"))
///     let rates = try response.json(as: [String: Double].self)
public struct Fetch: Sendable {
  /// Sends a request and waits for the whole answer, of any status.
  ///
  /// - Throws: ``PluginError`` of the class `denied` where it may not be sent, `retryable` when it was not, or may be
  ///   sent again, `unknown` when some of it was sent and it has no whole answer.
  public func callAsFunction(_ request: FetchRequest) async throws -> FetchResponse {
    FetchResponse.read(try await Self.ask(1, request.block(), request)[...]).0
  }

  /// Sends a request, and has its answer's body read piece by piece. Redirects are not followed.
  ///
  /// - Parameters:
  ///   - request: what is sent.
  ///   - use: gets the answer without its body, and the body; when it returns, what is left of that is
  ///     not read.
  /// - Throws: as ``callAsFunction(_:)``, and what `use` throws.
  public func stream<R: Sendable>(
    _ request: FetchRequest, _ use: (FetchResponse, FetchBody) async throws -> R
  ) async throws -> R {
    let (head, stream) = FetchResponse.read(try await Self.ask(2, request.block(), request)[...])
    let body = FetchBody(number: stream, request: request)
    do {
      let result = try await use(head, body)
      await body.close()
      return result
    } catch {
      await body.close()
      throw error
    }
  }

  static func ask(_ method: Int32, _ block: [UInt8], _ request: FetchRequest) async throws -> [UInt8] {
    let answer = await Questions.ask { id in
      unsafe block.withUnsafeBufferPointer {
        unsafe roost_sdk_fetch(method, $0.baseAddress, UInt64($0.count), id)
      }
    }
    // Not the URL: its query may hold a secret.
    return try answer.result(
      "a \(request.method) request", absent: "this host sends no requests (roost.fetch/1)",
      bounds: "it is malformed or out of bounds")
  }
}

/// The body of an answer that is read piece by piece, by one task.
public struct FetchBody: Sendable {
  let number: UInt64
  let request: FetchRequest

  /// The next piece, at most 256 KiB; nil at the end.
  ///
  /// - Throws: ``PluginError`` when it broke off.
  public func next() async throws -> [UInt8]? {
    let piece = try await Fetch.ask(3, name, request)
    return piece.isEmpty ? nil : piece
  }

  func close() async { _ = try? await Fetch.ask(4, name, request) }

  private var name: [UInt8] { unsafe withUnsafeBytes(of: number) { unsafe Array($0) } }
}
