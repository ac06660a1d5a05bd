import HostOperations
import Testing

@testable import HostServices

/// Reading the time zone database.
@Suite struct TimeZoneTests {
  @Test(arguments: [
    "", "/etc/passwd", "../etc/passwd", "Europe/../../etc/passwd", "Europe//Berlin", "Europe/", "/Europe",
    ".hidden",
    "Europe/Ber lin", "Europe/Berlin\0", "Europe/Bérlin", "-x", "1", "tzdata.zi",
    String(repeating: "a", count: 65),
  ])
  func `what is no zone's name is not even looked for`(_ name: String) {
    #expect(!TimeZoneRules.isName(name))
    #expect(throws: TimeZoneError.self) { try TimeZoneRules(named: name) }
  }

  @Test(arguments: ["Europe/Nowhere", "Europe", "right/Europe/Berlin"])
  func `a zone that is not there, a folder, and one with leap seconds are refused`(_ name: String) {
    let error = #expect(throws: TimeZoneError.self) { try TimeZoneRules(named: name) }
    #expect(error?.description.contains("hint: ") == true)
  }

  @Test func `UTC needs no file`() throws {
    #expect(try TimeZoneRules(named: "UTC", in: "/nonexistent").span(at: 0).offset == 0)
  }

  @Test(arguments: [
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-07-01T00:00:00Z", 7200),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3600),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7200),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3600),
    ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -14_400),
    ("EST5EDT,M3.2.0,M11.1.0", "2026-11-01T06:00:00Z", -18_000),
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-01-01T00:00:00Z", 39_600),
    ("<-03>3", "2026-01-01T00:00:00Z", -10_800),
    // Hours below zero and beyond a day; the rule of Greenland and of Gaza.
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600),
    ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-27T23:59:59Z", 7200),
    ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-28T00:00:00Z", 10_800),
    // Ireland, whose winter is the exception.
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-01T00:00:00Z", 0),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00:00Z", 3600),
    // Daylight time all year (RFC 9636, appendix).
    ("XXX3EDT4,0/0,J365/23", "2026-01-01T04:00:00Z", -14_400),
    ("XXX3EDT4,0/0,J365/23", "2026-07-01T00:00:00Z", -14_400),
    ("XXX3EDT4,0/0,J365/23", "2025-12-31T23:30:00Z", -14_400),
    ("AAA0BBB,J60,J300", "2028-02-29T12:00:00Z", 0), ("AAA0BBB,J60,J300", "2028-03-01T12:00:00Z", 3600),
    ("AAA0BBB,59,300", "2028-02-29T12:00:00Z", 3600), ("AAA0BBB,59,300", "2027-03-01T12:00:00Z", 3600),
  ])
  func `a rule for ever gives this offset`(_ text: String, _ time: String, _ offset: Int64) throws {
    let rule = try #require(TimeZoneRule(text))
    #expect(rule.span(at: try utc(time) / 1000).offset == offset)
  }

  @Test(arguments: [
    "", "C-1", "CET", "CET-25", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,M10.5.0/3x",
    "CET-1CEST,M13.5.0,M10.5.0",
    "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.0.0,M10.5.0", "CET-1CEST,J0,J300", "CET-1CEST,366,1", "<+1>1",
    "<+01",
    "CET-1:60", "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", ":Europe/Berlin", "CET--1",
  ])
  func `what is no such rule is refused`(_ text: String) { #expect(TimeZoneRule(text) == nil) }

  @Test func `a file is refused when it is cut off anywhere, or damaged`() throws {
    let whole = Self.file(times: [0, 1000], kinds: [1, 0], offsets: [0, 3600], rule: "AAA0")
    let zone = try TimeZoneRules(name: "x", file: whole, "x")
    #expect([-1, 0, 999, 1000].map { zone.span(at: $0).offset } == [0, 3600, 3600, 0])
    for length in 0..<whole.count {
      #expect(throws: TimeZoneError.self, "\(length)") {
        try TimeZoneRules(name: "x", file: Array(whole[..<length]), "x")
      }
    }
    let bad = [
      Self.file(times: [1000, 0], kinds: [1, 0], offsets: [0, 3600], rule: "AAA0"),
      Self.file(times: [0, 0], kinds: [1, 0], offsets: [0, 3600], rule: "AAA0"),
      Self.file(times: [.min, 0], kinds: [1, 0], offsets: [0, 3600], rule: "AAA0"),
      Self.file(times: [0, .max], kinds: [1, 0], offsets: [0, 3600], rule: "AAA0"),
      Self.file(times: [0, 1000], kinds: [2, 0], offsets: [0, 3600], rule: "AAA0"),
      Self.file(times: [0], kinds: [0], offsets: [93_600], rule: "AAA0"),
      Self.file(times: [0], kinds: [0], offsets: [0], rule: "nonsense"),
      Self.file(times: [], kinds: [], offsets: [], rule: "AAA0"),
      Self.file(times: [0], kinds: [0], offsets: [0], rule: "AAA0", leapSeconds: 1),
    ]
    for file in bad { #expect(throws: TimeZoneError.self) { try TimeZoneRules(name: "x", file: file, "x") } }
  }

  @Test func `a file of the first version has 32 bits and no rule`() throws {
    let file = Self.block(times: [-1000], kinds: [1], offsets: [0, 3600], version: 0, width: 4)
    let zone = try TimeZoneRules(name: "x", file: file, "x")
    #expect([-1001, -1000, 1 << 40].map { zone.span(at: $0).offset } == [0, 3600, 3600])
  }

  @Test func `without a change the rule at the end holds from the beginning`() throws {
    let file = Self.file(times: [], kinds: [], offsets: [3600], rule: "CET-1CEST,M3.5.0,M10.5.0/3")
    #expect(
      try TimeZoneRules(name: "x", file: file, "x").span(at: utc("1980-07-01T00:00:00Z") / 1000).offset
        == 7200)
  }

  @Test(arguments: ["Europe/Berlin", "Australia/Lord_Howe", "Asia/Gaza"])
  func `a file with bytes changed anywhere is refused, or has offsets within bounds`(_ name: String) throws {
    let whole = try SmallFile.read("/usr/share/zoneinfo/\(name)", atMost: TZif.maximumBytes)
    let rule = try CronRule("30 2 * * *")
    var random = Random()
    var taken = 0
    for _ in 0..<1500 {
      var bytes = whole
      for _ in 0...random.next(below: 3) {
        // Half of them in the second header and behind it, which are read.
        let low = random.next(below: 2) == 0 ? 0 : bytes.count / 2
        bytes[low + random.next(below: bytes.count - low)] = UInt8(random.next(below: 256))
      }
      guard let zone = try? TimeZoneRules(name: "x", file: bytes, "x") else { continue }
      taken += 1
      for time: Int64 in [.min / 8, -1 << 59, -4_000_000_000, 0, 1_774_742_400, 32_503_680_000, 1 << 59] {
        let span = zone.span(at: time)
        #expect(span.start <= time && time < span.end && TimeZoneRules.offsets.contains(span.offset))
      }
      let now: Int64 = 1_774_742_400_000
      let next = CronSchedule(rule, in: zone).next(after: now)
      #expect(next == nil || next! > now)
    }
    #expect((100..<1500).contains(taken))
  }

  /// Numbers that are the same in every run.
  private struct Random {
    private var state: UInt64 = 20_260_101

    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }

  /// A file of the second version, whose first block is empty.
  private static func file(
    times: [Int64], kinds: [UInt8], offsets: [Int64], rule: String, leapSeconds: Int = 0
  ) -> [UInt8] {
    block(times: [], kinds: [], offsets: [0], version: 0x32, width: 4)
      + block(
        times: times, kinds: kinds, offsets: offsets, version: 0x32, width: 8, leapSeconds: leapSeconds)
      + Array("\n\(rule)\n".utf8)
  }

  private static func block(
    times: [Int64], kinds: [UInt8], offsets: [Int64], version: UInt8, width: Int, leapSeconds: Int = 0
  ) -> [UInt8] {
    var bytes = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
    for count in [0, 0, leapSeconds, times.count, offsets.count, 4] { bytes += bigEndian(Int64(count), 4) }
    for time in times { bytes += bigEndian(time, width) }
    bytes += kinds
    for offset in offsets { bytes += bigEndian(offset, 4) + [0, 0] }
    return bytes + Array("AAA\0".utf8) + [UInt8](repeating: 0, count: leapSeconds * (width + 4))
  }

  private static func bigEndian(_ number: Int64, _ width: Int) -> [UInt8] {
    (0..<width).reversed().map { UInt8(truncatingIfNeeded: number >> Int64(8 * $0)) }
  }
}
