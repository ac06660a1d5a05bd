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
  name: "moderation",
  products: [.library(name: "ModerationDomain", targets: ["ModerationDomain"])],
  dependencies: [.package(name: "PluginAPI", path: "../../PluginAPI")],
  targets: [
    // The rules of moderation: no I/O, no clock and no chance of its own.
    .target(name: "ModerationDomain", dependencies: [json], swiftSettings: settings),
    // Measures the spam classifier on messages that are not a part of the project.
    .executableTarget(name: "spam-measure", dependencies: ["ModerationDomain"], swiftSettings: settings),
    .testTarget(
      name: "ModerationDomainTests", dependencies: ["ModerationDomain", json], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
