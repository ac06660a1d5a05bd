import Glibc
import HostOperations
import HostServices
import NIOSSL

/// How connections to Redis are encrypted: servers are verified by their certificates and names.
struct RedisTLS: Sendable {
  private let context: NIOSSLContext

  /// Reads the authorities, if a file of them is named.
  ///
  /// - Throws: what is wrong with the file, with the place where it is configured.
  init?(_ loaded: HostConfiguration.Loaded) throws(ConfigurationError) {
    guard let redis = loaded.configuration.state.redis, redis.isEncrypted else { return nil }
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    func problem(_ message: String, _ hint: String) -> ConfigurationError {
      ConfigurationError([loaded.problem(at: DataPath("state", "redis", "ca"), message, hint: hint)])
    }
    if let file = redis.authorities {
      let bytes: [UInt8]
      do throws(SystemFailure) {
        bytes = try SmallFile.read(file, atMost: 1 << 20)
      } catch {
        throw problem(
          "cannot read \(file): \(error.reason)",
          error.code == ENOENT ? "create it, or correct the path" : "let the user that runs roost read it")
      }
      guard let authorities = try? NIOSSLCertificate.fromPEMBytes(bytes), !authorities.isEmpty else {
        throw problem(
          "\(file) holds no usable certificate in PEM form",
          "it begins with a line like -----BEGIN CERTIFICATE-----")
      }
      configuration.trustRoots = .certificates(authorities)
    }
    do {
      context = try NIOSSLContext(configuration: configuration)
    } catch {
      throw problem("TLS cannot be used: \(error)", "look at the file of the authorities")
    }
  }

  /// Makes the handler of one connection.
  var factory: RedisSettings.TLSFactory {
    { host in
      // A name is asked for and verified; of an address, the certificate must have it.
      let isAddress = IPAddress(host) != nil
      return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }
  }
}
