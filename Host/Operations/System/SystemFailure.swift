internal import Glibc

/// A system call that failed.
package struct SystemFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// The call, such as `open`.
  package let call: String
  /// What it was called on, such as a path.
  package let subject: String
  /// The value of `errno`.
  package let code: Int32

  /// Makes a failure of a call with the value that `errno` has now, unless one is given.
  package init(_ call: String, _ subject: String, code: Int32 = errno) {
    self.call = call
    self.subject = subject
    self.code = code
  }

  /// The system's words for the code, such as `Permission denied`.
  package var reason: String { Self.reason(code) }

  /// `open /x: Permission denied (13)`.
  package var description: String { "\(call) \(subject): \(reason) (\(code))" }

  /// The system's words for a value of `errno`.
  package static func reason(_ code: Int32) -> String {
    // Thread-safe since glibc 2.32.
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}
