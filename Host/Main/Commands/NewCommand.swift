import ArgumentParser
import Foundation

/// `roost new`: a plugin project that builds by itself.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a plugin project, with its own copy of the SDK.",
    discussion: "Then: cd NAME && swift build -c release, or roost dev NAME.")

  @Argument(help: "The plugin's id and folder: small letters, digits and hyphens.")
  var name: String

  func validate() throws {
    guard name.wholeMatch(of: /[a-z][a-z0-9-]{0,31}/) != nil else {
      throw ValidationError(
        "\(name) — not an id — begin with a letter; small letters, digits and hyphens, at most 32")
    }
    let module = PluginTemplate(name: name).module
    guard !PluginTemplate.isTaken(module) else {
      throw ValidationError(
        """
        \(name) — its module would be \(module), and Swift or Roost has such a one — \
        hint: choose another name, such as my-\(name)
        """)
    }
  }

  func run() throws {
    guard let sdk = SDKLocation.find() else {
      throw Exit.failing(
        "the SDK was not found — beside \(CommandLine.arguments[0]) — hint: set ROOST_SDK to a PluginAPI folder"
      )
    }
    do {
      try PluginTemplate(name: name).write(sdk: sdk)
    } catch {
      throw Exit.failing("\(name) — cannot be made — \(error.localizedDescription)")
    }
    Terminal.out("made \(name)/ — next: roost dev \(name)")
  }
}

/// Where the SDK's sources are.
enum SDKLocation {
  /// `$ROOST_SDK`, else beside the executable as installed, else in the checkout it was built in.
  static func find() -> URL? {
    let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    var candidates: [URL] = []
    if let named = ProcessInfo.processInfo.environment["ROOST_SDK"] {
      candidates.append(URL(filePath: named))
    }
    candidates.append(executable.deletingLastPathComponent().appending(path: "../share/roost/PluginAPI"))
    var folder = executable.deletingLastPathComponent()
    while folder.path != "/" {
      candidates.append(folder.appending(path: "PluginAPI"))
      folder.deleteLastPathComponent()
    }
    return candidates.first {
      FileManager.default.fileExists(atPath: $0.appending(path: "Sources/CRoost/include/roost/abi.h").path)
    }
  }
}
