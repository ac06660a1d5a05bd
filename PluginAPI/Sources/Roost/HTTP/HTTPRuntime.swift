import CRoostSDK
import Synchronization

/// A registered route, kept as long as the plugin; the host hands its address back with each event.
final class RouteBox: Sendable {
  let parameters: [String]
  let action: RouteAction

  init(pattern: String, action: RouteAction) {
    parameters = pattern.split(separator: "/").compactMap { segment in
      guard segment.first == "{", segment.last == "}" else { return nil }
      let name = segment.dropFirst().dropLast()
      return String(name.hasSuffix("...") ? name.dropLast(3) : name)
    }
    self.action = action
  }
}

@c(roost_sdk_swift_http)
func httpEvent(
  user: UnsafeMutableRawPointer?, ticket: UInt64, loop: UInt64, deadline: Int64,
  block: UnsafeRawPointer?, body: UnsafePointer<UInt8>?, bodySize: UInt64
) -> Int32 {
  let box = unsafe Unmanaged<RouteBox>.fromOpaque(user!).takeUnretainedValue()
  let exchange = unsafe Exchange(
    ticket: ticket, loop: loop, deadline: deadline, block: block!, body: body, bodySize: bodySize)
  let request = Request(exchange: exchange, parameters: box.parameters)
  switch box.action {
  case .sync(let handler):
    do { exchange.answer(try handler(request)) } catch { exchange.answer(error: error) }
  case .async(let handler):
    run(exchange) {
      do {
        let response = try await handler(request)
        if case .stream(let endsAtDrain, let stream) = response.body {
          await exchange.stream(response, endsAtDrain: endsAtDrain, stream)
        } else {
          exchange.answer(response)
        }
      } catch {
        exchange.answer(error: error)
      }
    }
  }
  return ROOST_PENDING
}

extension Exchange {
  /// Completes the ticket with an answer; a streaming one goes on as a task.
  func answer(_ response: Response) {
    switch response.body {
    case .text(var text):
      guard finish() else { return }
      text.withUTF8 { unsafe check(send(response, UnsafeRawBufferPointer($0)), response) }
    case .bytes(let bytes):
      guard finish() else { return }
      unsafe bytes.withUnsafeBytes { unsafe check(send(response, $0), response) }
    case .stream(let endsAtDrain, let stream):
      run(self) { await self.stream(response, endsAtDrain: endsAtDrain, stream) }
    }
  }

  /// Completes the ticket with an error, as the answer it names if it names one.
  func answer(error: any Error) {
    if let error = error as? HTTPError {
      answer(Response(error.message + "\n", status: error.status))
    } else {
      fail(error)
    }
  }

  func stream(
    _ response: Response, endsAtDrain: Bool, _ body: @Sendable (BodyWriter) async throws -> Void
  ) async {
    // A drain is told once: to a handler that was still at work then, too early.
    let late = waiting.withLock { waiting in
      waiting.endsAtDrain = endsAtDrain
      return endsAtDrain && waiting.draining ? waiting.task : nil
    }
    late?.cancel()
    guard unsafe send(response, UnsafeRawBufferPointer(start: nil, count: 0), stream: true) == ROOST_DONE
    else { return fail(PluginError.permanent(Self.refusal(response))) }
    do {
      try await body(BodyWriter(exchange: self))
      if finish() { _ = roost_sdk_stream_close(ticket) }
    } catch  where error is CancellationError && endsAtDrain {
      if finish() { _ = roost_sdk_stream_close(ticket) }
    } catch {
      fail(error)
    }
  }

  /// A refused answer still owes the completion.
  private func check(_ code: Int32, _ response: Response) {
    guard code == ROOST_INVALID else { return }
    var message = Self.refusal(response)
    message.withUTF8 {
      _ = unsafe roost_sdk_fail(ticket, ROOST_INVALID, $0.baseAddress, UInt64($0.count))
    }
  }

  /// Why an answer can be refused: its bounds are those of `roost_http_response`.
  private static func refusal(_ response: Response) -> String {
    "the host refused the answer, status \(response.status.code) with \(response.headers.count) header fields"
      + " — hint: a status is 200 to 599, there are at most 127 header fields, and what is past 64 MiB is streamed"
  }

  private func send(_ response: Response, _ body: UnsafeRawBufferPointer, stream: Bool = false) -> Int32 {
    var fields = FlatText()
    var contentType = response.contentType ?? ""
    for (name, value) in response.headers {
      fields.append(name)
      fields.append(value)
    }
    return contentType.withUTF8 { type in
      unsafe fields.withPointers { text, lengths in
        unsafe roost_sdk_respond(
          ticket, response.status.code, type.baseAddress, UInt64(type.count), text, lengths,
          UInt32(fields.count / 2), body.baseAddress?.assumingMemoryBound(to: UInt8.self),
          UInt64(body.count), stream ? 1 : 0)
      }
    }
  }
}
