import CHostSystem
import Glibc
import HostOperations

/// Names the functions of a crash in a process of its own: that takes the memory of whole libraries' symbols,
/// and a demangler that a hostile name crashes.
package enum SymboliserProcess {
  /// The hidden command of `roost` that does it.
  package static let command = "symbolise"
  private static let patience: Int32 = 20_000
  private static let mostOutput = 256 << 10

  /// The lines for a record; none when it is no record. Blocks.
  ///
  /// - Parameter program: the path of `roost`.
  package static func lines(of record: [UInt8], program: String) -> [String] {
    guard CrashRecord(record) != nil else { return [] }
    let readable = run(program, [UInt8(ascii: "d")] + record)
    // Without a line the demangler ended it: the linker's names are better than none.
    return readable.isEmpty ? run(program, [UInt8(ascii: "p")] + record) : readable
  }

  /// What the command does with its input: a letter, `d` to demangle or `p` not to, and a record.
  package static func answer(to input: [UInt8]) -> [String] {
    guard let mode = input.first, let record = CrashRecord(Array(input.dropFirst())) else { return [] }
    let demangler = mode == UInt8(ascii: "d") ? Demangler() : nil
    return Symboliser(demangler: demangler).lines(record.frames)
  }

  private static func run(_ program: String, _ input: [UInt8]) -> [String] {
    guard let asked = try? Pipe(), let answered = try? Pipe() else { return [] }
    // A record is smaller than what a pipe holds, so this does not wait for a reader.
    guard (try? asked.write(input)) != nil else { return [] }
    let null = Descriptor(owning: unsafe open("/dev/null", O_WRONLY | O_CLOEXEC))
    var pid: Int32 = 0
    let ends = [asked.reading.number, answered.writing.number, null.number]
    let number = unsafe csystem_spawn(program, command, "/", ends, 3, &pid)
    guard number >= 0 else { return [] }
    let process = Descriptor(owning: number)
    asked.close()
    answered.closeWriting()
    let text = answered.read(upTo: mostOutput, within: patience)
    csystem_kill(process.number)
    var (signal, status): (CInt, CInt) = (0, 0)
    unsafe csystem_wait_exit(process.number, 5000, &signal, &status)
    return text.split(separator: "\n").map { PrintableText.line(String($0), atMost: 2048) }
  }

  /// Two ends, each closed when it has done its part.
  private final class Pipe {
    private(set) var reading: Descriptor
    private(set) var writing: Descriptor

    init() throws(SystemFailure) {
      var ends: [Int32] = [-1, -1]
      guard unsafe csystem_pipe(&ends) == 0 else { throw SystemFailure("pipe", "a symboliser") }
      reading = Descriptor(owning: ends[0])
      writing = Descriptor(owning: ends[1])
    }

    func write(_ bytes: [UInt8]) throws(SystemFailure) {
      let failure: SystemFailure? = unsafe bytes.withUnsafeBytes { bytes in
        do throws(SystemFailure) {
          unsafe try writing.write(bytes)
          return nil
        } catch {
          return error
        }
      }
      if let failure { throw failure }
    }

    func closeWriting() { writing = Descriptor(owning: -1) }

    func close() {
      closeWriting()
      reading = Descriptor(owning: -1)
    }

    func read(upTo limit: Int, within milliseconds: Int32) -> String {
      var bytes: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 16 << 10)
      while bytes.count < limit {
        var entry = pollfd(fd: reading.number, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&entry, 1, milliseconds) == 1,
          let count = unsafe chunk.withUnsafeMutableBytes({ unsafe try? reading.read(into: $0) }), count > 0
        else { break }
        bytes.append(contentsOf: chunk.prefix(count))
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
