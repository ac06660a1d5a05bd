import ArgumentParser
import Glibc
import HostOperations

/// What went wrong, told to the shell (sysexits.h): 1 failure, 64 usage (the parser's own), 78
/// configuration.
enum Exit {
  static let failure = ExitCode(1)
  static let configuration = ExitCode(78)

  /// Prints to standard error and returns the code to throw.
  static func failing(_ message: String) -> ExitCode {
    Terminal.error(message)
    return failure
  }

  /// Prints every problem, a line each, and before them what may be a mistake too.
  static func failing(_ error: ConfigurationError) -> ExitCode {
    for warning in error.warnings { Terminal.error("warning: \(warning)") }
    for problem in error.problems { Terminal.error("\(problem)") }
    return configuration
  }
}

/// Lines for the person at the terminal.
enum Terminal {
  static func error(_ line: String) { write(line, to: 2) }
  static func out(_ line: String) { write(line, to: 1) }

  private static func write(_ line: String, to descriptor: Int32) {
    var text = line + "\n"
    text.withUTF8 { bytes in
      var rest = unsafe bytes[...]
      while unsafe !rest.isEmpty {
        let written = unsafe Glibc.write(
          descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
        guard written > 0 else { return }
        unsafe rest = rest.dropFirst(written)
      }
    }
  }
}
