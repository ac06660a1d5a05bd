import Glibc
import Roost

/// Programming errors, for the crash report to tell where they are. Also built without optimisation.
enum Traps {
  @HandlerBuilder static func handlers(under prefix: String) -> [any Handler] {
    POST("\(prefix)/say") { _ in
      print("the till is open")
      fflush(nil)  // a worker's standard output is a pipe, and buffered
      return "said\n"
    }
    POST("\(prefix)/trap/{how}") { request in trap(request["how"], request) }
    POST("\(prefix)/trap-later/{how}") { request in
      try await Task.sleep(for: .milliseconds(1))
      return trap(request["how"], request)
    }
  }

  private static func trap(_ how: String, _ request: Request) -> String {
    switch how {
    case "fatal": burnDown("the till is on fire")
    case "index": "\(takePastTheEnd(of: Array(how.utf8)))"
    case "nil": "\(unwrapNothing(how))"
    case "late": useLate(request)
    case "parameter": request["nobody"]
    default: "it did not trap\n"
    }
  }
}

@inline(never) private func burnDown(_ why: String) -> Never { fatalError(why) }

@inline(never) private func takePastTheEnd(of bytes: [UInt8]) -> UInt8 { bytes[bytes.count] }

@inline(never) private func unwrapNothing(_ text: String) -> Int { Int(text)! }

@inline(never) private func useLate(_ request: Request) -> String {
  // The request ends with its handler; this lasts longer.
  Task {
    try await Task.sleep(for: .milliseconds(20))
    print(readTooLate(request))
  }
  return "soon\n"
}

@inline(never) private func readTooLate(_ request: Request) -> String { request.path }
