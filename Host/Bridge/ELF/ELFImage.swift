/// What a shared object says about itself, read from its bytes without loading it.
///
/// A value of facts: it keeps nothing of the file but what is listed here. What the loader goes by
/// is read the way the loader does, from the program headers and the dynamic segment; section
/// headers are used for the manifest alone.
package struct ELFImage: Sendable, Hashable {
  /// The section that holds a plugin's manifest.
  package static let manifestSection: StaticString = ".roost.manifest"
  /// The most bytes of it that are read.
  package static let maximumManifestSize = 524_288

  /// The processor it is for.
  package let machine: ELFMachine
  /// Libraries it needs (DT_NEEDED), in order.
  package let needed: [String]
  /// The name it goes by (DT_SONAME).
  package let soname: String?
  /// Folders to search before LD_LIBRARY_PATH (DT_RPATH), separated by colons; ignored by the loader
  /// when there is a `runpath`.
  package let rpath: String?
  /// Folders to search after LD_LIBRARY_PATH (DT_RUNPATH), separated by colons.
  package let runpath: String?
  /// Whether its thread-local variables must lie in the static TLS block (DF_STATIC_TLS), whose
  /// spare room is a few hundred bytes a process.
  package let usesStaticTLS: Bool
  /// Whether it refuses to be opened at run time: an executable (DF_1_PIE), or DF_1_NOOPEN.
  package let refusesOpening: Bool
  /// Whether it asks for stacks that can be executed: by PT_GNU_STACK, or by its absence.
  package let asksExecutableStack: Bool
  /// The symbols it offers.
  package let exports: ELFExports
  /// The highest glibc version among the symbols it needs.
  package let glibc: GlibcVersion?
  /// The build id in hexadecimal.
  package let buildID: String?
  /// The bytes of `.roost.manifest`; nil when there is no such section.
  package let manifest: [UInt8]?

  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - machine: The processor it must be for.
  /// - Throws: What is wrong with the file, at the first thing that is.
  package init(_ bytes: RawSpan, machine: ELFMachine? = .host) throws(ELFError) {
    let header = try ELFHeader(bytes, machine: machine)
    let segments = try ELFSegment.all(bytes, header)
    let dynamic = try ELFDynamic(bytes, segments)
    let strings = try dynamic.strings(segments)
    self.machine = header.machine
    var needed: [String] = []
    for name in dynamic.needed {
      needed.append(try bytes.string("needed library", at: name, in: strings))
    }
    self.needed = needed
    soname = try Self.string(bytes, dynamic, ELFDynamic.Tag.soname, strings)
    rpath = try Self.string(bytes, dynamic, ELFDynamic.Tag.rpath, strings)
    runpath = try Self.string(bytes, dynamic, ELFDynamic.Tag.runpath, strings)
    usesStaticTLS = dynamic[ELFDynamic.Tag.flags].map { $0 & 0x10 != 0 } ?? false
    refusesOpening = dynamic[ELFDynamic.Tag.flags1].map { $0 & 0x0800_0040 != 0 } ?? false
    asksExecutableStack = segments.last { $0.type == ELFSegment.stack }?.isExecutable ?? true
    exports = try ELFExports(bytes, segments, dynamic, strings: strings)
    glibc = try ELFVersions.glibc(bytes, segments, dynamic, strings: strings)
    buildID = ELFNotes.buildID(bytes, segments)
    manifest = try ELFSection.contents(
      bytes, header, named: Self.manifestSection, atMost: Self.maximumManifestSize)
  }

  /// Reads a file's bytes.
  package init(_ bytes: [UInt8], machine: ELFMachine? = .host) throws(ELFError) {
    try unsafe self.init(bytes.span.bytes, machine: machine)
  }

  private static func string(
    _ bytes: RawSpan, _ dynamic: ELFDynamic, _ tag: UInt64, _ strings: Range<Int>
  ) throws(ELFError) -> String? {
    guard let offset = dynamic[tag] else { return nil }
    return try bytes.string("dynamic segment", at: offset, in: strings)
  }
}
