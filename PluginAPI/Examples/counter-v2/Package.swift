// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "counter-v2",
  products: [.library(name: "counter-v2", type: .dynamic, targets: ["CounterV2"])],
  dependencies: [.package(name: "PluginAPI", path: "../..")],
  targets: [
    .target(
      name: "CounterV2",
      dependencies: [
        .product(name: "Roost", package: "PluginAPI"), .product(name: "RoostJSON", package: "PluginAPI"),
      ],
      linkerSettings: [
        // Only the entry is exported, so that nothing of two plugins can be mixed up.
        .unsafeFlags(["-Xlinker", "--version-script=\(Context.packageDirectory)/exports.map"])
      ],
      plugins: [.plugin(name: "RoostManifest", package: "PluginAPI")])
  ],
  swiftLanguageModes: [.v6]
)
