import RoostManifestFormat

/// The rules a plugin must satisfy to be opened in this process.
struct PluginFit {
  let path: String
  let image: ELFImage
  let content: ManifestContent
  let host: PluginHost

  /// The ABI must be the host's, and the host new enough.
  func checkVersions() throws(PluginRefusal) {
    guard content.abi == host.abi else {
      throw refusal(
        "another ABI", "built for ABI \(content.abi), this host speaks \(host.abi)",
        hint: "build it against this host's PluginAPI")
    }
    guard content.host <= host.version else {
      throw refusal(
        "host too old", "it needs Roost \(content.host), this is \(host.version)", hint: "update the host")
    }
  }

  /// One process has one Swift runtime, and it must be the one the plugin was compiled for.
  func checkRuntime() throws(PluginRefusal) {
    let needsCore = image.needed.contains("libswiftCore.so")
    switch content.runtime {
    case .none:
      guard !needsCore else {
        throw refusal(
          "undeclared Swift runtime", "its manifest says runtime=none, but it needs libswiftCore.so",
          hint: "write its manifest with the build-tool plugin RoostManifest")
      }
    // It brings its own and runs in a worker: whoever loads it looks at ``PluginInspection/needsWorker``.
    case .private: break
    case .shared:
      let toolchain = content.toolchain ?? "an unknown toolchain"
      guard toolchain == host.toolchain else {
        throw refusal(
          "another Swift runtime", "built with \(toolchain), the host with \(host.toolchain)",
          hint: "build it with \(host.toolchain)")
      }
      guard needsCore else {
        throw refusal(
          "undeclared Swift runtime",
          "its manifest says runtime=shared, but it does not need libswiftCore.so: it carries its own",
          hint: "build it without -static-stdlib and --static-swift-stdlib")
      }
    }
  }

  /// One exported symbol, the entry function.
  func checkExports() throws(PluginRefusal) {
    guard image.exports.entryCount > 0 else {
      throw refusal(
        "no entry function", "it does not export a function roost_plugin_entry",
        hint: "mark the entry ROOST_EXPORT in C; in Swift the build-tool plugin RoostManifest writes it")
    }
    guard image.exports.entryCount == 1 else {
      throw refusal(
        "more than one entry", "it exports roost_plugin_entry \(image.exports.entryCount) times",
        hint: "export one, without symbol versions")
    }
    guard image.exports.otherCount == 0 else {
      let names = image.exports.otherNames.prefix(3).map { $0.count > 80 ? $0.prefix(80) + "…" : $0[...] }
      let more = image.exports.otherCount > 3 ? " and \(image.exports.otherCount - 3) more" : ""
      throw refusal(
        "more than one exported symbol",
        "besides roost_plugin_entry it exports \(names.joined(separator: ", "))\(more)",
        hint: "link with a version script {global: roost_plugin_entry; local: *;};")
    }
  }

  /// What would make opening it fail, or harm the process.
  func checkOpening() throws(PluginRefusal) {
    guard !image.refusesOpening else {
      throw refusal(
        "not a shared object", "it is an executable, or linked with -z nodlopen",
        hint: "link it with -shared, without -pie")
    }
    guard !image.usesStaticTLS else {
      throw refusal(
        "static TLS", "its thread-local variables need room that is set aside when a process starts",
        hint: "compile and link all of it without -ftls-model=initial-exec")
    }
    guard !image.asksExecutableStack else {
      throw refusal(
        "executable stack", "opening it would make every thread's stack executable",
        hint: "link with -z noexecstack, and mark assembly files with .section .note.GNU-stack")
    }
    if let needed = image.glibc, needed > host.glibc {
      throw refusal(
        "glibc too old", "it needs glibc \(needed), this machine has \(host.glibc)",
        hint: "build it on this machine's distribution, or an older one")
    }
  }

  /// Each library it needs can be found.
  func checkLibraries(origin: String) throws(PluginRefusal) {
    guard let missing = host.libraries.firstMissing(of: image, origin: origin) else { return }
    let places =
      missing.folders.isEmpty ? "" : " in \(missing.folders.prefix(12).joined(separator: ", ")), nor"
    throw refusal(
      "missing library", "it needs \(missing.name), which is not\(places) in the loader's cache",
      hint: "install the package that has \(missing.name), or name its folder in LD_LIBRARY_PATH")
  }

  private func refusal(_ what: String, _ reason: String, hint: String) -> PluginRefusal {
    PluginRefusal(what, at: path, reason, hint: hint)
  }
}
