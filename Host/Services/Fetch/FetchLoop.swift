import CCurl
import CHostSystem
import Glibc
import HostOperations

/// What an engine's thread does: waits for sockets, times and orders, and lets libcurl go on.
@safe final class FetchLoop {
  private let engine: FetchEngine
  private let multi: UnsafeMutableRawPointer
  private let poll: Descriptor
  private var timer: ContinuousClock.Instant?
  private var running: [EasyHandle: Transfer] = [:]
  /// Handles that were used before.
  private var spare: [EasyHandle] = []

  private static let mostSpare = 32

  init(_ engine: FetchEngine) throws(SystemFailure) {
    let number = ccurl_poll_make()
    if number < 0 { throw SystemFailure("epoll_create1", "requests") }
    poll = Descriptor(owning: number)
    self.engine = engine
    unsafe multi = curl_multi_init()
    ccurl_poll_watch(number, engine.wakeNumber, CURL_POLL_IN, 0)
    unsafe ccurl_multi_set_number(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, engine.connections)
    unsafe ccurl_multi_set_number(multi, CURLMOPT_MAXCONNECTS, engine.connections)
    unsafe ccurl_multi_set_functions(
      multi, Self.watch, Self.setTimer, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    for easy in spare { easy.free() }
    unsafe curl_multi_cleanup(multi)
  }

  // MARK: The thread

  func run() {
    var ready = [ccurl_ready](repeating: ccurl_ready(), count: Int(CCURL_READY_MAX))
    while true {
      while true {
        let orders = engine.take()
        if orders.isEmpty { break }
        for order in orders { if !carryOut(order) { return } }
        collect()
      }
      let count = unsafe ccurl_poll_wait(poll.number, &ready, wait)
      for socket in ready.prefix(Int(count)) {
        if socket.socket == engine.wakeNumber {
          var number: UInt64 = 0
          _ = unsafe read(engine.wakeNumber, &number, 8)
        } else {
          act(socket.socket, socket.mask)
        }
      }
      if let timer, timer <= .now {
        self.timer = nil
        act(CURL_SOCKET_TIMEOUT, 0)
      }
      collect()
    }
  }

  /// How long to wait, in milliseconds; -1 for ever.
  private var wait: Int32 {
    guard let timer else { return -1 }
    return Int32(max(0, min(60_000, ((timer - .now) / .milliseconds(1)).rounded(.up))))
  }

  private func act(_ socket: Int32, _ mask: Int32) {
    var count: Int32 = 0
    unsafe curl_multi_socket_action(multi, socket, mask, &count)
  }

  /// - Returns: false when the thread is to end.
  private func carryOut(_ order: FetchEngine.Order) -> Bool {
    switch order {
    case .begin(let transfer):
      guard let easy = spare.popLast() ?? EasyHandle.make() else {
        transfer.finish(.failure(FetchFailure(.busy, "the host has no memory for requests")))
        return true
      }
      transfer.begin(easy, authorities: engine.authorities)
      running[easy] = transfer
      unsafe curl_multi_add_handle(multi, easy.pointer)
    case .resume(let transfer):
      guard let easy = transfer.easy else { return true }
      // A closed stream is found out by the write that follows, or here where nothing is to be written.
      if transfer.isClosed {
        unsafe curl_multi_remove_handle(multi, easy.pointer)
        ended(easy, CURLE_ABORTED_BY_CALLBACK)
      } else {
        _ = unsafe curl_easy_pause(easy.pointer, CURLPAUSE_CONT)
      }
    case .end:
      for easy in Array(running.keys) {
        unsafe curl_multi_remove_handle(multi, easy.pointer)
        ended(easy, CURLE_ABORTED_BY_CALLBACK)
      }
      return false
    }
    return true
  }

  private func collect() {
    var code = CURLE_OK
    while let easy = unsafe ccurl_multi_next(multi, &code) { unsafe ended(EasyHandle(easy), code) }
  }

  private func ended(_ easy: EasyHandle, _ code: CURLcode) {
    guard let transfer = running.removeValue(forKey: easy) else { return }
    transfer.end(code)
    guard spare.count < Self.mostSpare else { return easy.free() }
    easy.reset()
    spare.append(easy)
  }

  // MARK: From libcurl

  private static func loop(_ context: UnsafeMutableRawPointer?) -> FetchLoop {
    unsafe Unmanaged<FetchLoop>.fromOpaque(context!).takeUnretainedValue()
  }

  private static let watch: curl_socket_callback = { _, socket, what, context, known in
    unsafe loop(context).watch(socket, what, isKnown: unsafe known != nil)
    return 0
  }

  private static let setTimer: curl_multi_timer_callback = { _, milliseconds, context in
    unsafe loop(context).timer = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
    return 0
  }

  private func watch(_ socket: Int32, _ what: Int32, isKnown: Bool) {
    ccurl_poll_watch(poll.number, socket, what, isKnown ? 1 : 0)
    // libcurl gives the mark back with the socket, until it is removed.
    if !isKnown { unsafe curl_multi_assign(multi, socket, UnsafeMutableRawPointer(bitPattern: 1)) }
  }
}
