import HostDispatch
import NIOCore
import NIOHTTP1
import NIOPosix

extension HTTPConnection {
  /// Answers from a plugin's public folder. The disk is asked on a thread of its own.
  func answerFile(_ head: HTTPRequestHead, _ target: FilesTarget, path: String) {
    phase = .own
    func field(_ name: String) -> String? {
      let lines = head.headers[name]
      return lines.isEmpty ? nil : lines.joined(separator: ", ")
    }
    let request = FileRequest(
      method: head.method == .HEAD ? .head : .get, ifMatch: field("If-Match"),
      ifUnmodifiedSince: field("If-Unmodified-Since"), ifNoneMatch: field("If-None-Match"),
      ifModifiedSince: field("If-Modified-Since"), ifRange: field("If-Range"), range: field("Range"),
      acceptEncoding: field("Accept-Encoding"))
    let files = server.publicFiles
    let folder = target.folder
    server.files.runIfActive(eventLoop: context.eventLoop) {
      files.answer(folder: folder, path: path, request: request)
    }.whenComplete { result in
      guard case .own = self.phase else { return }
      switch result {
      case .success(let answer): self.send(answer)
      case .failure: self.refuse(503, "the host is ending")
      }
    }
  }

  private func send(_ file: FileAnswer) {
    var buffer = beginOwn(
      UInt32(file.status), file.headers, length: Int(file.contentLength), inlined: 640)
    switch file.body {
    case _ where answer.isHead: finish(buffer)
    case .empty: finish(buffer)
    case .bytes(let bytes):
      buffer.writeBytes(bytes)
      finish(buffer)
    case .file(let opened, let offset, let length):
      write(buffer)
      sendPiece(opened, offset, length)
    }
  }

  private func finish(_ buffer: ByteBuffer) {
    write(buffer)
    answered()
  }

  /// Sends a file piece by piece, the next when the last has left: a slow client costs one piece.
  private func sendPiece(_ file: OpenedFile, _ offset: Int64, _ left: Int64) {
    guard left > 0 else { return answered() }
    let size = Int(min(left, 64 << 10))
    server.files.runIfActive(eventLoop: context.eventLoop) { file.read(offset: offset, count: size) }
      .whenComplete { result in
        guard case .own = self.phase else { return }
        // A file that was cut short meanwhile cannot be answered as announced.
        guard case .success(let bytes?) = result, !bytes.isEmpty else { return self.breakOff() }
        let promise = self.context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.whenSuccess { _ in
          self.sendPiece(file, offset + Int64(bytes.count), left - Int64(bytes.count))
        }
        self.write(ByteBuffer(bytes: bytes), promise)
      }
  }
}
