import Glibc
import HostOperations
import HostServices
import NIOPosix

// Commits to a store, to measure it without a host around it:
//   state-probe sqlite FILE
//   state-probe redis SOCKET
// For each line `COUNT DEPTH` it makes so many commits of one small value, DEPTH of them at once, and prints how many
// microseconds passed, and how many this process computed for.

/// Microseconds of CPU that this process has used.
func cpu() -> Int {
  var time = timespec()
  unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
}

func open(_ driver: String, _ place: String) throws -> (any StateStore)? {
  switch driver {
  case "sqlite": return try SQLiteStore(path: place)
  case "redis":
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    return try RedisStore(RedisSettings([.unix(place)]), on: group.next())
  default: return nil
  }
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let store = try open(arguments[1], arguments[2]) else {
  print("usage: state-probe sqlite FILE | state-probe redis SOCKET")
  exit(64)
}
while let line = readLine() {
  let numbers = line.split(separator: " ").compactMap { Int($0) }
  guard numbers.count == 2, numbers[0] >= numbers[1], numbers[1] > 0 else { break }
  let (began, before) = (ContinuousClock.now, cpu())
  try Burst.run(store, count: numbers[0], depth: numbers[1])
  let line = "\(Int((ContinuousClock.now - began) / .microseconds(1))) \(cpu() - before)\n"
  _ = unsafe write(STDOUT_FILENO, line, line.utf8.count)
}
store.close()
