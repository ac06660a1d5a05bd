/// The command line: a command, files, and options with a value.
struct Arguments {
  /// The first word.
  let command: String
  private var rest: [String]

  init(_ words: [String]) throws(ToolError) {
    guard let command = words.first else { throw ToolError.usage("a command is missing") }
    self.command = command
    rest = Array(words.dropFirst())
  }

  /// Takes an option and its value out; nil when it is not given.
  mutating func option(_ name: String) throws(ToolError) -> String? {
    guard let index = rest.firstIndex(of: name) else { return nil }
    guard index + 1 < rest.count else { throw ToolError.usage("\(name) needs a value") }
    let value = rest[index + 1]
    rest.removeSubrange(index...index + 1)
    return value
  }

  /// The one file left when all options are taken.
  func file() throws(ToolError) -> String {
    try checkNoOptions()
    guard rest.count == 1 else { throw ToolError.usage("\(command) takes one file") }
    return rest[0]
  }

  /// The two files left when all options are taken.
  func files() throws(ToolError) -> (input: String, output: String) {
    try checkNoOptions()
    guard rest.count == 2 else { throw ToolError.usage("\(command) takes two files") }
    return (rest[0], rest[1])
  }

  private func checkNoOptions() throws(ToolError) {
    if let option = rest.first(where: { $0.hasPrefix("--") }) {
      throw ToolError.usage("unknown option \(option)")
    }
  }
}
