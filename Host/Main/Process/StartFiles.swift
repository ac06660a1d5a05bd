import Glibc
import HostBridge
import HostDispatch
import HostOperations

/// The files that a host needs and its configuration only names: `roost check` looks at them, `roost run` before
/// anything else.
struct StartFiles {
  /// The certificates of each public listener, in the configuration's order; nil for plain HTTP.
  let tls: [TLSFiles?]
  /// The keys that sign plugins, if any has to.
  let signatures: SignaturePolicy
  /// How connections to Redis are encrypted, if they are.
  let redis: RedisTLS?

  /// Reads the certificates and keys, and looks for the folders of sockets.
  ///
  /// - Throws: everything that is wrong, each with the place where it is configured.
  init(_ loaded: HostConfiguration.Loaded) throws(ConfigurationError) {
    let configuration = loaded.configuration
    var tls: [TLSFiles?] = []
    var signatures = SignaturePolicy.off
    var problems: [Problem] = []
    for (index, listener) in configuration.listeners.enumerated() {
      let path = DataPath("listen").index(index)
      if let problem = Self.problem(with: listener.address, at: path, loaded) { problems.append(problem) }
      do throws(TLSFileError) {
        tls.append(try listener.tls.map { (files) throws(TLSFileError) in try TLSFiles(files) })
      } catch {
        let path = path.member("tls").member(error.part.rawValue)
        problems.append(loaded.problem(at: path, error.message, hint: error.hint))
      }
    }
    if let admin = configuration.admin,
      let problem = Self.problem(with: admin, at: DataPath("admin"), loaded)
    {
      problems.append(problem)
    }
    do throws(ConfigurationError) {
      signatures = try SignaturePolicy(loaded)
    } catch {
      problems += error.problems
    }
    var redis: RedisTLS?
    do throws(ConfigurationError) {
      redis = try RedisTLS(loaded)
    } catch {
      problems += error.problems
    }
    do throws(ConfigurationError) {
      _ = try TelegramParts.read(loaded)
    } catch {
      problems += error.problems
    }
    guard problems.isEmpty else { throw ConfigurationError(problems) }
    self.tls = tls
    self.signatures = signatures
    self.redis = redis
  }

  private static func problem(
    with address: ListenAddress, at path: DataPath, _ loaded: HostConfiguration.Loaded
  ) -> Problem? {
    guard case .unix(let socket) = address else { return nil }
    let folder = Folders.parent(of: socket)
    // The host itself makes these before it listens.
    let made = [Folders.parent(of: loaded.configuration.control), loaded.configuration.plugins.cache]
    guard !made.contains(where: { "\($0)/".hasPrefix("\(folder)/") }) else { return nil }
    // The dot fails for what is no folder, too.
    guard unsafe access("\(folder)/.", F_OK) != 0 else { return nil }
    return loaded.problem(
      at: path, "cannot make a socket in \(folder): \(SystemFailure.reason(errno))",
      hint: "create the folder, or correct the path")
  }
}
