import CCurl

/// A handle of libcurl's for one transfer after another. On one thread only.
struct EasyHandle: Hashable {
  private let address: UInt

  var pointer: UnsafeMutableRawPointer { unsafe UnsafeMutableRawPointer(bitPattern: address)! }

  /// Takes a handle over from libcurl.
  init(_ pointer: UnsafeMutableRawPointer) { address = UInt(bitPattern: pointer) }

  /// A new one; nil without memory.
  static func make() -> EasyHandle? {
    guard let pointer = unsafe curl_easy_init() else { return nil }
    return unsafe EasyHandle(pointer)
  }

  func set(_ option: CURLoption, _ value: Int) { _ = unsafe ccurl_set_number(pointer, option, value) }

  func set(_ option: CURLoption, _ text: String) { _ = unsafe ccurl_set_text(pointer, option, text) }

  /// The bytes are copied.
  func set(body: [UInt8]) {
    set(CURLOPT_POSTFIELDSIZE, body.count)
    unsafe body.withUnsafeBytes { bytes in
      _ = unsafe ccurl_set_pointer(
        pointer, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress ?? UnsafeRawPointer(pointer))
    }
  }

  func number(_ info: CURLINFO) -> Int { unsafe ccurl_get_number(pointer, info) }

  func text(_ info: CURLINFO) -> String? {
    unsafe ccurl_get_text(pointer, info).map { unsafe String(cString: $0) }
  }

  /// Forgets all that was set, but not its connections.
  func reset() { unsafe curl_easy_reset(pointer) }

  func free() { unsafe curl_easy_cleanup(pointer) }
}
