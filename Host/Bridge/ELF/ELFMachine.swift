/// A processor, by its `e_machine`.
package enum ELFMachine: UInt16, Sendable, CustomStringConvertible {
  /// EM_X86_64.
  case x86_64 = 62
  /// EM_AARCH64.
  case aarch64 = 183

  /// The processor this code was compiled for; nil on one that plugins are not built for.
  package static var host: ELFMachine? {
    #if arch(x86_64)
      .x86_64
    #elseif arch(arm64)
      .aarch64
    #else
      nil
    #endif
  }

  /// The name as `uname -m` gives it.
  package var description: String {
    switch self {
    case .x86_64: "x86_64"
    case .aarch64: "aarch64"
    }
  }
}
