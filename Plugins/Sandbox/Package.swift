// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]
let json: Target.Dependency = .product(name: "RoostJSON", package: "PluginAPI")

let package = Package(
  name: "sandbox",
  products: [.library(name: "sandbox", type: .dynamic, targets: ["Sandbox"])],
  dependencies: [.package(name: "PluginAPI", path: "../../PluginAPI")],
  targets: [
    // The rules of Telegram: no I/O, no clock and no chance of its own.
    .target(name: "SandboxWorld", dependencies: [json], swiftSettings: settings),
    // The files of the page, within the library.
    .target(name: "CPage"),
    // What the host loads: HTTP, state, files, webhooks.
    .target(
      name: "Sandbox",
      dependencies: ["SandboxWorld", "CPage", json, .product(name: "Roost", package: "PluginAPI")],
      swiftSettings: settings,
      linkerSettings: [
        // Only the entry is exported, so that nothing of two plugins can be mixed up.
        .unsafeFlags(["-Xlinker", "--version-script=\(Context.packageDirectory)/exports.map"])
      ],
      plugins: [.plugin(name: "RoostManifest", package: "PluginAPI")]),
    .executableTarget(name: "sandbox-methods", dependencies: ["SandboxWorld"], swiftSettings: settings),
    .testTarget(name: "SandboxWorldTests", dependencies: ["SandboxWorld", json], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6],
  // For #embed.
  cLanguageStandard: .c2x
)
