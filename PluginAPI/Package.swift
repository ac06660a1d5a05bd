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

let package = Package(
  name: "roost-plugin-api",
  products: [
    .library(name: "CRoost", targets: ["CRoost"]),
    .library(name: "RoostJSON", targets: ["RoostJSON"]),
    .library(name: "RoostManifestFormat", targets: ["RoostManifestFormat"]),
    .library(name: "Roost", targets: ["Roost"]),
    .library(name: "RoostTelegram", targets: ["RoostTelegram"]),
    .plugin(name: "RoostManifest", targets: ["RoostManifest"]),
    .plugin(name: "RoostToolchain", targets: ["RoostToolchain"]),
  ],
  targets: [
    // The contract: C headers.
    .target(name: "CRoost"),
    // What the Swift SDK needs in C: the descriptor, and accessors over the contract's structs.
    .target(name: "CRoostSDK", dependencies: ["CRoost"]),
    // JSON without Foundation.
    .target(name: "RoostJSON", swiftSettings: settings),
    // The Swift SDK.
    .target(name: "Roost", dependencies: ["CRoost", "CRoostSDK", "RoostJSON"], swiftSettings: settings),
    // The Bot API: types, methods, and what bots are made of. A plugin without a bot compiles none of it.
    .target(
      name: "RoostTelegram", dependencies: ["Roost", "RoostJSON", "RoostSHA256"], swiftSettings: settings),
    // A digest, for what depends on nothing else.
    .target(name: "RoostSHA256", swiftSettings: settings),
    // The manifest's binary form, written by the tool and read by the host.
    .target(
      name: "RoostManifestFormat", dependencies: ["RoostJSON", "RoostSHA256"], swiftSettings: settings),
    // Turns plugin.json into Swift, at build time.
    .executableTarget(
      name: "roost-manifest", dependencies: ["RoostManifestFormat", "RoostJSON"],
      swiftSettings: settings),
    .plugin(name: "RoostManifest", capability: .buildTool(), dependencies: ["roost-manifest"]),
    .plugin(name: "RoostToolchain", capability: .buildTool(), dependencies: ["roost-manifest"]),
  ],
  swiftLanguageModes: [.v6]
)
