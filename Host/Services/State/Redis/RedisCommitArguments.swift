/// What the script of commits takes behind how long receipts have aged; see ``RedisLua/commit``.
struct RedisCommitArguments {
  private var fields = RedisArguments()
  private var numbers: [[UInt8]: Int] = [:]
  private var commits = RedisArguments()
  private var count = 0

  /// Takes a commit in, behind those that it has.
  mutating func append(_ commit: RedisCommit) {
    let steps = commit.parts.reduce(0) { $0 + $1.steps.count }
    count += 1
    commits.append("\(3 + 7 * commit.parts.count + 4 * steps)")
    commits.append("\(commit.receipt.map { number(of: $0) } ?? 0)")
    commits.append("\(commit.parts.count)")
    for part in commit.parts { append(part) }
  }

  /// All of it.
  var arguments: RedisArguments {
    var all = RedisArguments()
    all.append("\(count)")
    all.append("\(fields.lengths.count)")
    all.append(fields)
    all.append(commits)
    return all
  }

  /// The number of a field, which is named once.
  private mutating func number(of field: [UInt8]) -> Int {
    if let known = numbers[field] { return known }
    fields.append(field)
    numbers[field] = fields.lengths.count
    return fields.lengths.count
  }

  private mutating func append(_ part: StateCommit.Part) {
    let space = part.space
    let prefix = RedisFields.prefix(space.plugin) ?? []
    commits.append("\(number(of: RedisFields.row(space.plugin)))")
    commits.append("\(space.form)")
    for number in [space.leaves.map { Int($0) }, space.quota, space.maximum] {
      commits.append(number.map { "\($0)" } ?? "")
    }
    commits.append("\(prefix.count)")
    commits.append("\(part.steps.count)")
    for step in part.steps { append(step, prefix) }
  }

  private mutating func append(_ step: StateCommit.Step, _ prefix: [UInt8]) {
    switch step {
    case .expect(let key, let version):
      name("e", prefix + key)
      commits.append(bits: version)
      commits.append([])
    case .put(let key, let value, let expires):
      name("p", prefix + key)
      commits.append(bits: UInt64(bitPattern: expires))
      commits.append(value)
    case .delete(let key):
      name("d", prefix + key)
      commits.append([])
      commits.append([])
    case .add(let key, let amount):
      name("a", prefix + key)
      commits.append([])
      commits.append("\(amount)")
    case .mark(let key, let bit, let expires):
      name("m", prefix + key)
      commits.append(bits: UInt64(bitPattern: expires))
      commits.append("\(bit)")
    case .append(let beginning, let value, let expires):
      commits.append("n")
      commits.append(prefix + beginning)
      commits.append(bits: UInt64(bitPattern: expires))
      commits.append(value)
    }
  }

  private mutating func name(_ letter: String, _ field: [UInt8]) {
    commits.append(letter)
    commits.append("\(number(of: field))")
  }
}
