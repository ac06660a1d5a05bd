/// What the script of commits says of one.
enum RedisOutcome {
  /// Reads it; in the words that every driver uses.
  static func read(
    _ reply: RedisReply, of parts: [StateCommit.Part], on link: RedisLink
  ) -> Result<StateReceipt, StateFailure> {
    if let receipt = reply.bytes {
      guard let receipt = RedisFields.receipt(receipt) else { return .failure(.badAnswer(.unknown)) }
      if let stopped = link.committed(receipt.version) { return .failure(stopped) }
      return .success(receipt)
    }
    guard let values = reply.elements, let word = values.first?.text else {
      return .failure(.badAnswer(.unknown))
    }
    if word == "again", values.count == 2, let receipt = values[1].bytes.flatMap(RedisFields.receipt) {
      return .success(receipt)
    }
    return .failure(refusal(word, Array(values.dropFirst()), of: parts) ?? .badAnswer(.unknown))
  }

  private static func refusal(
    _ word: String, _ values: [RedisReply], of parts: [StateCommit.Part]
  ) -> StateFailure? {
    guard case .integer(let number) = values.first, let part = parts[safely: Int(number)] else { return nil }
    let told = values.dropFirst().first
    switch word {
    case "form": return told?.number.map { .newerForm($0, of: part.space) }
    case "quota": return told?.number.map { .full($0, part.space) }
    case "maximum": return told?.number.map { .tooMany($0, part.space) }
    default: break
    }
    guard case .integer(let place) = told, let step = part.steps[safely: Int(place)] else { return nil }
    switch (word, step) {
    case ("conflict", .expect(let key, let version)):
      guard let there = values.last?.bytes?.number(at: 0) else { return nil }
      let failure = StateFailure.conflict(key, has: there, expected: version)
      return number == 0 ? failure : StateFailure(.stale, failure.description)
    case ("number", .add(let key, _)): return .noNumber(key)
    case ("bounds", .add(let key, _)): return .outOfBounds(key)
    case ("bitmap", .mark(let key, let bit, _)): return .noBitmap(key, bit: bit)
    case ("marked", .mark(let key, let bit, _)): return .marked(key, bit: bit)
    default: return nil
    }
  }
}

extension RedisReply {
  fileprivate var number: Int64? { text.flatMap { Int64($0) } }
}

extension Array {
  fileprivate subscript(safely place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
