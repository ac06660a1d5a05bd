import Testing

@testable import HostOperations

struct TimestampTests {
  @Test(arguments: [
    (0, 0, "1970-01-01T00:00:00.000Z"), (951_782_399, 999, "2000-02-28T23:59:59.999Z"),
    (951_782_400, 1, "2000-02-29T00:00:00.001Z"), (951_868_800, 0, "2000-03-01T00:00:00.000Z"),
    (4_107_542_400, 0, "2100-03-01T00:00:00.000Z"), (1_767_225_599, 42, "2025-12-31T23:59:59.042Z"),
    (-1, 500, "1969-12-31T23:59:59.500Z"), (253_402_300_799, 999, "9999-12-31T23:59:59.999Z"),
  ]) func `times are the calendar's`(seconds: Int, milliseconds: Int, expected: String) {
    #expect(Timestamp.format(seconds: Int64(seconds), milliseconds: milliseconds) == expected)
  }
}
