public import RoostJSON

/// What a plugin says about itself in `plugin.json`. Only `id` and `version` are required.
public struct Manifest: Sendable, Hashable {
  /// Something the plugin asks for beyond what every plugin has.
  public struct Capability: Sendable, Hashable {
    /// What is asked for, such as `http:/other-prefix`: HTTP paths other than those under `/ID`.
    public let name: String
    /// Why, for the operator who grants it.
    public let reason: String
  }

  /// The topics a plugin deals in.
  public struct Topics: Sendable, Hashable {
    /// Topics it publishes to.
    public var publishes: [String] = []
    /// Topics it wants events of.
    public var subscribes: [String] = []
  }

  /// The services a plugin deals in.
  public struct Services: Sendable, Hashable {
    /// Services it offers to other plugins.
    public var provides: [String] = []
    /// Services it cannot work without.
    public var requires: [String] = []
  }

  /// Versions of the plugin's state.
  public struct State: Sendable, Hashable {
    /// The version it writes.
    public var writes = 1
    /// The versions it can read; always contains the one it writes.
    public var reads = [1]
    /// Older versions that it can turn its state to, so that it can be replaced by what reads them.
    public var returns: [Int] = []
  }

  /// How one generation gives way to the next.
  public enum Handover: String, Sendable, CaseIterable {
    /// Both serve while the old one drains.
    case none
    /// The old one drains and exports before the new one starts.
    case exclusive
  }

  /// Limits the plugin asks for; the host's own are upper bounds.
  public struct Limits: Sendable, Hashable {
    /// Handlers at once.
    public var concurrency: Int?
    /// Events waiting.
    public var queue: Int?
    /// Memory in MiB.
    public var memoryMB: Int?
    /// A handler's deadline in milliseconds.
    public var deadlineMS: Int?
  }

  /// `[a-z][a-z0-9-]{0,31}`: the plugin's name, and its prefix `/ID`.
  public let id: String
  /// The plugin's own version.
  public let version: SemanticVersion
  /// What it does, in a line.
  public let summary: String?
  /// Who wrote it.
  public let authors: [String]
  /// Its licence, best as an SPDX expression.
  public let license: String?
  /// The Swift type that is the plugin; only the build uses it.
  public let principal: String?
  /// What it asks for.
  public let capabilities: [Capability]
  /// Topics published and subscribed.
  public let topics: Topics
  /// Services provided and required.
  public let services: Services
  /// The schema of its configuration, an object; not checked here.
  public let configuration: JSONValue?
  /// State versions; writes 1 and reads 1 when not given.
  public let state: State
  /// How it hands over; `none` when not given.
  public let handover: Handover
  /// Limits it asks for.
  public let limits: Limits

  /// Reads a manifest from its JSON, collecting every problem before it throws.
  public init(_ json: JSONValue) throws(ManifestError) {
    var reader = ManifestReader()
    let root = reader.object(json, at: ManifestPath(), keys: Self.keys)
    id = reader.required("id", in: root, rule: .id, default: "")
    let version = reader.required("version", in: root, rule: .version, default: "0.0.0")
    self.version = SemanticVersion(version) ?? SemanticVersion(0, 0, 0)
    summary = reader.text("summary", in: root, rule: .line(280))
    authors = reader.texts("authors", in: root, atMost: 32, rule: .line(128))
    license = reader.text("license", in: root, rule: .line(128))
    principal = reader.text("principal", in: root, rule: .swiftType)
    capabilities = reader.capabilities(in: root)
    topics = reader.topics(in: root)
    services = reader.services(in: root)
    configuration = reader.schema(in: root)
    state = reader.state(in: root)
    handover = reader.handover(in: root)
    limits = reader.limits(in: root)
    guard reader.problems.isEmpty else { throw ManifestError(problems: reader.problems) }
  }

  private static let keys = [
    "id", "version", "summary", "authors", "license", "principal", "capabilities", "topics", "services",
    "configuration", "state", "handover", "limits",
  ]
}
