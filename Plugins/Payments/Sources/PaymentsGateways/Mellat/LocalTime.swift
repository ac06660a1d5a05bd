import PaymentsDomain

/// The date and time of Tehran, which has had no summer time since 2022, as `YYYYMMDD` and `HHMMSS`.
struct LocalTime {
  let date: String
  let time: String

  init(_ moment: Moment) {
    let seconds = moment.milliseconds / 1000 + 12_600
    let (days, rest) = (seconds / 86_400, seconds % 86_400)
    date = Period.dateDigits(daysSince1970: days)
    time = [rest / 3600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
  }
}
