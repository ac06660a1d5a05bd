import Roost

/// What comes in: bodies whole and in pieces, JSON, forms.
extension SDKProbePlugin {
  struct Order: Codable {
    struct Line: Codable {
      let item: String
      let count: Int
    }
    let lines: [Line]
  }

  struct Form: Encodable {
    let names: [String]
    let values: [String]
    let first: String?
    let all: [String]
  }

  @HandlerBuilder var bodies: [any Handler] {
    POST("/sdk/orders", body: .buffered(limit: 256)) { request in
      let order: Order = try request.json()
      return JSON(order, status: .created)
    }
    POST("/sdk/form") { request in
      let form = request.form
      return JSON(
        Form(
          names: form.fields.map(\.name), values: form.fields.map(\.value), first: form.first("a"),
          all: form.all("a")))
    }
    GET("/sdk/query") { request in "\(request.queryValue("q") ?? "none")\n" }
    POST("/sdk/upload", body: .streamed(limit: 64 << 20)) { request in try await upload(request) }
    // Takes the first piece, and the others when it is told to.
    POST("/sdk/upload-later", body: .streamed(limit: 64 << 20)) { request in
      try await upload(request, first: untilOpened)
    }
    POST("/sdk/first-piece", body: .streamed(limit: 64 << 20)) { request in
      var pieces = request.bodyPieces.makeAsyncIterator()
      return "\(try await pieces.next()?.count ?? 0)\n"
    }
  }

  private func upload(_ request: Request, first: (() async throws -> Void)? = nil) async throws -> String {
    var sum = Adler32()
    do {
      for try await piece in request.bodyPieces {
        if sum.count == 0 { try await first?() }
        sum.add(piece)
      }
    } catch {
      context.log.info("upload ended after \(sum.count): \(error)")
      throw error
    }
    return "\(sum.count) \(sum.value)\n"
  }
}

/// The checksum of RFC 1950, which sees bytes that are lost, doubled or in another order.
private struct Adler32 {
  private(set) var count = 0
  private var low: UInt32 = 1
  private var high: UInt32 = 0

  var value: UInt32 { high << 16 | low }

  mutating func add(_ bytes: [UInt8]) {
    count += bytes.count
    for byte in bytes {
      low = (low + UInt32(byte)) % 65521
      high = (high + low) % 65521
    }
  }
}
