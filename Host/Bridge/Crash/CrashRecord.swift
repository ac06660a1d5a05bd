import CWorkerSystem
import Glibc

/// What a worker wrote while it crashed. Its writer has just shown that it is broken, and its plugin may be
/// hostile: everything is checked.
package struct CrashRecord: Sendable {
  /// The signal, or nil when `exit` was called.
  package let signal: Int32?
  /// The status of `exit`.
  package let status: Int32
  /// The address whose use the signal is about; nil for a signal that is about none.
  package let faultAddress: UInt64?
  /// The name of the thread.
  package let thread: String
  /// The ticket of the event in hand; 0 when there was none.
  package let ticket: UInt64
  /// Where it was, innermost first.
  package let frames: [CrashFrame]

  /// Reads a record; nil when the bytes are none.
  package init?(_ bytes: [UInt8]) {
    var record = unsafe crash_record()
    // The record points into the bytes, which must not move while it is read.
    let parsed: (frames: [CrashFrame], thread: String)? = unsafe bytes.withUnsafeBytes { bytes in
      guard unsafe crash_record_check(bytes.baseAddress, bytes.count, &record) == 0 else { return nil }
      let frames = unsafe (0..<Int(record.header.frame_count)).map { unsafe Self.frame($0, of: &record) }
      let name = unsafe withUnsafeBytes(of: &record.header.thread_name) { name in
        unsafe String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
      }
      return (frames, PrintableText.line(name, atMost: 16))
    }
    guard let parsed else { return nil }
    frames = parsed.frames
    thread = parsed.thread
    let header = unsafe record.header
    signal = header.kind == UInt16(CRASH_SIGNAL.rawValue) ? header.signal : nil
    status = header.status
    // A signal that was sent, as by abort(), has its sender there; a trap where it was.
    let hasAddress = header.code > 0 && (header.signal == SIGSEGV || header.signal == SIGBUS)
    faultAddress = hasAddress ? header.fault_address : nil
    ticket = header.ticket
  }

  private static func frame(_ index: Int, of record: inout crash_record) -> CrashFrame {
    let frame = unsafe crash_record_frame(&record, index)
    let isGuess = frame.source == UInt16(CRASH_FROM_SCAN.rawValue)
    guard frame.mapping != UInt16(CRASH_NO_MAPPING) else {
      return CrashFrame(path: nil, buildID: nil, fileOffset: frame.address, isGuess: isGuess)
    }
    var mapping = unsafe crash_record_mapping(&record, Int(frame.mapping))
    let path = unsafe record.text.map { text in
      unsafe String(
        decoding: UnsafeRawBufferPointer(start: text + Int(mapping.path_at), count: Int(mapping.path_length)),
        as: UTF8.self)
    }
    let length = Int(mapping.build_id_length)
    let buildID = unsafe withUnsafeBytes(of: &mapping.build_id) { id in
      unsafe id.prefix(length).map { byte in
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0" + text : text
      }.joined()
    }
    return CrashFrame(
      path: path?.isEmpty == false ? path : nil, buildID: buildID.isEmpty ? nil : buildID,
      fileOffset: frame.file_offset, isGuess: isGuess)
  }
}
