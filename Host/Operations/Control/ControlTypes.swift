package import RoostJSON

/// Who sent a command, as the kernel knows it.
package struct ControlPeer: Sendable, Equatable {
  /// The user.
  package let uid: UInt32
  /// The user's group.
  package let gid: UInt32
  /// The process.
  package let pid: Int32
}

/// A command to a running host: on the wire one line of JSON, `{"command": "…", "arguments": {…}}`.
package struct ControlRequest: Sendable {
  /// The command's name: 1–64 of `a-z`, digits, `.`, `_`, `-`, beginning with a letter.
  package let command: String
  /// Its arguments, always an object.
  package let arguments: JSONValue
  /// Who sent it.
  package let peer: ControlPeer
}

/// The answer to a command: on the wire `{"ok":true,"result":…}` or `{"ok":false,"error":"…"}`.
package enum ControlResponse: Sendable, Equatable {
  /// Done, with what it gave.
  case ok(JSONValue)
  /// Refused or failed: what — where — why — hint.
  case failure(String)
}

/// What the control socket allows.
package struct ControlLimits: Sendable {
  /// Most bytes of a request line.
  package var requestBytes = 1 << 16
  /// Most bytes of a response line.
  package var responseBytes = 1 << 22
  /// Most connections at a time.
  package var connections = 16
  /// Most requests on one connection.
  package var requests = 1000
  /// The time in which a whole request must arrive, and a response be taken.
  package var idle: Duration = .seconds(10)
  /// The time a command may take.
  package var handler: Duration = .seconds(120)

  /// The defaults.
  package init() {}
}

/// Why a command did not reach a host, or was refused.
package struct ControlError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of trouble it is.
  package struct Code: Sendable, Hashable {
    private let name: String
    /// No host listens at the path.
    package static let notRunning = Code(name: "notRunning")
    /// Another host holds the path.
    package static let inUse = Code(name: "inUse")
    /// The system or the host does not let this user in.
    package static let denied = Code(name: "denied")
    /// The host answered that it will not or could not.
    package static let refused = Code(name: "refused")
    /// The other side does not speak this protocol.
    package static let malformed = Code(name: "malformed")
    /// No answer in time.
    package static let timeout = Code(name: "timeout")
    /// A line longer than allowed.
    package static let tooLarge = Code(name: "tooLarge")
    /// The path cannot be used as it is.
    package static let badPath = Code(name: "badPath")
    /// A system call failed.
    package static let system = Code(name: "system")
  }

  /// What kind of trouble it is.
  package let code: Code
  /// What — where — why — hint, or the host's own words when it refused.
  package let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
