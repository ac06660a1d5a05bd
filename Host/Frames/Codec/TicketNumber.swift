/// What a ticket's number tells, on both sides of a worker's sockets.
///
///     | shard 5 | generation 13 | place 16 | use 30 |
package struct TicketNumber: Sendable, Hashable {
  /// The number plugins see; never 0.
  package let value: UInt64

  /// The ticket of a number.
  package init(_ value: UInt64) { self.value = value }

  /// A ticket from its parts, cut to their widths.
  package init(shard: Int, generation: UInt64, place: Int, use: UInt32) {
    value =
      UInt64(shard & 31) << 59 | (generation & 0x1FFF) << 46 | UInt64(place & 0xFFFF) << 30
      | UInt64(use & 0x3FFF_FFFF)
  }

  /// Which of 32 tables holds it.
  package var shard: Int { Int(value >> 59) }
  /// The low bits of the handle of the generation it went to.
  package var generation: UInt64 { value >> 46 & 0x1FFF }
  /// The place in the table; no two open tickets of a shard share it.
  package var place: Int { Int(value >> 30 & 0xFFFF) }
  /// How often the place had been used.
  package var use: UInt32 { UInt32(value & 0x3FFF_FFFF) }
}
