import Roost
import Synchronization

/// How many bytes a stream has handed over so far.
final class Poured: Sendable {
  let bytes = Atomic<Int>(0)
}

/// Answers in pieces, to clients that read slowly or go.
extension SDKProbePlugin {
  private static let piece = 1 << 16

  @HandlerBuilder var streams: [any Handler] {
    GET("/sdk/pour/{pieces}") { request in
      let count = Int(request["pieces"]) ?? 0
      return Response(contentType: "application/octet-stream") { writer in
        poured.bytes.store(0, ordering: .relaxed)
        do {
          for number in 0..<count {
            try await writer.write([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: Self.piece))
            poured.bytes.add(Self.piece, ordering: .relaxed)
          }
        } catch {
          context.log.info("pour ended: \(error)")
          throw error
        }
      }
    }
    GET("/sdk/poured") { _ in "\(poured.bytes.load(ordering: .relaxed))\n" }
    GET("/sdk/duet/{pieces}") { request in
      let count = Int(request["pieces"]) ?? 0
      return Response(contentType: "text/plain") { writer in
        try await withThrowingTaskGroup(of: Void.self) { group in
          for letter in "ab".utf8 {
            group.addTask {
              for _ in 0..<count { try await writer.write([UInt8](repeating: letter, count: Self.piece)) }
            }
          }
          try await group.waitForAll()
        }
      }
    }
    GET("/sdk/breaks") { _ in
      Response(contentType: "text/plain") { writer in
        try await writer.write("half\n")
        throw PluginError.permanent("the other half is lost")
      }
    }
  }
}
