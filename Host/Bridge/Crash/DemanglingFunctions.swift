internal import Glibc

/// The demanglers that the process has loaded, by their C names.
@safe
struct DemanglingFunctions: Sendable {
  /// `char *swift_demangle(const char *, size_t, char *, size_t *, uint32_t flags)`, exported by libswiftCore
  /// (stdlib/public/runtime/Demangle.cpp); flags must be 0.
  private typealias Full =
    @convention(c) (
      UnsafePointer<CChar>, Int, UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<Int>?, UInt32
    ) -> UnsafeMutablePointer<CChar>?

  /// `char *_swift_backtrace_demangle(const char *, size_t, char *, size_t *)`, exported by libswiftCore for
  /// its backtracer (stdlib/public/runtime/Backtrace.cpp).
  private typealias Short =
    @convention(c) (
      UnsafePointer<CChar>, Int, UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<Int>?
    ) -> UnsafeMutablePointer<CChar>?

  /// `char *__cxa_demangle(const char *, char *, size_t *, int *status)` (Itanium C++ ABI, 3.4).
  private typealias Cpp =
    @convention(c) (
      UnsafePointer<CChar>, UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<Int>?,
      UnsafeMutablePointer<Int32>?
    ) -> UnsafeMutablePointer<CChar>?

  private let full: Full?
  private let short: Short?
  private let cpp: Cpp?

  /// Those of this process. Plugins are opened with names of their own, so none of theirs is found.
  static let inProcess = DemanglingFunctions()

  private init() {
    unsafe full = dlsym(nil, "swift_demangle").map { unsafe unsafeBitCast($0, to: Full.self) }
    unsafe short = dlsym(nil, "_swift_backtrace_demangle").map { unsafe unsafeBitCast($0, to: Short.self) }
    unsafe cpp = dlsym(nil, "__cxa_demangle").map { unsafe unsafeBitCast($0, to: Cpp.self) }
  }

  /// A Swift name's text, at most that many bytes of it; nil when it is none.
  func swift(_ name: [UInt8], short wantsShort: Bool, atMost limit: Int) -> String? {
    unsafe Self.call(name, limit) { text in
      if wantsShort, let short = unsafe short { return unsafe short(text, name.count, nil, nil) }
      return unsafe full?(text, name.count, nil, nil, 0)
    }
  }

  /// A C++ name's text, at most that many bytes of it; nil when it is none.
  func cpp(_ name: [UInt8], atMost limit: Int) -> String? {
    unsafe Self.call(name, limit) { text in unsafe cpp?(text, nil, nil, nil) }
  }

  /// Calls with a C string, copies what comes back and frees it.
  private static func call(
    _ name: [UInt8], _ limit: Int,
    _ demangle: (UnsafePointer<CChar>) -> UnsafeMutablePointer<CChar>?
  ) -> String? {
    let text = (name + [0]).map { CChar(bitPattern: $0) }
    return unsafe text.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress, let result = unsafe demangle(start) else { return nil }
      defer { unsafe free(result) }
      let bytes = unsafe UnsafeRawBufferPointer(start: result, count: unsafe strnlen(result, limit))
      return unsafe String(decoding: bytes, as: UTF8.self)
    }
  }
}
