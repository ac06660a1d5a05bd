/// The names of the objects that are open, to find repeated ones.
///
/// Many names are sorted, by length and then by bytes. Sorting, not hashing: no choice of names makes it
/// slow.
@safe struct NameStack: ~Copyable {
  /// Where a name's bytes are, and the tape entry that it is.
  struct Name {
    var start: UInt32
    var length: UInt32
    var entry: UInt32 = 0
  }

  /// Up to this number of names, comparing each with each costs less than sorting.
  static let few = 16

  // Memory of its own rather than an array, whose checks at each name cost more than what is kept.
  private var names: UnsafeMutablePointer<Name>
  private var capacity = 2 * few
  /// Where the names of an object opened now will begin.
  private(set) var count = 0

  init() { unsafe names = .allocate(capacity: capacity) }

  deinit { unsafe names.deallocate() }

  @inline(__always)
  mutating func push(_ name: Name) {
    if count == capacity { grow() }
    unsafe (names + count).initialize(to: name)
    count &+= 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Name>.allocate(capacity: capacity * 2)
    unsafe larger.moveInitialize(from: names, count: count)
    unsafe names.deallocate()
    unsafe names = unsafe larger
    capacity *= 2
  }

  /// Forgets the names from `base` on, when their object is closed.
  mutating func removeAll(from base: Int) { count = base }

  /// The entries of the names from `base` on; sorted when they are more than ``few`` and were searched for repeated ones.
  func entries(from base: Int) -> [UInt32] { (base..<count).map { unsafe names[$0].entry } }

  /// The later of two equal names among those from `base` on.
  mutating func repeated(from base: Int, in text: UnsafePointer<UInt8>) -> Name? {
    unsafe count - base <= Self.few
      ? repeatedAmongFew(from: base, in: text) : repeatedAmongMany(from: base, in: text)
  }

  private func repeatedAmongFew(from base: Int, in text: UnsafePointer<UInt8>) -> Name? {
    // One bit a name, by its length and ends: a name whose bit is new is like none before it.
    var seen: UInt64 = 0
    for later in base..<count {
      let (start, length) = unsafe (Int(names[later].start), Int(names[later].length))
      // An empty name's ends are its quotes.
      let ends = unsafe Int(text[start]) &* 3 &+ Int(text[start + length - 1])
      let bit: UInt64 = 1 << UInt64(truncatingIfNeeded: (length &* 7 &+ ends) & 63)
      guard seen & bit != 0 else {
        seen |= bit
        continue
      }
      for earlier in base..<later where unsafe Int(names[earlier].length) == length {
        let isEqual = unsafe Self.areEqual(text + Int(names[earlier].start), text + start, count: length)
        if isEqual { return unsafe names[later] }
      }
    }
    return nil
  }

  private mutating func repeatedAmongMany(from base: Int, in text: UnsafePointer<UInt8>) -> Name? {
    var rest = unsafe UnsafeMutableBufferPointer(start: names + base, count: count - base)
    unsafe rest.sort { left, right in
      let order = unsafe Self.compare(
        text + Int(left.start), Int(left.length), text + Int(right.start), Int(right.length))
      return order == 0 ? left.start < right.start : order < 0
    }
    for index in base + 1..<count where unsafe names[index - 1].length == names[index].length {
      let isEqual = unsafe Self.areEqual(
        text + Int(names[index - 1].start), text + Int(names[index].start), count: Int(names[index].length))
      if isEqual { return unsafe names[index] }
    }
    return nil
  }

  /// Whether two names of one length are the same.
  @inline(__always)
  static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int) -> Bool {
    var offset = 0
    while offset &+ 8 <= count {
      let word = unsafe UnsafeRawPointer(left + offset).loadUnaligned(as: UInt64.self)
      let other = unsafe UnsafeRawPointer(right + offset).loadUnaligned(as: UInt64.self)
      guard word == other else { return false }
      offset &+= 8
    }
    if count &- offset >= 4 {
      // Two words that may overlap.
      return unsafe load(left + offset, as: UInt32.self) == load(right + offset, as: UInt32.self)
        && load(left + count - 4, as: UInt32.self) == load(right + count - 4, as: UInt32.self)
    }
    while offset < count {
      guard unsafe left[offset] == right[offset] else { return false }
      offset &+= 1
    }
    return true
  }

  @inline(__always)
  private static func load<Word: BitwiseCopyable>(_ place: UnsafePointer<UInt8>, as type: Word.Type) -> Word {
    unsafe UnsafeRawPointer(place).loadUnaligned(as: type)
  }

  /// Negative when the left name sorts before the right one, zero when they are equal.
  static func compare(
    _ left: UnsafePointer<UInt8>, _ leftCount: Int, _ right: UnsafePointer<UInt8>, _ rightCount: Int
  ) -> Int {
    guard leftCount == rightCount else { return leftCount - rightCount }
    for offset in 0..<leftCount {
      let difference = unsafe Int(left[offset]) - Int(right[offset])
      if difference != 0 { return difference }
    }
    return 0
  }
}
