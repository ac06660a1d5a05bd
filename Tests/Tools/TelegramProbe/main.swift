import Foundation
import RoostJSON
import RoostTelegram

// Reads of every field of one update, to compare the SDK's typed views with Foundation's JSONDecoder:
//   telegram-probe
// For each line `views COUNT` or `decoder COUNT` it reads the update so often and prints how many microseconds this
// process computed for, and a sum over what was read, which is the same for both.

/// Microseconds of CPU that this process has used.
func cpu() -> Int {
  var time = timespec()
  unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
}

let bytes = Array(sample.utf8)
let data = Data(bytes)
let decoder = JSONDecoder()

while let line = readLine() {
  let words = line.split(separator: " ")
  guard words.count == 2, let count = Int(words[1]), count > 0 else { break }
  var tally = Tally()
  let before = cpu()
  for _ in 0..<count {
    tally = Tally()
    if words[0] == "views" {
      tally.read(Telegram.Update(json: try JSONView(parsing: bytes)))
    } else {
      tally.read(try decoder.decode(DecodedUpdate.self, from: data))
    }
  }
  let line = "\(cpu() - before) \(tally.sum) \(tally.fields)\n"
  _ = unsafe write(STDOUT_FILENO, line, line.utf8.count)
}
