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
  name: "payments",
  products: [.library(name: "payments", type: .dynamic, targets: ["Payments"])],
  dependencies: [.package(name: "PluginAPI", path: "../../PluginAPI")],
  targets: [
    // The rules of money: no I/O, no clock and no chance of its own.
    .target(name: "PaymentsDomain", swiftSettings: settings),
    // libxml2, of Debian's libxml2-dev, which keeps its headers in a folder of their own.
    .target(
      name: "CXML", cSettings: [.unsafeFlags(["-I/usr/include/libxml2"])],
      linkerSettings: [.linkedLibrary("xml2")]),
    .target(name: "CSignature", linkerSettings: [.linkedLibrary("crypto")]),
    .target(name: "PaymentsSOAP", dependencies: ["CXML"], swiftSettings: settings),
    // A folder for each gateway: questions out, answers in.
    .target(
      name: "PaymentsGateways", dependencies: ["PaymentsDomain", "PaymentsSOAP", "CSignature", json],
      swiftSettings: settings),
    // What the host loads: state, questions to banks, HTTP, pages.
    .target(
      name: "Payments",
      dependencies: [
        "PaymentsDomain", "PaymentsGateways", json, .product(name: "Roost", package: "PluginAPI"),
      ],
      swiftSettings: settings,
      linkerSettings: [
        // Only the entry is exported, so that nothing of two plugins can be mixed up.
        .unsafeFlags(["-Xlinker", "--version-script=\(Context.packageDirectory)/exports.map"])
      ],
      plugins: [.plugin(name: "RoostManifest", package: "PluginAPI")]),
    .testTarget(
      name: "PaymentsDomainTests", dependencies: ["PaymentsDomain", json], swiftSettings: settings),
    .testTarget(name: "PaymentsSOAPTests", dependencies: ["PaymentsSOAP"], swiftSettings: settings),
    .testTarget(
      name: "PaymentsGatewaysTests", dependencies: ["PaymentsGateways", "PaymentsDomain", "PaymentsSOAP"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
