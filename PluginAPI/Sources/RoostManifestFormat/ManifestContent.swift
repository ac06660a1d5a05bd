/// What lies in the section `.roost.manifest`: how a plugin was built, and its `plugin.json`.
///
/// The binary form is described in `roost/manifest.h`; see ``chunks()`` and ``init(section:)``.
public struct ManifestContent: Sendable, Hashable {
  /// The section's name.
  public static let sectionName = ".roost.manifest"
  /// The most bytes of content, head and JSON together (`ROOST_MANIFEST_MAX`).
  public static let maximumSize = 262_144

  /// A version of the plugin ABI (`ROOST_ABI_MAJOR`, `ROOST_ABI_MINOR`).
  public struct ABI: Sendable, Hashable, CustomStringConvertible {
    /// The version these sources describe.
    public static let current = ABI(major: 0, minor: 1)

    /// The first number.
    public var major: Int
    /// The second number; before 1.0 it must match as exactly as the first.
    public var minor: Int

    /// Makes a version.
    public init(major: Int, minor: Int) {
      self.major = major
      self.minor = minor
    }

    /// `major.minor`.
    public var description: String { "\(major).\(minor)" }
  }

  /// Whose Swift runtime a plugin uses.
  public enum Runtime: String, Sendable, CaseIterable {
    /// The host's: the toolchains must be the same.
    case shared
    /// One of its own, linked in.
    case `private`
    /// It contains no Swift.
    case none
  }

  /// The ABI it was built against.
  public var abi: ABI
  /// The oldest host that will do.
  public var host: SemanticVersion
  /// Whose Swift runtime it uses.
  public var runtime: Runtime
  /// The compiler's tag, such as `swift-6.3.1-RELEASE`. Always there when the runtime is shared,
  /// never when there is none.
  public var toolchain: String?
  /// The manifest's JSON, as written.
  public var json: [UInt8]

  /// Makes content; it is checked when it is encoded.
  public init(
    abi: ABI = .current, host: SemanticVersion = SemanticVersion(0, 1, 0), runtime: Runtime,
    toolchain: String? = nil, json: [UInt8]
  ) {
    self.abi = abi
    self.host = host
    self.runtime = runtime
    self.toolchain = toolchain
    self.json = json
  }

  /// Whether text can be a toolchain's id: 1 to 128 printable ASCII characters.
  public static func isToolchainID(_ text: String) -> Bool {
    (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7e).contains($0) }
  }
}
