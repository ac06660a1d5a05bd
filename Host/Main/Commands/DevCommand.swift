import ArgumentParser
import Foundation
import HostOperations

/// `roost dev`: the author's loop — build, serve, and build again at every change.
struct DevCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dev", abstract: "Serve plugin projects, building them at every change.",
    discussion: """
      Serves on the usual addresses with debug logs and a plugin folder of its own in PROJECT/.build. \
      What a plugin asks for is granted, and said. A NAME.yaml beside the project's Package.swift is the plugin's configuration.
      """)

  @Argument(help: "Folders with a Package.swift that makes a plugin. Default: this one.")
  var projects: [String] = ["."]

  @OptionGroup var options: ConfigurationOptions

  @Option(
    help: ArgumentHelp(
      "Stop the worker of the plugin with this id before it loads the plugin, and say how to attach gdb.",
      valueName: "id"))
  var waitDebugger: String?

  func run() async throws {
    let projects = try projects.map { path in
      guard let project = DevProject(path) else {
        throw Exit.failing("\(path) — no Package.swift there — hint: `roost new NAME` makes a project")
      }
      return project
    }
    let home = projects[0].folder.appending(path: ".build/roost-dev")
    let folder = home.appending(path: "plugins.d")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for project in projects where !project.build(into: folder) {
      throw Exit.failing("\(project.folder.path) does not build; see above")
    }
    let options = options
    let defaults = [
      "plugins.folder": folder.path, "plugins.cache": home.appending(path: "generations").path,
      "control": home.appending(path: "control.sock").path, "log.level": "debug",
    ]
    let process = try await HostProcess.start(
      try options.load(defaults: defaults), mode: HostMode(isDevelopment: true, debugged: waitDebugger)
    ) {
      () throws(ConfigurationError) in try options.read(defaults: defaults)
    }
    let watching = Task.detached {
      var stamps = projects.map(\.stamp)
      while !Task.isCancelled {
        try await Task.sleep(for: .milliseconds(500))
        for (index, project) in projects.enumerated() {
          let stamp = project.stamp
          guard stamp != stamps[index] else { continue }
          stamps[index] = stamp
          _ = project.build(into: folder)
        }
      }
    }
    defer { watching.cancel() }
    throw ExitCode(try await process.serveUntilSignal())
  }
}

/// A plugin project that is being worked on.
struct DevProject: Sendable {
  let folder: URL

  /// The project in a folder; nil without a Package.swift.
  init?(_ path: String) {
    folder = URL(filePath: path).standardizedFileURL
    guard FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) else {
      return nil
    }
  }

  /// Changes when a source does: the newest time and the number of files.
  var stamp: String {
    let keys: Set<URLResourceKey> = [.contentModificationDateKey, .isRegularFileKey]
    var newest = Date.distantPast
    var count = 0
    let files = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: Array(keys), options: [.skipsHiddenFiles])
    while let file = files?.nextObject() as? URL {
      guard let values = try? file.resourceValues(forKeys: keys), values.isRegularFile == true else {
        continue
      }
      count += 1
      newest = max(newest, values.contentModificationDate ?? newest)
    }
    return "\(count) \(newest.timeIntervalSince1970)"
  }

  /// Builds, and puts the libraries and settings in place by renaming; false when it does not build.
  func build(into plugins: URL) -> Bool {
    Terminal.error("building \(folder.path)")
    guard run(["build", "--package-path", folder.path]) == 0 else { return false }
    let products = folder.appending(path: ".build/debug")
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: products.path)) ?? []
    for file in names where file.hasPrefix("lib") && file.hasSuffix(".so") {
      let name = String(file.dropFirst(3).dropLast(3))
      install(products.appending(path: file), as: plugins.appending(path: "\(name).so"))
      let settings = folder.appending(path: "\(name).yaml")
      if files.fileExists(atPath: settings.path) {
        install(settings, as: plugins.appending(path: "\(name).yaml"))
      }
    }
    return true
  }

  private func install(_ file: URL, as target: URL) {
    let fresh = target.deletingLastPathComponent().appending(path: ".\(target.lastPathComponent).new")
    let files = FileManager.default
    do {
      try? files.removeItem(at: fresh)
      try files.copyItem(at: file, to: fresh)
      guard unsafe rename(fresh.path, target.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      Terminal.error("\(target.path) — cannot be replaced — \(error.localizedDescription)")
    }
  }

  private func run(_ arguments: [String]) -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["swift"] + arguments
    do {
      try process.run()
    } catch {
      Terminal.error("swift — cannot be started — \(error.localizedDescription) — hint: put it into PATH")
      return 127
    }
    process.waitUntilExit()
    return process.terminationStatus
  }
}
