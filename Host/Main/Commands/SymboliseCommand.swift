import ArgumentParser
import Glibc
import HostBridge

/// `roost symbolise`: what the host starts to name the functions of a crash; not for people.
struct SymboliseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: SymboliserProcess.command, abstract: "Name the functions of a crash record.",
    shouldDisplay: false)

  func run() throws {
    // The demangler can be made to take all memory there is.
    var memory = rlimit(rlim_cur: 2 << 30, rlim_max: 2 << 30)
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
    var input: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    while input.count < 128 << 10 {
      let count = unsafe read(0, &chunk, chunk.count)
      guard count > 0 else { break }
      input.append(contentsOf: chunk.prefix(count))
    }
    for line in SymboliserProcess.answer(to: input) { Terminal.out(line) }
  }
}
