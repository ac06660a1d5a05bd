package import HostOperations
import RoostJSON
package import RoostManifestFormat

/// A plugin's file, found fit to be opened. Nothing of it has been executed to find that out.
package struct PluginInspection: Sendable {
  /// Whether it cannot share the host's process: it carries a Swift runtime of its own.
  package var needsWorker: Bool { content.runtime == .private }

  /// The largest file that is looked into: 512 MiB.
  package static let maximumFileSize = 512 << 20

  /// The file.
  package let path: String
  /// What the file says.
  package let image: ELFImage
  /// How it was built.
  package let content: ManifestContent
  /// Whether its Swift code describes C types, which two versions in one process would share.
  package let describesCTypes: Bool
  /// What it says about itself.
  package let manifest: Manifest
  /// What its configuration must look like.
  package let schema: JSONSchema?

  /// Reads a file and checks everything that can be known before it is opened.
  ///
  /// - Parameters:
  ///   - path: The file to read, as messages name it.
  ///   - origin: The folder it will be opened from, for `$ORIGIN`; the file's own when nil.
  ///   - host: What it must fit.
  ///   - name: The file as messages name it; `path` when nil.
  package init(
    path: String, named name: String? = nil, origin: String? = nil, host: PluginHost
  ) throws(PluginRefusal) {
    let bytes: [UInt8]
    do throws(BinaryFile.Failure) {
      bytes = try BinaryFile.read(path, limit: Self.maximumFileSize)
    } catch {
      throw PluginRefusal(
        "unreadable file", at: name ?? path, error.reason, hint: "check the file and its rights")
    }
    try self.init(bytes, path: name ?? path, origin: origin, host: host)
  }

  /// Checks a file's bytes.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - path: The file, as messages name it.
  ///   - origin: The folder it will be opened from, for `$ORIGIN`; the file's own when nil.
  ///   - host: What it must fit.
  package init(
    _ bytes: [UInt8], path: String, origin: String? = nil, host: PluginHost
  ) throws(PluginRefusal) {
    self.path = path
    do throws(ELFError) {
      image = try ELFImage(bytes, machine: host.machine)
    } catch {
      throw PluginRefusal(error, path: path)
    }
    let section = try Self.section(of: image, path: path)
    do throws(ManifestFormatError) {
      content = try ManifestContent(section: section)
    } catch {
      throw PluginRefusal(error, path: path)
    }
    let fit = PluginFit(path: path, image: image, content: content, host: host)
    try fit.checkVersions()
    try fit.checkRuntime()
    describesCTypes = CTypes.areDescribed(in: bytes)
    manifest = try Self.manifest(content, path: path)
    schema = try Self.schema(manifest, path: path)
    try fit.checkExports()
    try fit.checkOpening()
    try fit.checkLibraries(origin: origin ?? Self.folder(of: path))
  }

  private static func schema(_ manifest: Manifest, path: String) throws(PluginRefusal) -> JSONSchema? {
    guard let schema = manifest.configuration else { return nil }
    do throws(SchemaError) {
      return try JSONSchema.compile(schema)
    } catch {
      throw PluginRefusal(
        "wrong manifest", at: "\(path), plugin.json, configuration",
        error.problems.map { "\($0)" }.joined(separator: "; "),
        hint: "correct the schema and build again")
    }
  }

  private static func section(of image: ELFImage, path: String) throws(PluginRefusal) -> [UInt8] {
    guard let section = image.manifest else {
      throw PluginRefusal(
        "no manifest", at: path, "there is no section \(ManifestContent.sectionName)",
        hint: "add the build-tool plugin RoostManifest to the target, or ROOST_MANIFEST in C")
    }
    return section
  }

  private static func manifest(_ content: ManifestContent, path: String) throws(PluginRefusal) -> Manifest {
    let json: JSONValue
    do throws(JSONError) {
      json = try JSONValue(parsing: content.json)
    } catch {
      throw PluginRefusal(
        "wrong manifest", at: "\(path), plugin.json line \(error.line)", error.message,
        hint: "correct plugin.json and build again")
    }
    do throws(ManifestError) {
      return try Manifest(json)
    } catch {
      throw PluginRefusal(error, path: path)
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
