/// Turns the places of a crash into lines to read.
///
/// It reads whole files and sorts their symbols: seconds at worst, and memory of a few times the largest
/// file. It blocks, so it belongs on a thread of its own; it is no code for a signal handler.
package struct Symboliser: Sendable {
  /// The most frames that are named; the others are counted in a last line.
  package static let mostFrames = 256
  /// The largest file that is looked into: 512 MiB, as of a plugin.
  package static let maximumFileSize = PluginInspection.maximumFileSize

  private let demangler: Demangler?

  /// - Parameter demangler: What makes linkers' names readable; nil to show them as they are, which is safe
  ///   with any file, as ``Demangler`` is not.
  package init(demangler: Demangler?) { self.demangler = demangler }

  /// A line for each frame: `#3 CounterPlugin.bump(_:) + 41 in libcounter.so`.
  ///
  /// All but the first are return addresses, which point behind the call, at times into the next function:
  /// the byte before is looked up, the offset is the address's own. Where no name can be given there is the
  /// offset in the file, and in brackets why: the file was replaced by another build, it cannot be read, no
  /// function is there. A name from a file whose build could not be compared says so. Nothing of the text can
  /// break a line or steer a terminal.
  ///
  /// A guess, a word found on the stack, is shown as `#3? bump + 41 in libcounter.so` where it lies within a
  /// function, and left out elsewhere: the address of a function's start is a pointer to it, no return.
  ///
  /// - Parameter frames: From the innermost, whose address is exact.
  package func lines(_ frames: [CrashFrame]) -> [String] {
    var places = [String?](repeating: nil, count: min(frames.count, Self.mostFrames))
    // One file after the other, so that one table is in memory at a time.
    let files = Dictionary(grouping: places.indices) { frames[$0].path }
    for (path, indices) in files {
      let file = path.map(SymbolFile.init(path:))
      for index in indices {
        places[index] = place(frames[index], isTop: index == 0, in: file)
      }
    }
    let shown = zip(places, frames).compactMap { place, frame in
      place.map { (frame.isGuess ? "? " : " ") + $0 }
    }
    var lines = shown.enumerated().map { "#\($0.offset)\($0.element)" }
    if frames.count > places.count { lines.append("and \(frames.count - places.count) more") }
    return lines
  }

  private func place(_ frame: CrashFrame, isTop: Bool, in file: SymbolFile?) -> String? {
    if frame.isGuess {
      guard let table = file?.table, table.buildID == frame.buildID?.lowercased(),
        let match = table.lookup(fileOffset: frame.fileOffset), match.offset > 0
      else { return nil }
    }
    let offset = "0x" + String(frame.fileOffset, radix: 16)
    guard let file else { return "\(offset) in no file" }
    let bare = "\(offset) in \(file.name)"
    guard let table = file.table else { return "\(bare) (\(file.problem))" }
    if let expected = frame.buildID, expected.lowercased() != table.buildID {
      let found = table.buildID.map { "its build id is \($0)" } ?? "it has no build id"
      return
        "\(bare) (the file was replaced: \(found), \(PrintableText.line(expected, atMost: 128)) was loaded)"
    }
    let back: UInt64 = isTop || frame.fileOffset == 0 ? 0 : 1
    guard let match = table.lookup(fileOffset: frame.fileOffset - back) else {
      return "\(bare) (no function there\(file.isStripped ? ": the file is stripped" : ""))"
    }
    let unsure = frame.buildID == nil ? " (its build could not be compared)" : ""
    let name =
      demangler?.readable(match.name) ?? PrintableText.line(match.name, atMost: Demangler.longestText)
    return "\(name) + \(match.offset + back) in \(file.name)\(unsure)"
  }
}
