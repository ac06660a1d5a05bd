import HostIngress
import HostOperations
import NIOCore
import NIOSSL
import Synchronization

/// The certificates of a listener. Connections made after ``reload()`` get the renewed ones.
final class TLSFiles: Sendable {
  private let files: HostConfiguration.TLS
  private let context: Mutex<NIOSSLContext>

  /// Reads the files.
  ///
  /// - Throws: what is wrong with them.
  init(_ files: HostConfiguration.TLS) throws {
    self.files = files
    context = Mutex(try Self.read(files))
  }

  /// Makes the handler of one connection.
  var factory: TLSHandlerFactory {
    { NIOSSLServerHandler(context: self.context.withLock { $0 }) }
  }

  /// Reads the files again; what was read before stays when they are unusable.
  func reload() throws {
    let fresh = try Self.read(files)
    context.withLock { $0 = fresh }
  }

  private static func read(_ files: HostConfiguration.TLS) throws(TLSFileError) -> NIOSSLContext {
    let chain = try part(files.certificate, "no usable certificate in PEM form") {
      try NIOSSLCertificate.fromPEMFile($0).map { NIOSSLCertificateSource.certificate($0) }
    }
    let key = try part(files.key, "no usable private key in PEM form") {
      try NIOSSLPrivateKey(file: $0, format: .pem)
    }
    return try part(files.certificate, "it does not go with \(files.key)") { _ in
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain, privateKey: .privateKey(key))
      configuration.minimumTLSVersion = .tlsv12
      configuration.applicationProtocols = ["http/1.1"]
      return try NIOSSLContext(configuration: configuration)
    }
  }

  private static func part<T>(
    _ file: String, _ what: String, _ read: (String) throws -> T
  ) throws(TLSFileError) -> T {
    do {
      return try read(file)
    } catch {
      throw TLSFileError(
        description: "\(file) — \(what) — \(error) — hint: check the listener's `tls` in roost.yaml")
    }
  }
}

/// Why a listener's certificate or key cannot be used.
struct TLSFileError: Error, CustomStringConvertible {
  let description: String
}
