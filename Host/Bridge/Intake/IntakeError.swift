/// Why a plugin's file was not taken in.
package struct IntakeError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of trouble it is.
  package struct Code: Sendable, Hashable {
    private let name: String
    /// There is no such file.
    package static let absent = Code(name: "absent")
    /// Somebody has it open for writing, or it changed while it was read: to be tried again.
    package static let stillBeingWritten = Code(name: "stillBeingWritten")
    /// The folder can be changed by others.
    package static let unsafeFolder = Code(name: "unsafeFolder")
    /// The file can be changed by others.
    package static let unsafeFile = Code(name: "unsafeFile")
    /// A folder, pipe, socket or device.
    package static let notRegular = Code(name: "notRegular")
    /// A symbolic link.
    package static let link = Code(name: "link")
    /// Larger than allowed.
    package static let tooLarge = Code(name: "tooLarge")
    /// No bytes.
    package static let empty = Code(name: "empty")
    /// Not a name that a plugin's file can have.
    package static let badName = Code(name: "badName")
    /// The signature is missing, malformed or by no trusted key.
    package static let signature = Code(name: "signature")
    /// Another host uses the folder of private copies.
    package static let inUse = Code(name: "inUse")
    /// A system call failed.
    package static let system = Code(name: "system")
  }

  /// What kind of trouble it is.
  package let code: Code
  /// What was refused.
  package let what: String
  /// The file or folder.
  package let place: String
  /// The reason.
  package let why: String
  /// What to do.
  package let hint: String

  /// Whether the same file may be taken in a moment later.
  package var isRetryable: Bool { code == .stillBeingWritten }

  /// What — where — why — hint.
  package var description: String { "\(what) — \(place) — \(why) — hint: \(hint)" }
}
