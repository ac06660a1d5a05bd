import ArgumentParser
import CRoost

/// `roost version`: what this binary is and what plugins must fit.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Show the version, the plugin ABI and the toolchain.")

  func run() {
    Terminal.out("roost \(HostVersion.text)")
    Terminal.out("abi \(ROOST_ABI_MAJOR).\(ROOST_ABI_MINOR)")
    Terminal.out("toolchain \(toolchainID)")
  }
}
