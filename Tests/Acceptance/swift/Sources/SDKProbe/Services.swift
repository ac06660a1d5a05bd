import Roost

/// What calls of other plugins are to a Swift plugin, which here calls itself as well.
extension SDKProbePlugin {
  struct Asked: Codable, Sendable {
    var number: Int
    var item: String?
  }

  struct Receipt: Codable, Sendable, ResponseConvertible {
    var number: Int
    var caller: String
    var method: String
    var depth: Int
    func response() -> Response { Response("\(number) \(caller) \(method) \(depth)\n") }
  }

  @HandlerBuilder var services: [any Handler] {
    Provide("lookup") { call in
      let order: Asked = try call.json()
      guard order.number > 0 else { throw PluginError.conflict("there is no order \(order.number)") }
      return Receipt(number: order.number, caller: call.caller, method: call.name, depth: call.depth)
    }
    // It calls itself until it may not.
    Provide("deeper") { (call: ServiceCall) -> [String] in
      do {
        return try await context.services.call("sdk.deeper", [call.depth])
      } catch let error as PluginError {
        return ["depth \(call.depth)", error.description]
      }
    }
    Provide(bytes: "sdk.reverse") { call in
      try await Task.sleep(for: .milliseconds(1))
      return call.body.reversed()
    }
    POST("/sdk/services/lookup") { request in
      let order: Asked = try request.json()
      let receipt: Receipt = try await context.services.call("sdk.lookup", order)
      return receipt
    }
    POST("/sdk/services/reverse") { request in
      String(decoding: try await context.services.call("sdk.reverse", bytes: request.body), as: UTF8.self)
    }
    POST("/sdk/services/deeper") { request in
      JSON(try await context.services.call("sdk.deeper", [Int](), as: [String].self))
    }
    // Work that goes on when its event has ended.
    POST("/sdk/services/later") { request in
      Task {
        try await Task.sleep(for: .milliseconds(50))
        let receipt: Receipt = try await context.services.call("sdk.lookup", Asked(number: 7))
        context.log.info("later \(receipt.number)")
      }
      return "begun\n"
    }
    POST("/sdk/services/call/{name}") { request in
      do {
        let answer = try await context.services.call(
          request["name"], bytes: request.body, within: .milliseconds(500))
        return "done \(String(decoding: answer, as: UTF8.self))\n"
      } catch let error as PluginError {
        return "\(Self.name(error.class)) \(error.description)\n"
      }
    }
  }

  private static func name(_ failure: PluginError.Class) -> String {
    switch failure {
    case .retryable: "retryable"
    case .permanent: "permanent"
    case .denied: "denied"
    case .busy: "busy"
    case .unknown: "unknown"
    case .conflict: "conflict"
    default: "another"
    }
  }
}
