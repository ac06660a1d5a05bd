import CCurl
import Glibc
import Synchronization

/// One exchange with a server, as libcurl sees it. All but the making happens on the engine's thread.
@safe final class Transfer: @unchecked Sendable {
  /// Told what came of it, and where the answer redirects to.
  typealias Done = @Sendable (Result<FetchResponse, FetchFailure>, _ redirect: String?) -> Void

  let request: FetchRequest
  private let reach: FetchScope.Reach
  private let stream: FetchStream?
  private let done: Done

  private var status = 0
  private var fields: [FetchRequest.Field] = []
  private var headBytes = 0
  private var isHeadWhole = false
  private var body: [UInt8] = []
  private var isCut = false
  private var isTooLong = false
  /// An address that was refused, and whether another one was not.
  private var refused: String?
  private var hasOpened = false
  private var hasTold = false
  /// Its handle, as long as it is under way.
  private(set) var easy: EasyHandle?
  private var list: UnsafeMutablePointer<curl_slist>?

  /// Most bytes of an answer's head.
  private static let headLimit = 65_536
  private static let fieldLimit = 128

  /// - Parameters:
  ///   - stream: takes the body in the place of the answer; nil is none.
  ///   - done: told the answer on the engine's thread; with a stream its head, as soon as it is there.
  init(
    _ request: FetchRequest, _ reach: FetchScope.Reach, stream: FetchStream? = nil, _ done: @escaping Done
  ) {
    self.request = request
    self.reach = reach
    self.stream = stream
    self.done = done
  }

  /// Whether whoever asked wants no more.
  var isClosed: Bool { stream?.isClosed ?? false }

  // MARK: Towards libcurl

  /// Sets a handle up that was made or reset.
  func begin(_ easy: EasyHandle, authorities: String?) {
    self.easy = easy
    easy.set(CURLOPT_URL, request.url.text)
    easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
    // An environment variable must not lead requests elsewhere.
    easy.set(CURLOPT_PROXY, "")
    easy.set(CURLOPT_NOSIGNAL, 1)
    easy.set(CURLOPT_FOLLOWLOCATION, 0)
    easy.set(CURLOPT_TIMEOUT_MS, request.timeout)
    easy.set(CURLOPT_CONNECTTIMEOUT_MS, min(request.timeout, 10_000))
    easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    easy.set(CURLOPT_SSL_VERIFYPEER, 1)
    easy.set(CURLOPT_SSL_VERIFYHOST, 2)
    easy.set(CURLOPT_TCP_KEEPALIVE, 1)
    if let authorities { easy.set(CURLOPT_CAINFO, authorities) }
    if request.isRepeatable {
      easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    } else if request.upload != nil {
      // What was read of it is not to be had again, so that libcurl cannot send it once more.
      easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    } else {
      // On a connection that is used again and found closed libcurl sends the request once more, whatever it is.
      easy.set(CURLOPT_FRESH_CONNECT, 1)
      easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    }
    setMethod(easy)
    setFields(easy)
    let context = unsafe Unmanaged.passRetained(self).toOpaque()
    _ = unsafe ccurl_set_receivers(easy.pointer, Self.receiveBody, Self.receiveHead, context)
    if request.upload != nil { _ = unsafe ccurl_set_sender(easy.pointer, Self.giveBody, context) }
    _ = unsafe ccurl_set_opensocket(easy.pointer, Self.openSocket, context)
  }

  private func setMethod(_ easy: EasyHandle) {
    switch request.method {
    case "HEAD": easy.set(CURLOPT_NOBODY, 1)
    case "POST":
      easy.set(CURLOPT_POST, 1)
      if let upload = request.upload {
        easy.set(CURLOPT_POSTFIELDSIZE_LARGE, Int(upload.count))
      } else {
        easy.set(body: request.body)
      }
    case "GET" where request.body.isEmpty: break
    default:
      if !request.body.isEmpty { easy.set(body: request.body) }
      easy.set(CURLOPT_CUSTOMREQUEST, request.method)
    }
  }

  private func setFields(_ easy: EasyHandle) {
    // What libcurl would add by itself.
    var lines = ["Expect:"]
    if !request.has("content-type") { lines.append("Content-Type:") }
    if !request.has("user-agent") { lines.append("User-Agent: roost") }
    for field in request.fields {
      // A field without a value is written with a semicolon, or it would be left out.
      lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
    }
    for line in lines { unsafe list = curl_slist_append(list, line) }
    _ = unsafe ccurl_set_pointer(easy.pointer, CURLOPT_HTTPHEADER, list)
  }

  /// The transfer has ended: tells what came of it. The handle is for others then.
  func end(_ code: CURLcode) {
    guard let easy else { return }
    let result = outcome(code, hasSent: easy.number(CURLINFO_REQUEST_SIZE) > 0)
    let redirect = easy.text(CURLINFO_REDIRECT_URL)
    unsafe curl_slist_free_all(list)
    self.easy = nil
    unsafe Unmanaged.passUnretained(self).release()
    finish(result, redirect)
  }

