import CRoost
import Testing

@testable import HostWorker

@Suite struct TimerHeapTests {
  /// A callback that notes its number.
  private func note(_ number: Int, in list: UnsafeMutablePointer<[Int]>) -> LoopThread.Callback {
    let box = UnsafeMutablePointer<(Int, UnsafeMutablePointer<[Int]>)>.allocate(capacity: 1)
    unsafe box.initialize(to: (number, list))
    return unsafe LoopThread.Callback(
      { context in
        let box = unsafe context!.assumingMemoryBound(to: (Int, UnsafeMutablePointer<[Int]>).self)
        unsafe box.pointee.1.pointee.append(box.pointee.0)
        unsafe box.deallocate()
      }, box)
  }

  @Test func `timers come in the order in which they are due, each once`() {
    var heap = TimerHeap()
    var order: [Int] = []
    unsafe withUnsafeMutablePointer(to: &order) { list in
      var dues: [UInt64] = []
      var seed: UInt64 = 42
      for number in 0..<500 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1
        let due = seed >> 33 % 1000
        dues.append(due)
        _ = heap.add(at: due, unsafe note(number, in: list))
      }
      #expect(heap.next == dues.min())
      while let callback = heap.popDue({ 500 }) { callback() }
      let early = dues.indices.filter { dues[$0] <= 500 }
      #expect(unsafe list.pointee.count == early.count)
      #expect(unsafe list.pointee.map { dues[$0] } == early.map { dues[$0] }.sorted())
      while let callback = heap.popDue({ 1000 }) { callback() }
      #expect(unsafe Set(list.pointee).count == 500)
      #expect(heap.next == nil)
    }
  }

  @Test func `a stopped timer does not run and cannot be stopped again`() {
    var heap = TimerHeap()
    var order: [Int] = []
    unsafe withUnsafeMutablePointer(to: &order) { list in
      let first = heap.add(at: 1, unsafe note(1, in: list))!
      let second = heap.add(at: 2, unsafe note(2, in: list))!
      let stopped = (heap.cancel(first), heap.cancel(first))
      #expect(stopped == (true, false))
      while let callback = heap.popDue({ 10 }) { callback() }
      #expect(unsafe list.pointee == [2])
      let late = heap.cancel(second)
      #expect(!late)
    }
  }

  @Test func `there is a bound`() {
    var heap = TimerHeap()
    let callback = unsafe LoopThread.Callback({ _ in }, nil)
    let ids = (0..<TimerHeap.maximum).map { _ in heap.add(at: 1, callback) }
    #expect(!ids.contains(nil))
    let past = heap.add(at: 1, callback)
    #expect(past == nil)
  }
}
