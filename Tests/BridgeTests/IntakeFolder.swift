import Foundation
import Testing

@testable import HostBridge

/// A plugins' folder and a folder for copies of a test's own, removed with their owner.
final class IntakeFolder: Sendable {
  let root: String
  var folder: String { root + "/plugins.d" }
  var cache: String { root + "/cache" }

  init() throws {
    var template = Array("/tmp/roost-intake-XXXXXX".utf8CString)
    root = unsafe String(cString: mkdtemp(&template))
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func path(_ name: String) -> String { folder + "/" + name }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8] = Array("plugin".utf8), mode: UInt32 = 0o644) -> String {
    let path = path(name)
    _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
    unsafe chmod(path, mode)
    return path
  }

  func intake(
    _ policy: SignaturePolicy = .off, maximumBytes: Int = 256 << 20, _ guarding: WriteGuard = WriteGuard()
  ) throws -> PluginIntake {
    try PluginIntake(
      folder: folder, cache: cache, policy: policy, maximumBytes: maximumBytes, guarding: guarding)
  }

  /// The names in the folder of copies.
  var copies: [String] { (try? FileManager.default.contentsOfDirectory(atPath: cache)) ?? [] }

  /// Tries again while a file counts as still being written: a process that is started elsewhere in the test
  /// run holds every open file, also one just written here, from its fork to its exec.
  func patiently<Result>(_ body: () throws -> Result) throws -> Result {
    for _ in 0..<1000 {
      do { return try body() } catch let error as IntakeError where error.isRetryable { poll(nil, 0, 5) }
    }
    return try body()
  }

  /// Why a plugin was not taken in for good; and that nothing of it was left.
  func refusal(of name: String, by intake: PluginIntake) -> IntakeError? {
    let error = #expect(throws: IntakeError.self) { try patiently { try intake.copy(name, generation: 1) } }
    #expect(copies.isEmpty)
    return error
  }

  /// Why a plugin was not taken in for good.
  func refusal(of name: String) throws -> IntakeError.Code? { refusal(of: name, by: try intake())?.code }

  /// Whether a plugin was left for later; and that nothing of it was left.
  func isLeftForLater(_ name: String, by intake: PluginIntake) -> Bool {
    let error = #expect(throws: IntakeError.self) { try intake.copy(name, generation: 1) }
    #expect(copies.isEmpty)
    return error?.code == .stillBeingWritten && error?.isRetryable == true
  }
}
