// swift-tools-version: 6.2
import PackageDescription

// Plugins that the acceptance tests of the SDK load; `samples.py` writes Shop and Samples.
let plugins = ["SDKProbe", "SDKTraps", "Shop", "MoverOne", "MoverTwo", "TelegramProbe"]
let roost: Target.Dependency = .product(name: "Roost", package: "PluginAPI")

let telegram: Target.Dependency = .product(name: "RoostTelegram", package: "PluginAPI")

let package = Package(
  name: "probes",
  products: plugins.map { .library(name: $0, type: .dynamic, targets: [$0]) },
  dependencies: [.package(path: "../../../PluginAPI")],
  targets: plugins.map { name in
    .target(
      name: name, dependencies: name == "TelegramProbe" ? [roost, telegram] : [roost],
      swiftSettings: name == "SDKTraps" ? [.unsafeFlags(["-Onone"])] : [],
      linkerSettings: [
        .unsafeFlags(["-Xlinker", "--version-script=\(Context.packageDirectory)/exports.map"])
      ],
      plugins: [.plugin(name: "RoostManifest", package: "PluginAPI")])
  } + [.target(name: "Samples", dependencies: [roost])],
  swiftLanguageModes: [.v6]
)
