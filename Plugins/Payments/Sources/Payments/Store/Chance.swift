import Glibc
import PaymentsDomain

/// The clock, and numbers that nobody can guess: all that the machine is not to have of its own.
enum Chance {
  /// When it is.
  static var now: Moment {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Moment(Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// 128 random bits, in hexadecimal. The system's generator is the kernel's.
  static var name: String {
    var random = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let text = String(random.next(), radix: 16)
      return String(repeating: "0", count: 16 - text.utf8.count) + text
    }.joined()
  }

  /// A number for an order: the time in milliseconds and 20 random bits, which no other has had. What collides all the
  /// same is refused by the commit.
  static func orderNumber(_ now: Moment) -> Int64 {
    now.milliseconds << 20 | Int64.random(in: 0..<1 << 20)
  }
}
