// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "counter",
  products: [.library(name: "counter", type: .dynamic, targets: ["Counter"])],
  dependencies: [.package(name: "PluginAPI", path: "../..")],
  targets: [
    .target(
      name: "Counter",
      dependencies: [.product(name: "Roost", package: "PluginAPI")],
      linkerSettings: [
        // Only the entry is exported, so that nothing of two plugins can be mixed up.
        .unsafeFlags(["-Xlinker", "--version-script=\(Context.packageDirectory)/exports.map"])
      ],
      plugins: [.plugin(name: "RoostManifest", package: "PluginAPI")])
  ],
  swiftLanguageModes: [.v6]
)
