internal import Glibc
internal import HostOperations

/// Takes plugins' files out of the folder: what the host loads is a private copy that was checked, hashed and
/// verified while nobody could change it. Every call blocks: none belongs on the cooperative pool.
package final class PluginIntake: Sendable {
  private static let settingsBytes = 1 << 20

  private let folder: String
  private let cache: CopyCache
  private let policy: SignaturePolicy
  private let maximumBytes: Int
  private let guarding: WriteGuard

  /// Prepares the folder of private copies: made with mode 0700, locked against other hosts, emptied.
  ///
  /// - Parameters:
  ///   - folder: the plugins' folder; it is checked at each use and need not exist yet.
  ///   - maximumBytes: the largest library that is taken.
  package convenience init(
    folder: String, cache: String, policy: SignaturePolicy = .off, maximumBytes: Int = 256 << 20
  ) throws(IntakeError) {
    try self.init(
      folder: folder, cache: cache, policy: policy, maximumBytes: maximumBytes, guarding: WriteGuard())
  }

  init(
    folder: String, cache: String, policy: SignaturePolicy, maximumBytes: Int, guarding: WriteGuard
  ) throws(IntakeError) {
    self.folder = folder
    self.cache = try CopyCache(cache)
    self.policy = policy
    self.maximumBytes = maximumBytes
    self.guarding = guarding
  }

  /// Copies `NAME.so` under a name never used before and checks its signature if the policy asks.
  package func copy(_ name: String, generation: UInt64) throws(IntakeError) -> PrivateCopy {
    let folder = try SafeFolder(folder)
    let library = try folder.open(name, .library, atMost: maximumBytes)
    guard library.stamp.size > 0 else {
      throw IntakeError(.empty, "file refused", library.place, "it is empty", "copy the plugin there again")
    }
    let (path, digest) = try write(library, as: name, generation)
    do {
      try verify(path, size: library.stamp.size, name, in: folder)
    } catch {
      unsafe unlink(path)
      throw error
    }
    return PrivateCopy(
      name: name, generation: generation, path: path, digest: digest, size: library.stamp.size,
      source: library.stamp)
  }

  /// Whether the folder has a `NAME.so` of that name, in whatever state.
  package func has(_ name: String) -> Bool {
    var status = stat()
    guard PluginFile.isName(name) else { return false }
    return unsafe lstat("\(folder)/\(PluginFile.fileName(name, .library))", &status) == 0
  }

  /// Removes a copy. What is loaded from it stays loaded.
  package func discard(_ copy: PrivateCopy) { unsafe unlink(copy.path) }

  /// The bytes of `NAME.yaml`, at most 1 MiB, under the same rules as a library; nil when there is none.
  package func settings(_ name: String) throws(IntakeError) -> [UInt8]? {
    try read(name, .settings, in: SafeFolder(folder), atMost: Self.settingsBytes)
  }

  private func write(
    _ library: borrowing SafeFile, as name: String, _ generation: UInt64
  ) throws(IntakeError) -> (path: String, digest: SHA256Digest) {
    let copy = try cache.create(name, generation)
    var hasher = SHA256Hasher()
    do {
      try unsafe library.readStable(guarding) { (bytes) throws(IntakeError) in
        unsafe hasher.update(bytes)
        try unsafe copy.write(bytes)
      }
    } catch {
      unsafe unlink(copy.path)
      throw error
    }
    return (copy.path, hasher.finish())
  }

  private func verify(
    _ path: String, size: Int, _ name: String, in folder: borrowing SafeFolder
  ) throws(IntakeError) {
    guard case .required(let keys) = policy else { return }
    let place = folder.path + "/" + PluginFile.fileName(name, .signature)
    func refusal(_ why: String) -> IntakeError {
      IntakeError(
        .signature, "signature refused", place, why,
        "sign it: openssl pkeyutl -sign -rawin -inkey key.pem -in \(name).so -out \(name).so.sig")
    }
    guard let signature = try read(name, .signature, in: folder, atMost: 4096) else {
      throw refusal("there is none, and the configuration requires one")
    }
    guard signature.count == Ed25519PublicKey.signatureBytes else {
      throw refusal("it has \(signature.count) bytes, a raw Ed25519 signature has 64")
    }
    let copy = try MappedFile(path, size: size)
    guard keys.contains(where: { unsafe $0.verifies(signature: signature, of: copy.bytes) }) else {
      throw refusal("it is not by a trusted key over these bytes")
    }
  }

  private func read(
    _ name: String, _ role: PluginFile.Role, in folder: borrowing SafeFolder, atMost limit: Int
  ) throws(IntakeError) -> [UInt8]? {
    var bytes: [UInt8] = []
    do {
      try unsafe folder.open(name, role, atMost: limit).readStable(guarding) {
        unsafe bytes.append(contentsOf: $0)
      }
    } catch {
      if error.code == .absent { return nil }
      throw error
    }
    return bytes
  }
}
