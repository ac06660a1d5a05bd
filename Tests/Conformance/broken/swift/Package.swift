// swift-tools-version: 6.2
import PackageDescription

// Plugins that are each broken in one way, for the conformance suite to find.
let names = ["Traps", "Forgets", "Keeps", "Outlives", "Trusts"]

let package = Package(
  name: "broken",
  products: names.map { .library(name: $0, type: .dynamic, targets: [$0]) },
  dependencies: [.package(path: "../../../../PluginAPI")],
  targets: names.map { name in
    .target(
      name: name,
      dependencies: [.product(name: "Roost", package: "PluginAPI")],
      linkerSettings: [
        .unsafeFlags(["-Xlinker", "--version-script=\(Context.packageDirectory)/exports.map"])
      ],
      plugins: [.plugin(name: "RoostManifest", package: "PluginAPI")])
  },
  swiftLanguageModes: [.v6]
)
