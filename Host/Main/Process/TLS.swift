import Glibc
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
  init(_ files: HostConfiguration.TLS) throws(TLSFileError) {
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
    let chain = try part(.certificate, files.certificate, "no usable certificate") { bytes in
      try NIOSSLCertificate.fromPEMBytes(bytes).map { NIOSSLCertificateSource.certificate($0) }
    }
    let key = try part(.key, files.key, "no usable private key") { bytes in
      try NIOSSLPrivateKey(bytes: bytes, format: .pem)
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw TLSFileError(
        part: .key, message: "\(files.key) does not go with \(files.certificate)",
        hint: "name the key that the certificate was made for")
    }
  }

  private static func part<T>(
    _ part: TLSFileError.Part, _ file: String, _ lacking: String, _ read: ([UInt8]) throws -> T
  ) throws(TLSFileError) -> T {
    let bytes: [UInt8]
    do throws(SystemFailure) {
      bytes = try SmallFile.read(file, atMost: 1 << 20)
    } catch {
      let hint =
        error.code == ENOENT ? "create it, or correct the path" : "let the user that runs roost read it"
      throw TLSFileError(part: part, message: "cannot read \(file): \(error.reason)", hint: hint)
    }
    do {
      return try read(bytes)
    } catch {
      throw TLSFileError(
        part: part, message: "\(file) holds \(lacking) in PEM form",
        hint: "it begins with a line like -----BEGIN \(part == .key ? "PRIVATE KEY" : "CERTIFICATE")-----")
    }
  }
}

/// Why a listener's certificate or key cannot be used.
struct TLSFileError: Error, CustomStringConvertible {
  /// Which of the two files it is about, by its key in the configuration.
  enum Part: String { case certificate, key }

  let part: Part
  let message: String
  let hint: String

  var description: String { "\(message) — hint: \(hint)" }
}
