/// Makes linkers' names readable: Swift's (`$s…`) and C++'s (`_Z…`); others are readable already.
///
/// The demanglers are those of the runtimes in the process. Neither bounds what it makes of a name, and a
/// name of 120 bytes can be made to say millions; so names are refused by ``NameGrowth`` before.
///
/// - Warning: Nothing here makes the runtimes' code safe. Swift 6.3.1's follows a wild pointer, or takes all
///   memory, for names no compiler writes: six bytes, `$sTf1p`, are enough. Names from files that are not
///   trusted belong in a process that may die, with bounded memory.
package struct Demangler: Sendable {
  /// The most bytes of a name that are given to a demangler.
  package static let longestName = 1024
  /// The most bytes that are returned, before a closing `…`.
  package static let longestText = 1024

  /// How much a Swift name tells.
  package enum Style: Sendable {
    /// `CounterPlugin.bump(_:)`: what the runtime's own backtraces say, through the runtime's
    /// `_swift_backtrace_demangle`. Full where the runtime has no such function.
    case short
    /// `Shop.CounterPlugin.bump(Swift.Int) -> Swift.Int`: what `swift_demangle` says.
    case full
  }

  private let functions: DemanglingFunctions
  private let style: Style

  /// - Parameter style: How much a Swift name tells; C++ names have one form.
  package init(style: Style = .short) {
    functions = .inProcess
    self.style = style
  }

  /// A name without its mangling.
  ///
  /// - Parameter name: As the linker knows it.
  /// - Returns: Nil when it is not mangled, or not in a way that is known here, longer than
  ///   ``longestName``, or one whose text could grow beyond measure.
  package func demangle(_ name: String) -> String? {
    let bytes = Array(name.utf8)
    // No mangled name has other characters; bytes below 0x20 would be relative addresses to Swift.
    guard bytes.count <= Self.longestName, bytes.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      return nil
    }
    let isSwift = ["$s", "_$s", "$S", "_$S", "$e", "_$e"].contains { name.hasPrefix($0) }
    guard isSwift || name.hasPrefix("_Z") else { return nil }
    guard isSwift ? NameGrowth.isModest(swift: bytes) : NameGrowth.isModest(cpp: bytes) else { return nil }
    let text =
      isSwift
      ? functions.swift(bytes, short: style == .short, atMost: Self.longestText + 4)
      : functions.cpp(bytes, atMost: Self.longestText + 4)
    guard let text, text != name else { return nil }
    return PrintableText.line(text, atMost: Self.longestText)
  }

  /// The name to show: demangled where possible, fit for a line of a log always.
  package func readable(_ name: String) -> String {
    demangle(name) ?? PrintableText.line(name, atMost: Self.longestText)
  }
}
