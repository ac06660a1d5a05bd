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

  private static func read(_ files: HostConfiguration.TLS) throws -> NIOSSLContext {
    let chain = try NIOSSLCertificate.fromPEMFile(files.certificate).map { NIOSSLCertificateSource.certificate($0) }
    let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    return try NIOSSLContext(configuration: configuration)
  }
}