  /// Tells the result, unless the head of a stream was told before.
  func finish(_ result: Result<FetchResponse, FetchFailure>, _ redirect: String? = nil) {
    if !hasTold { done(result, redirect) }
    hasTold = true
    if case .failure(let failure) = result { stream?.ended(failure) } else { stream?.ended(nil) }
  }

  private func outcome(_ code: CURLcode, hasSent: Bool) -> Result<FetchResponse, FetchFailure> {
    if code == CURLE_OK || isCut {
      return .success(FetchResponse(status: status, fields: fields, body: body, isCut: isCut))
    }
    let why = unsafe String(cString: curl_easy_strerror(code)).lowercased()
    let place = "\(request.url.host):\(request.url.port)"
    if let refused, !hasOpened {
      return .failure(
        FetchFailure(
          .denied,
          """
          \(place) is at \(refused), which is no public address — \
          hint: `grants: [fetch-private:HOST]` allows addresses of this machine and its network
          """))
    }
    if isTooLong {
      return .failure(
        FetchFailure(
          .unknown, "the answer's head has more than \(Self.headLimit) bytes or \(Self.fieldLimit) fields"))
    }
    if isClosed { return .failure(FetchFailure(.cancelled, "the stream was closed")) }
    return .failure(FetchFailure(hasSent ? .unknown : .notSent, "\(place): \(why)"))
  }

  // MARK: From libcurl

  private static func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer {
    unsafe Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
  }

  private static let receiveBody: curl_write_callback = { bytes, size, count, context in
    let bytes = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    return unsafe transfer(context).received(bytes)
  }

  private static let receiveHead: curl_write_callback = { bytes, size, count, context in
    let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    return unsafe transfer(context).receivedHead(line)
  }

  private static let giveBody: curl_read_callback = { bytes, size, count, context in
    let buffer = unsafe UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
    guard let given = unsafe transfer(context).request.upload?.read(buffer) else {
      return Int(CURL_READFUNC_ABORT)
    }
    return given
  }

  private static let openSocket: curl_opensocket_callback = { context, purpose, address in
    guard let address = unsafe address else { return CURL_SOCKET_BAD }
    return unsafe transfer(context).open(address)
  }

  private func received(_ bytes: UnsafeRawBufferPointer) -> Int {
    if let stream {
      if !hasTold {
        hasTold = true
        done(.success(FetchResponse(status: status, fields: fields, body: [])), nil)
      }
      switch unsafe stream.take(bytes) {
      case .taken: return bytes.count
      case .full: return Int(CURL_WRITEFUNC_PAUSE)
      case .closed: return 0
      }
    }
    let room = request.answerLimit - body.count
    unsafe body.append(contentsOf: bytes.prefix(room))
    guard bytes.count <= room else {
      isCut = true
      return 0
    }
    return bytes.count
  }

  private func receivedHead(_ line: UnsafeRawBufferPointer) -> Int {
    // What follows the body says nothing that was asked for.
    guard !isHeadWhole else { return line.count }
    headBytes += line.count
    guard headBytes <= Self.headLimit, fields.count < Self.fieldLimit else {
      isTooLong = true
      return 0
    }
    let text = unsafe line.last == 0x0A ? line.dropLast(line.dropLast().last == 0x0D ? 2 : 1) : line[...]
    guard unsafe !text.isEmpty else {
      isHeadWhole = status >= 200
      if !isHeadWhole { fields = [] }
      return line.count
    }
    if unsafe fields.isEmpty && text.starts(with: "HTTP/".utf8) {
      let digits = unsafe text.drop { $0 != 0x20 }.dropFirst().prefix(3)
      status = unsafe digits.reduce(0) { $0 * 10 + (Int($1) - 0x30) }
    } else if let colon = unsafe text.firstIndex(of: UInt8(ascii: ":")) {
      let name = unsafe String(decoding: text[..<colon], as: UTF8.self)
      let value = unsafe text[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
      fields.append(FetchRequest.Field(name, unsafe String(decoding: value, as: UTF8.self)))
    }
    return line.count
  }

  private func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = unsafe Int(ccurl_address(address, &bytes))
    bytes.removeLast(16 - count)
    guard reach == .any || PublicAddress.isPublic(bytes) else {
      refused = Self.text(bytes)
      return CURL_SOCKET_BAD
    }
    hasOpened = true
    return unsafe ccurl_socket(address)
  }

  private static func text(_ address: [UInt8]) -> String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = address.count == 4 ? AF_INET : AF_INET6
    guard !address.isEmpty, unsafe inet_ntop(family, address, &text, socklen_t(text.count)) != nil else {
      return "an address of another family"
    }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
