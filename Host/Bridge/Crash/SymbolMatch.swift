/// A place in a function.
package struct SymbolMatch: Sendable, Hashable {
  /// The function's name, as the linker knows it.
  package let name: String
  /// Bytes from the function's start.
  package let offset: UInt64

  /// Describes a place.
  package init(name: String, offset: UInt64) {
    self.name = name
    self.offset = offset
  }
}
