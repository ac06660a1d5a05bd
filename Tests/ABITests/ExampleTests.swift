import Foundation
import HostBridge
import Testing

/// What a Swift plugin offers the loader and needs of it.
@Suite struct ExampleTests {
  private static let library = ContractHeaders.repository
    .appending(path: ".build-plugins/release/libhello.so")

  @Test func `a Swift plugin exports one symbol, its entry`() throws {
    let image = try image()
    #expect(image.exports.entryCount == 1)
    #expect(image.exports.otherCount == 0, "\(image.exports.otherNames)")
  }

  @Test func `a Swift plugin needs no Foundation`() throws {
    let needed = try image().needed
    #expect(needed.contains { $0.hasPrefix("libswiftCore") })
    #expect(needed.filter { $0.contains("Foundation") || $0.contains("icu") } == [])
  }

  @Test func `a Swift plugin carries its manifest and asks for nothing unusual`() throws {
    let image = try image()
    #expect(image.manifest != nil)
    #expect(!image.usesStaticTLS && !image.asksExecutableStack && !image.refusesOpening)
  }

  /// Built by `make examples`; without it this fails.
  private func image() throws -> ELFImage { try ELFImage([UInt8](Data(contentsOf: Self.library))) }
}
