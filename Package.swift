// swift-tools-version: 6.2
import PackageDescription

// ROOST_ROOMS_ONLY=1 leaves out the executable and with it nio-ssl, for sanitizer builds;
// ROOST_FUZZ=1 does too, and puts the fuzzers in the tests' place.
let fuzzing = Context.environment["ROOST_FUZZ"] != nil
let roomsOnly = Context.environment["ROOST_ROOMS_ONLY"] != nil || fuzzing

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let contract = Target.Dependency.product(name: "CRoost", package: "PluginAPI")
let sdk = Target.Dependency.product(name: "Roost", package: "PluginAPI")
let json = Target.Dependency.product(name: "RoostJSON", package: "PluginAPI")
let manifest = Target.Dependency.product(name: "RoostManifestFormat", package: "PluginAPI")
let telegram = Target.Dependency.product(name: "RoostTelegram", package: "PluginAPI")

/// A C library behind a shim of our own.
func shim(_ name: String, links library: String? = nil, dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Host/Shims/\(name)",
    linkerSettings: library.map { [.linkedLibrary($0)] } ?? [])
}

/// A room of the host: what it may import is what it depends on.
func room(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .target(
    name: "Host\(name)", dependencies: dependencies, path: "Host/\(name)", exclude: exclude,
    swiftSettings: settings)
}

/// The tests of a room.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: settings)
}

/// A fuzzer, built only with ROOST_FUZZ=1 and `swift build --sanitize fuzzer`, which gives it its main.
func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Tests/Fuzz/\(name)",
    swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
}

let rooms: [Target] = [
  shim("CHostSystem"),
  shim("CWorkerSystem", dependencies: ["FrameLayout"]),
  shim("CCrypto", links: "crypto"),
  shim("CZlib", links: "z"),
  shim("CSQLite", links: "sqlite3"),
  shim("CHiredis", links: "hiredis"),
  shim("CCurl", links: "curl"),
  shim("CSimdjson", links: "simdjson", dependencies: [contract]),
  room(
    "Operations",
    ["CHostSystem", "CCrypto", json, log, metrics, .product(name: "Yams", package: "Yams")],
    exclude: ["Configuration/Schema/SUBSET.md"]),
  room("Router", [contract, "CSimdjson"]),
  room(
    "Services", ["HostOperations", "CHostSystem", "CSQLite", "CHiredis", "CCurl", json, nioCore, nioPosix]),
  .target(name: "FrameLayout", path: "Host/Frames/Layout"),
  .target(
    name: "HostFrames", dependencies: ["FrameLayout"], path: "Host/Frames/Codec", swiftSettings: settings),
  room("Loader", [contract]),
  .target(
    name: "HostWorker",
    dependencies: ["HostFrames", "FrameLayout", "HostLoader", "CHostSystem", "CWorkerSystem", contract],
    path: "Host/Worker/Core", swiftSettings: settings),
  room(
    "Bridge",
    [
      "HostOperations", "HostServices", "HostRouter", "HostFrames", "FrameLayout", "HostLoader",
      "CHostSystem",
      "CWorkerSystem", contract, json,
      manifest, log, nioCore, nioPosix,
    ]),
  room(
    "Dispatch",
    [
      "HostBridge", "HostServices", "HostLoader", "HostRouter", "HostOperations", contract, manifest, log,
      nioCore,
    ]),
  room(
    "Conformance",
    [
      "HostDispatch", "HostBridge", "HostServices", "HostLoader", "HostRouter", "HostOperations", contract,
      json, manifest, log, nioCore, nioPosix,
    ]),
  room(
    "Ingress",
    [
      "HostDispatch", "HostRouter", "HostBridge", "HostOperations", "CHostSystem", "CZlib", contract, log,
      nioCore,
      nioPosix, nioHTTP,
    ]),
]

/// What stands in for plugins and logs in the tests of several rooms.
let fakes = Target.target(
  name: "HostFakes",
  dependencies: [
    "HostBridge", "HostLoader", "HostDispatch", "HostOperations", "HostRouter", contract, manifest, json, log,
    nioCore,
  ],
  path: "Tests/Support/HostFakes", swiftSettings: settings)

