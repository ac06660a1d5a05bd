import HostServices

/// Decides what a host takes, gives and has lost, by what the store says and a clock of its own. Pure.
///
/// Nobody compares clocks: a host that renews puts its record again, and it counts as dead when others have seen the
/// same version of it for the whole lease. Its own count begins before theirs, when it sends the renewal.
struct LeaseBook: Sendable {
  /// What follows of a look.
  struct Verdict: Sendable, Equatable {
    /// Held until now, and another's or nobody's.
    var lost: [Int] = []
    /// Held by this host by the store's word, though it did not know.
    var found: [Int: UInt64] = [:]
    /// To take, by a commit of ``LeaseBook/steps(taking:giving:in:)``.
    var take: [Int] = []
    /// To give: no more events of these.
    var give: [Int] = []
    /// Hosts whose lease ran out and that hold nothing any more, by the versions of their records.
    var gone: [String: UInt64] = [:]
  }

  private struct Sighting {
    var version: UInt64
    /// When it was first seen, on the steady clock.
    var since: Int64
  }

  let host: String
  let place: String
  let partitions: Int
  /// For how long a renewal lasts, in milliseconds.
  let life: Int64
  /// What this host holds, by number: the fencing tokens.
  private(set) var held: [Int: UInt64] = [:]
  /// Those of them that are being given.
  private(set) var giving: Set<Int> = []
  private(set) var isLeaving = false
  private var sightings: [String: Sighting] = [:]
  /// When it last looked; nil before it has.
  private var looked: Int64?
  /// Earlier processes of this host's place, by the versions of their records: they are dead, for the place is this
  /// one's now, unless they renew after all.
  private var predecessors: [String: UInt64] = [:]

  init(host: String, place: String, partitions: Int, life: Int64) {
    (self.host, self.place, self.partitions, self.life) = (host, place, partitions, life)
  }

  /// Takes no more, and gives everything.
  mutating func leave() {
    isLeaving = true
    giving = Set(held.keys)
  }

  // MARK: Looking

  /// What is to be done, by what the store had.
  ///
  /// - Parameter now: on a steady clock, after the store answered.
  mutating func look(_ view: LeaseView, at now: Int64) -> Verdict {
    see(view.members, now)
    var verdict = Verdict()
    verdict.lost = held.filter { view.owners[$0.key] != LeaseView.Owner(host: host, token: $0.value) }
      .keys.sorted()
    for number in verdict.lost { forget(number) }
    for (number, owner) in view.owners where owner.host == host && held[number] == nil {
      verdict.found[number] = owner.token
      took(number, token: owner.token)
      if isLeaving { giving.insert(number) }
    }
    let living = view.members.filter { !isDead($0.key, now) }
    share(view, living.filter { !$0.value.isLeaving || $0.key == host }.keys.sorted(), now, &verdict)
    let owners = Set(view.owners.values.map(\.host))
    for (id, member) in view.members where isDead(id, now) && !owners.contains(id) {
      verdict.gone[id] = member.version
    }
    return verdict
  }

  private mutating func see(_ members: [String: LeaseMember], _ now: Int64) {
    // Who could not look, for the store was away or this host stood still, has not seen others miss anything.
    let hasWatched = looked.map { now - $0 <= life / 2 } ?? false
    let isFirst = looked == nil
    looked = now
    sightings = sightings.filter { members[$0.key] != nil }
    for (id, member) in members where !hasWatched || sightings[id]?.version != member.version {
      sightings[id] = Sighting(version: member.version, since: now)
    }
    guard isFirst else { return }
    predecessors = members.filter { $0.key != host && $0.value.place == place }.mapValues(\.version)
  }

  private func isDead(_ id: String, _ now: Int64) -> Bool {
    guard id != host else { return false }
    guard let sighting = sightings[id], sighting.version != predecessors[id] else { return true }
    return now - sighting.since >= life
  }

  /// Divides partitions evenly among those who take any.
  private mutating func share(
    _ view: LeaseView, _ hosts: [String], _ now: Int64, _ verdict: inout Verdict
  ) {
    guard !isLeaving, hosts.contains(host) else { return }
    var counts = [String: Int](uniqueKeysWithValues: hosts.map { ($0, 0) })
    var free: [Int] = []
    for number in 0..<partitions {
      guard let owner = view.owners[number], !isDead(owner.host, now) else {
        free.append(number)
        continue
      }
      counts[owner.host]? += 1
    }
    // Every host that sees the same comes to the same.
    for number in free {
      guard let least = hosts.min(by: { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }) else { return }
      counts[least, default: 0] += 1
      if least == host { verdict.take.append(number) }
    }
    guard free.isEmpty else { return }
    let (least, rest) = partitions.quotientAndRemainder(dividingBy: hosts.count)
    let mine = held.count - giving.count
    let lacking = counts.values.reduce(0) { $0 + max(0, least - $1) }
    let most = least + (rest > 0 ? 1 : 0)
    let surplus = max(mine - most, min(mine - least, lacking))
    guard surplus > 0 else { return }
    verdict.give = Array(held.keys.filter { !giving.contains($0) }.sorted().suffix(surplus))
    giving.formUnion(verdict.give)
  }

  // MARK: Writing

  /// What renews the lease.
  var renewal: StateCommit.Step {
    .put(LeaseRecords.host(host), LeaseMember(place: place, isLeaving: isLeaving).record, expires: 0)
  }

  /// What takes partitions, if nobody else has since the look, and their holders have not renewed.
  func steps(taking numbers: [Int], in view: LeaseView) -> [StateCommit.Step] {
    var steps: [StateCommit.Step] = []
    var owners: Set<String> = []
    for number in numbers {
      let key = LeaseRecords.partition(number)
      steps.append(.expect(key, version: view.owners[number]?.token ?? 0))
      steps.append(.put(key, Array(host.utf8), expires: 0))
      guard let owner = view.owners[number]?.host, owners.insert(owner).inserted else { continue }
      steps.append(.expect(LeaseRecords.host(owner), version: view.members[owner]?.version ?? 0))
    }
    return steps
  }

  /// What gives a partition that this host holds.
  func steps(giving number: Int) -> [StateCommit.Step] {
    guard let token = held[number] else { return [] }
    let key = LeaseRecords.partition(number)
    return [.expect(key, version: token), .delete(key)]
  }

  // MARK: What came of it

  /// A partition is this host's.
  mutating func took(_ number: Int, token: UInt64) { held[number] = token }

  /// A partition is not this host's any more.
  mutating func forget(_ number: Int) {
    held[number] = nil
    giving.remove(number)
  }
}
