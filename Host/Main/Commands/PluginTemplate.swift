import Foundation

/// The files of a new plugin project.
struct PluginTemplate {
  let name: String

  /// `my-shop` becomes `MyShop`: Swift's module and type.
  var module: String {
    name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// The modules of Swift for Linux and of the SDK, which no project's can share a name with.
  private static let taken = (
    families: ["roost", "croost", "swift", "foundation", "cxx"],
    names: [
      "builtin", "dispatch", "cdispatch", "distributed", "glibc", "observation", "regexbuilder", "runtime",
      "synchronization", "testing", "xctest",
    ]
  )

  /// Whether such a module is there already, capitals aside: some file systems do not tell them apart.
  static func isTaken(_ module: String) -> Bool {
    let name = module.lowercased()
    return taken.families.contains(where: name.hasPrefix) || taken.names.contains(name)
  }

  /// Writes the project into a folder of the plugin's name, which must not exist.
  func write(sdk: URL) throws {
    let folder = URL(filePath: name)
    let files = FileManager.default
    guard !files.fileExists(atPath: folder.path) else {
      throw CocoaError(.fileWriteFileExists, userInfo: [NSLocalizedDescriptionKey: "\(name) exists already"])
    }
    let sources = folder.appending(path: "Sources/\(module)")
    try files.createDirectory(at: sources, withIntermediateDirectories: true)
    let copy = folder.appending(path: "RoostSDK")
    try files.createDirectory(at: copy, withIntermediateDirectories: true)
    for part in ["Package.swift", "Sources", "Plugins"] {
      try files.copyItem(at: sdk.appending(path: part), to: copy.appending(path: part))
    }
    for (path, text) in texts {
      try Data(text.utf8).write(to: folder.appending(path: path))
    }
  }

  private var texts: [(String, String)] {
    [
      ("Package.swift", package), ("exports.map", "{ global: roost_plugin_entry; local: *; };\n"),
      ("Sources/\(module)/plugin.json", manifest), ("Sources/\(module)/\(module)Plugin.swift", source),
      ("README.md", readme), (".gitignore", ".build*/\n"),
    ]
  }

  private var package: String {
    """
    // swift-tools-version: 6.2
    import PackageDescription

    let package = Package(
      name: "\(name)",
      products: [.library(name: "\(name)", type: .dynamic, targets: ["\(module)"])],
      dependencies: [.package(path: "RoostSDK")],
      targets: [
        .target(
          name: "\(module)",
          dependencies: [.product(name: "Roost", package: "RoostSDK")],
          linkerSettings: [
            // Only the entry is exported, so that nothing of two plugins can be mixed up.
            .unsafeFlags(["-Xlinker", "--version-script=\\(Context.packageDirectory)/exports.map"])
          ],
          plugins: [.plugin(name: "RoostManifest", package: "RoostSDK")])
      ],
      swiftLanguageModes: [.v6]
    )

    """
  }

  private var manifest: String {
    """
    {
      "id": "\(name)",
      "version": "0.1.0",
      "summary": "Says hello.",
      "principal": "\(module)Plugin",
      "configuration": {
        "type": "object",
        "properties": { "greeting": { "type": "string", "default": "Hello", "maxLength": 100 } },
        "additionalProperties": false
      }
    }

    """
  }

  private var source: String {
    """
    import Roost

    /// Answers GET /\(name)/NAME, and /start in Telegram.
    struct \(module)Plugin: Plugin {
      struct Configuration: Decodable {
        let greeting: String
      }
      let configuration: Configuration

      init(_ context: PluginContext) throws {
        configuration = try context.configuration()
      }

      var handlers: [any Handler] {
        GET("/\(name)/{name}") { request in "\\(configuration.greeting), \\(request["name"])!\\n" }
        OnCommand("start") { update in "\\(configuration.greeting)!" }
      }
    }

    """
  }

  private var readme: String {
    """
    # \(name)
    A plugin for Roost.

        swift build -c release
        cp .build/release/lib\(name).so PLUGINS_FOLDER/.new && mv PLUGINS_FOLDER/.new PLUGINS_FOLDER/\(name).so
        curl http://127.0.0.1:8080/\(name)/you

    While you work, `roost dev .` builds at every change and puts the plugin in place by itself.

    """
  }
}
