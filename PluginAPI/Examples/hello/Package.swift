// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "hello",
  products: [.library(name: "hello", type: .dynamic, targets: ["Hello"])],
  dependencies: [.package(name: "PluginAPI", path: "../..")],
  targets: [
    .target(
      name: "Hello",
      dependencies: [.product(name: "Roost", package: "PluginAPI")],
      linkerSettings: [
        // Only the entry is exported, so that nothing of two plugins can be mixed up.
        .unsafeFlags(["-Xlinker", "--version-script=\(Context.packageDirectory)/exports.map"])
      ],
      plugins: [.plugin(name: "RoostManifest", package: "PluginAPI")])
  ],
  swiftLanguageModes: [.v6]
)
