/// The entries of a document, in memory that its owner frees.
@safe struct JSONTape {
  private var base: UnsafeMutablePointer<TapeEntry>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    unsafe base = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  /// An entry, which must have been appended.
  subscript(index: Int) -> TapeEntry {
    @inline(__always) get { unsafe base[index] }
    @inline(__always) nonmutating set { unsafe base[index] = newValue }
  }

  @inline(__always)
  mutating func append(_ entry: TapeEntry) {
    if count == capacity { grow() }
    unsafe (base + count).initialize(to: entry)
    count &+= 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<TapeEntry>.allocate(capacity: capacity * 2)
    unsafe larger.moveInitialize(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = unsafe larger
    capacity *= 2
  }

  func deallocate() { unsafe base.deallocate() }
}

/// One entry of a document's tape: a value, or a member's name.
struct TapeEntry {
  enum Kind: UInt8 {
    case null, `true`, `false`, integer, real, string, name, array, object
  }

  var kind: Kind
  /// The first byte of a string, a name or a number; the place of a large object's sorted names.
  var start: UInt32
  /// The bytes of a string, a name or a number; the members or elements of a container.
  var length: UInt32
  /// The entry after this value and all that is in it.
  var next: UInt32
  /// The container around this entry, or ``none``.
  var parent: UInt32
  /// The members or elements before this one: with it, a coding path costs no more than its depth.
  var ordinal: UInt32

  static let none = UInt32.max
}
