import HostFakes
import HostServices
import Testing

@testable import HostDispatch

/// How hosts divide partitions.
@Suite struct LeaseBookTests {
  @Test func `a host alone takes everything at its first look`() {
    var world = LeaseWorld()
    var a = world.book("a")
    world.beat(&a)
    #expect(a.held.count == 16)
    #expect((0..<16).allSatisfy { world.admits(a, $0) })
    let again = world.beat(&a)
    #expect(again == LeaseBook.Verdict())
  }

  @Test func `a host that joins gets its share, and nobody else's commits go through afterwards`() {
    var world = LeaseWorld()
    var (a, b) = (world.book("a"), world.book("b"))
    world.beat(&a)
    let before = a
    #expect(world.beat(&b).take.isEmpty)
    let given = world.beat(&a).give
    #expect(given.count == 8)
    #expect(world.beat(&b).take == given)
    #expect(a.held.count == 8 && b.held.count == 8)
    #expect((0..<16).allSatisfy { world.admits(a, $0) != world.admits(b, $0) })
    #expect(given.allSatisfy { !world.admits(before, $0) })
  }

  @Test func `a host counts as dead when its record has stood for a whole lease since it was first seen`() {
    var world = LeaseWorld()
    var (a, b) = (world.book("a"), world.book("b"))
    world.beat(&a)
    world.now = 100_000
    #expect(world.beat(&b).take.isEmpty, "what it sees for the first time may have been put just now")
    #expect(world.pass(LeaseWorld.life - 1, beating: &b).take.isEmpty)
    world.now += 1
    #expect(world.beat(&b).take == Array(0..<16))
    #expect(b.held.count == 16)
  }

  @Test func `who could not look for a while gives the others time to renew`() {
    var world = LeaseWorld()
    var (a, b) = (world.book("a"), world.book("b"))
    world.beat(&a)
    world.beat(&b)
    world.now += 2 * LeaseWorld.life
    #expect(world.beat(&b).take.isEmpty)
    #expect(world.pass(LeaseWorld.life, beating: &b).take == Array(0..<16))
  }

  @Test func `one that goes on after its partitions were taken has lost them, and gets its share again`() {
    var world = LeaseWorld()
    var (a, b) = (world.book("a"), world.book("b"))
    world.beat(&a)
    world.beat(&b)
    world.pass(LeaseWorld.life, beating: &b)
    #expect((0..<16).allSatisfy { !world.admits(a, $0) })
    let verdict = world.beat(&a)
    #expect(verdict.lost == Array(0..<16) && verdict.take.isEmpty && a.held.isEmpty)
    world.beat(&b)
    world.beat(&a)
    #expect(a.held.count == 8 && b.held.count == 8)
  }

  @Test func `a renewal between the look and the taking keeps the partitions`() {
    var world = LeaseWorld()
    var (a, b) = (world.book("a"), world.book("b"))
    world.beat(&a)
    world.beat(&b)
    world.pass(LeaseWorld.life - 1, beating: &b)
    world.now += 1
    let seen = world.view
    let verdict = b.look(seen, at: world.now)
    #expect(verdict.take.count == 16)
    #expect(world.commit([a.renewal]) != nil)
    #expect(world.commit(b.steps(taking: verdict.take, in: seen)) == nil)
    #expect((0..<16).allSatisfy { world.admits(a, $0) })
  }

  @Test func `the place of a host that was killed and started again is its own at once`() {
    var world = LeaseWorld()
    var (a, again) = (world.book("a", place: "here"), world.book("b", place: "here"))
    world.beat(&a)
    #expect(world.beat(&again).take == Array(0..<16))
    // Later ones of the same place are not dead for that: nobody takes from the other for ever.
    world.beat(&a)
    world.beat(&again)
    world.beat(&a)
    #expect(a.held.count == 8 && again.held.count == 8)
  }

  @Test func `one that leaves gives everything and is given nothing`() {
    var world = LeaseWorld()
    var (a, b) = (world.book("a"), world.book("b"))
    world.beat(&a)
    world.beat(&b)
    a.leave()
    world.beat(&a)
    #expect(a.held.isEmpty)
    world.beat(&b)
    #expect(b.held.count == 16)
    #expect(world.beat(&a).take.isEmpty)
  }

  @Test func `what a commit took whose answer was lost is found`() {
    var world = LeaseWorld()
    var a = world.book("a")
    _ = world.commit([a.renewal])
    let verdict = a.look(world.view, at: 0)
    let token = world.commit(a.steps(taking: verdict.take, in: world.view))
    let found = world.beat(&a).found
    #expect(found.count == 16 && found.values.allSatisfy { $0 == token })
  }

  @Test func `records of dead hosts are cleared away once they hold nothing`() {
    var world = LeaseWorld()
    var (a, b) = (world.book("a"), world.book("b"))
    world.beat(&a)
    world.beat(&b)
    #expect(world.pass(LeaseWorld.life, beating: &b).gone.isEmpty)
    #expect(world.beat(&b).gone.keys.sorted() == ["a"])
    #expect(world.view.members.keys.sorted() == ["b"])
  }

  @Test(arguments: 0..<200)
  func `whatever happens, nobody's commits go through but one's, and the living end with even shares`(
    seed: UInt64
  ) {
    var random = SplitMix(seed)
    var world = LeaseWorld(partitions: Int.random(in: 1...20, using: &random))
    var books = (0..<5).map { world.book("host\($0)") }
    for _ in 0..<120 {
      world.now += Int64.random(in: 0...1500, using: &random)
      let index = Int.random(in: 0..<books.count, using: &random)
      world.beat(&books[index])
      for number in 0..<world.partitions {
        #expect(books.filter { world.admits($0, number) }.count <= 1)
      }
    }
    let living = Array(books.indices.shuffled(using: &random).prefix(3))
    for _ in 0..<20 {
      world.now += 1000
      for index in living { world.beat(&books[index]) }
    }
    let (least, rest) = world.partitions.quotientAndRemainder(dividingBy: living.count)
    let shares = living.map { books[$0].held.count }
    #expect(shares.reduce(0, +) == world.partitions)
    #expect(shares.allSatisfy { ($0 == least) || (rest > 0 && $0 == least + 1) }, "\(shares)")
    // Settled: nothing moves any more.
    for index in living { #expect(world.beat(&books[index]) == LeaseBook.Verdict()) }
  }
}

/// Numbers that a seed gives (Steele et al., splitmix64).
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
