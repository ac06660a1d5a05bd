/// A file of a crash, as far as it can be read now.
struct SymbolFile {
  /// The last part of its path, fit for a line.
  let name: String
  /// Its functions; nil when it cannot be read.
  let table: SymbolTable?
  /// Why it cannot be read.
  let problem: String

  init(path: String) {
    name = PrintableText.line(String(path.split(separator: "/").last ?? "/"), atMost: 255)
    do throws(BinaryFile.Failure) {
      let bytes = try BinaryFile.read(path, limit: Symboliser.maximumFileSize)
      do throws(ELFError) {
        table = try SymbolTable(bytes)
        problem = ""
      } catch {
        table = nil
        problem = "\(error.code.rawValue): \(error.location): \(error.reason)"
      }
    } catch {
      table = nil
      problem = "unreadable: \(error.reason)"
    }
  }

  /// Whether only functions offered to other files, or none, have names in it.
  var isStripped: Bool { table.map { $0.origin != .symbols } ?? false }
}
