/// The hint for a name that nobody knows: the known name it was probably meant to be, else all of them.
///
/// - Parameters:
///   - name: The unknown name.
///   - known: The names that would have been right.
/// - Returns: Nil if there is nothing to choose from.
package func suggestion(for name: String, among known: some Collection<String>) -> String? {
  guard !known.isEmpty else { return nil }
  let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
  let allowed = max(1, wanted.count / 3)
  let best =
    known.map { ($0, editDistance(wanted, Array($0.lowercased().unicodeScalars.prefix(64)))) }
    .min { ($0.1, $0.0) < ($1.1, $1.0) }
  if let (candidate, distance) = best, distance <= allowed { return "did you mean \(candidate)?" }
  guard known.count <= 16 else { return nil }
  return "one of " + known.sorted().joined(separator: ", ")
}

/// The optimal string alignment distance: insertions, deletions, replacements, and swaps of neighbours.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var older = [Int](repeating: 0, count: right.count + 1)
  var previous = Array(0...right.count)
  for i in left.indices {
    var current = [i + 1]
    for j in right.indices {
      var cost = min(
        previous[j + 1] + 1, current[j] + 1, previous[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        cost = min(cost, older[j - 1] + 1)
      }
      current.append(cost)
    }
    (older, previous) = (previous, current)
  }
  return previous[right.count]
}
