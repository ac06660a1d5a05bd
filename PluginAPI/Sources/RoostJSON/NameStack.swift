/// The names of the objects that are open, to find repeated ones.
///
/// Many names are sorted, by length and then by bytes. Sorting, not hashing: no choice of names makes it
/// slow.
struct NameStack {
  /// Where a name's bytes are, and the tape entry that it is.
  struct Name {
    var start: UInt32
    var length: UInt32
    var entry: UInt32 = 0
  }

  /// Up to this number of names, comparing each with each costs less than sorting.
  static let few = 16

  // Only the first `count` are in use: an array that never shrinks costs less.
  private var names: [Name] = []
  /// Where the names of an object opened now will begin.
  private(set) var count = 0

  mutating func push(_ name: Name) {
    if names.isEmpty { names.reserveCapacity(2 * Self.few) }
    if count < names.count { names[count] = name } else { names.append(name) }
    count += 1
  }

  /// Forgets the names from `base` on, when their object is closed.
  mutating func removeAll(from base: Int) { count = base }

  /// The names from `base` on; sorted when they are more than ``few`` and were searched for repeated ones.
  func suffix(from base: Int) -> ArraySlice<Name> { names[base..<count] }

  /// The later of two equal names among those from `base` on.
  mutating func repeated(from base: Int, in text: UnsafePointer<UInt8>) -> Name? {
    unsafe count - base <= Self.few
      ? repeatedAmongFew(from: base, in: text) : repeatedAmongMany(from: base, in: text)
  }

  private func repeatedAmongFew(from base: Int, in text: UnsafePointer<UInt8>) -> Name? {
    for later in base..<count {
      for earlier in base..<later where names[earlier].length == names[later].length {
        let isEqual = unsafe Self.areEqual(
          text + Int(names[earlier].start), text + Int(names[later].start), count: Int(names[later].length))
        if isEqual { return names[later] }
      }
    }
    return nil
  }

  private mutating func repeatedAmongMany(from base: Int, in text: UnsafePointer<UInt8>) -> Name? {
    names[base..<count].sort { left, right in
      let order = unsafe Self.compare(
        text + Int(left.start), Int(left.length), text + Int(right.start), Int(right.length))
      return order == 0 ? left.start < right.start : order < 0
    }
    for index in base + 1..<count where names[index - 1].length == names[index].length {
      let isEqual = unsafe Self.areEqual(
        text + Int(names[index - 1].start), text + Int(names[index].start), count: Int(names[index].length))
      if isEqual { return names[index] }
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
    while offset < count {
      guard unsafe left[offset] == right[offset] else { return false }
      offset &+= 1
    }
    return true
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
