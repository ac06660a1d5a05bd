/// Why the tool stops, ready to print.
struct ToolError: Error {
  /// What goes to standard error, a line each.
  let lines: [String]
  /// Whether the command line was at fault, which ends with 64 instead of 1.
  let isUsage: Bool

  init(_ lines: [String]) {
    self.lines = lines
    isUsage = false
  }

  private init(usage lines: [String]) {
    self.lines = lines
    isUsage = true
  }

  /// The command line makes no sense.
  static func usage(_ message: String) -> ToolError {
    ToolError(usage: [
      "roost-manifest: error: \(message)",
      "usage: roost-manifest swift PLUGIN_JSON OUTPUT.swift --module NAME [--swiftc PATH]",
      "       roost-manifest toolchain OUTPUT.swift [--access internal|package|public] [--swiftc PATH]",
      "       roost-manifest encode PLUGIN_JSON OUTPUT --runtime none|private|shared [--toolchain ID]",
    ])
  }
}