let roomTests: [Target] = [
  fakes,
  .target(name: "CLayout", dependencies: [contract], path: "Tests/Support/CLayout"),
  tests("SanitizerTests", []),
  tests("ABITests", ["CLayout", "HostBridge", contract]),
  tests("SDKTests", [sdk, contract, json, telegram]),
  tests(
    "DispatchTests",
    [
      "HostFakes", "HostDispatch", "HostServices", "HostBridge", "HostLoader", "HostRouter", "HostOperations",
      contract,
      manifest,
      json,
      log,
      nioCore, nioPosix, nioEmbedded,
    ]),
  tests("RoostJSONTests", [json]),
  tests("ManifestFormatTests", [manifest, json]),
  tests("OperationsTests", ["HostOperations", "CHostSystem", json, log, metrics]),
  .target(name: "CFaults", dependencies: ["CSQLite"], path: "Tests/Support/CFaults"),
  tests(
    "ServicesTests", ["HostServices", "HostOperations", "CSQLite", "CFaults", json, nioCore, nioPosix]),
  tests("RouterTests", ["HostRouter", contract]),
  tests(
    "WorkerTests",
    ["HostWorker", "HostLoader", "HostFrames", "FrameLayout", "CHostSystem", "CWorkerSystem", contract]),
  tests(
    "BridgeTests",
    [
      "HostFakes", "HostBridge", "HostServices", "HostLoader", "HostFrames", "FrameLayout", "HostRouter",
      "HostOperations", "CHostSystem", "CWorkerSystem", contract, manifest, json, log, nioCore, nioPosix,
      nioEmbedded,
    ]),
  tests(
    "IngressTests",
    [
      "HostFakes", "HostIngress", "HostDispatch", "HostBridge", "HostRouter", "HostOperations", contract,
      manifest, json,
      log,
      nioCore, nioPosix, nioHTTP, nioEmbedded,
    ]),
]

let main: [Target] = [
  .executableTarget(
    name: "roost",
    dependencies: [
      "HostIngress", "HostConformance", "HostDispatch", "HostBridge", "HostServices", "HostOperations",
      contract, json,
      manifest, log, nioCore,
      nioPosix,
      .product(name: "NIOSSL", package: "swift-nio-ssl"),
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    path: "Host/Main", swiftSettings: settings,
    plugins: [.plugin(name: "RoostToolchain", package: "PluginAPI")]),
  .executableTarget(
    name: "roost-worker", dependencies: ["HostWorker"], path: "Host/Worker/Main", swiftSettings: settings),
  .executableTarget(
    name: "schema-probe", dependencies: ["HostOperations", json], path: "Tests/Tools/SchemaProbe",
    swiftSettings: settings),
  .executableTarget(
    name: "schedule-probe", dependencies: ["HostServices"], path: "Tests/Tools/ScheduleProbe",
    swiftSettings: settings),
  .executableTarget(
    name: "state-probe", dependencies: ["HostServices", "HostOperations", nioPosix],
    path: "Tests/Tools/StateProbe", swiftSettings: settings),
  .executableTarget(
    name: "telegram-probe", dependencies: [json, telegram], path: "Tests/Tools/TelegramProbe",
    swiftSettings: settings),
]

let fuzzers: [Target] = [
  fakes,
  fuzzer("JSONFuzz", [json]),
  fuzzer("ELFFuzz", ["HostBridge", manifest]),
  fuzzer("YAMLFuzz", ["HostOperations", json]),
  fuzzer("UpdateFuzz", ["HostRouter", contract]),
  fuzzer("RouteFuzz", ["HostRouter"]),
  // The sandbox is a package of its own; its rules are built here once more, since a fuzzer must see into them.
  .target(
    name: "SandboxWorld", dependencies: [json], path: "Plugins/Sandbox/Sources/SandboxWorld",
    swiftSettings: settings),
  fuzzer("SandboxFuzz", ["SandboxWorld", json]),
  fuzzer(
    "FrameFuzz",
    [
      "HostDispatch", "HostBridge", "HostLoader", "HostRouter", "HostFrames", "FrameLayout", "HostOperations",
      "HostServices",
      contract, manifest, json, log, nioCore, nioEmbedded,
    ]),
  fuzzer(
    "WorkerFuzz",
    ["HostWorker", "HostLoader", "HostFrames", "FrameLayout", "CHostSystem", "CWorkerSystem", contract]),
  fuzzer(
    "HTTPFuzz",
    [
      "HostFakes", "HostIngress", "HostDispatch", "HostBridge", "HostRouter", "HostOperations", contract,
      manifest, json,
      log,
      nioCore, nioPosix, nioHTTP, nioEmbedded,
    ]),
]

let package = Package(
  name: "roost",
  products: roomsOnly
    ? []
    : [
      .executable(name: "roost", targets: ["roost"]),
      .executable(name: "roost-worker", targets: ["roost-worker"]),
    ],
  dependencies: [
    .package(path: "PluginAPI"),
    .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics.git", exact: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
    .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
  ]
    + (roomsOnly
      ? []
      : [
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
      ]),
  targets: rooms + (fuzzing ? fuzzers : roomTests) + (roomsOnly ? [] : main),
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
