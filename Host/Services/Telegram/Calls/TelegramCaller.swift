import RoostJSON

/// Calls methods of the Bot API, without looking at limits.
///
/// A token is in the path of every URL: no URL and no field of a request reaches a log, an error or a metric, and what
/// Telegram says is masked before it goes on.
package final class TelegramCaller: Sendable {
  /// Told once, on a thread that must not be kept.
  package typealias Answer = @Sendable (TelegramOutcome) -> Void

  private let fetcher: Fetcher
  let api: TelegramAPI

  /// Most bytes of an answer that are read: `getUpdates` answers up to 100 updates.
  static let answerLimit = 16 << 20

  /// Calls a server through a fetcher.
  package init(_ fetcher: Fetcher, _ api: TelegramAPI) { (self.fetcher, self.api) = (fetcher, api) }

  /// Calls a method as a bot. A call that may not be sent twice is not, whatever happens to its connection.
  package func call(_ call: TelegramCall, as token: BotToken, _ answer: @escaping Answer) {
    let request: FetchRequest
    do throws(FetchFailure) {
      request = try Self.request(call, api.url(call.method, token))
    } catch {
      return answer(.notSent(error.description))
    }
    fetcher.send(request, within: api.scope) { result in
      switch result {
      case .success(let response): answer(TelegramOutcome(response).masked(token))
      case .failure(let failure): answer(TelegramOutcome(failure).masked(token))
      }
    }
  }

  private static func request(_ call: TelegramCall, _ url: FetchURL) throws(FetchFailure) -> FetchRequest {
    let multipart = call.files.isEmpty ? nil : Multipart(call)
    let body = multipart == nil ? call.parameters.serialized() : []
    let isRepeatable = call.isRepeatable && multipart == nil
    var request = try FetchRequest(
      method: "POST", url: url, fields: [.init("Content-Type", multipart?.contentType ?? "application/json")],
      body: isRepeatable ? body : [], timeout: call.timeout, answerLimit: answerLimit,
      isRepeatable: isRepeatable)
    if !isRepeatable { request.upload = multipart?.upload ?? Multipart.upload(body) }
    return request
  }

  /// Begins to read a file from an offset on.
  func stream(
    _ path: String, from offset: Int64, as token: BotToken, timeout: Int, _ head: @escaping Fetcher.Answer
  ) -> FetchStream? {
    do throws(FetchFailure) {
      let request = try FetchRequest(
        method: "GET", url: api.file(path, token),
        fields: offset == 0 ? [] : [.init("Range", "bytes=\(offset)-")], timeout: timeout)
      return fetcher.stream(request, within: api.scope, head)
    } catch {
      head(.failure(error))
      return nil
    }
  }
}

extension TelegramOutcome {
  /// Without the token, should Telegram or a server in its place say it back.
  func masked(_ token: BotToken) -> TelegramOutcome {
    let secret = String(decoding: token.reveal(), as: UTF8.self)
    func mask(_ text: String) -> String {
      text.utf8.count < secret.utf8.count || !text.contains(secret)
        ? text : text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "[token]")
    }
    return switch self {
    // A server beside the host tells where a file lies, in a folder that is named after the token.
    case .done(let json): .done(Self.mask(json, Array(secret.utf8)))
    case .migrated: self
    case .refused(let code, let words): .refused(code: code, mask(words))
    case .retry(let seconds, let words): .retry(after: seconds, mask(words))
    case .revoked(let words): .revoked(mask(words))
    case .gone(let words): .gone(mask(words))
    case .unknown(let why): .unknown(mask(why))
    case .notSent(let why): .notSent(mask(why))
    }
  }

  private static func mask(_ json: [UInt8], _ secret: [UInt8]) -> [UInt8] {
    guard json.count >= secret.count, let first = secret.first else { return json }
    var (masked, copied, at) = ([UInt8](), 0, 0)
    while at <= json.count - secret.count {
      guard json[at] == first, json[at..<at + secret.count].elementsEqual(secret) else {
        at += 1
        continue
      }
      masked += json[copied..<at]
      masked += "[token]".utf8
      at += secret.count
      copied = at
    }
    return copied == 0 ? json : masked + json[copied...]
  }
}
