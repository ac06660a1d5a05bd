package import RoostManifestFormat

/// What a plugin must fit: this host.
package struct PluginHost: Sendable {
  /// The ABI it speaks.
  package var abi: ManifestContent.ABI
  /// Its version.
  package var version: SemanticVersion
  /// The toolchain it was built with, such as `swift-6.3.1-RELEASE`.
  package var toolchain: String
  /// The processor it runs on.
  package var machine: ELFMachine?
  /// The C library it runs on.
  package var glibc: GlibcVersion
  /// Where libraries are found.
  package var libraries: LibrarySearch

  /// This process.
  ///
  /// - Parameters:
  ///   - version: The host's version.
  ///   - toolchain: The toolchain it was built with.
  ///   - libraries: Where libraries are found.
  package init(version: SemanticVersion, toolchain: String, libraries: LibrarySearch = LibrarySearch()) {
    abi = .current
    self.version = version
    self.toolchain = toolchain
    machine = .host
    glibc = .running
    self.libraries = libraries
  }
}
