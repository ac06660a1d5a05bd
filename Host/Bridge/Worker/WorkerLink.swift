package import CRoost
import HostFrames
package import HostLoader
import HostOperations
import Logging
import NIOCore
import Synchronization

/// A plugin in a process of its own: its conversation by frames, and the process.
package final class WorkerLink: PluginLink {
  private let generation: Generation
  private let spec: WorkerSpec
  private let process: WorkerProcess
  private let conversation: WorkerConversation
  private let output: WorkerOutput
  private let onEnd: Box

  /// The process's number, for people.
  package var pid: Int32 { process.pid }

  /// How its process ended, when that was not well; nil otherwise, and while it runs.
  package var badEnding: String? {
    process.wait(for: .zero).flatMap { $0 == .exited(0) ? nil : $0.description }
  }

  /// Ends its process now, whatever it holds. Nobody is told.
  package func kill() {
    conversation.expectEnd()
    process.kill()
  }

  /// Ends its process before the plugin serves, which is no crash: whoever waits for it is told.
  func breakOff() { conversation.breakOff("the host ends") }

  /// Starts a worker and tells it what to load. Blocks.
  ///
  /// - Throws: ``PluginFailure`` when the process cannot be started.
  package init(_ spec: WorkerSpec, for generation: Generation) throws(PluginFailure) {
    self.generation = generation
    self.spec = spec
    output = WorkerOutput(generation)
    do {
      let ends = try WorkerEnds(loops: generation.environment.loops.count)
      let bodies = try ends.copyHandover()
      let rules = PathRules(readable: spec.readable, dataFolder: spec.dataFolder)
      let onEnd = Box()
      let process = try WorkerProcess.start(
        spec.program, name: generation.plugin, folder: spec.dataFolder ?? "/",
        descriptors: ends.forWorker()
      ) { process in
        var guardian = WorkerGuard(process, of: generation, handover: ends.takeHandover(), rules: rules)
        guardian.serve()
        onEnd.link.withLock { $0 }?.ended(report: Self.report(ends.takeCrash()))
      }
      self.onEnd = onEnd
      self.process = process
      conversation = WorkerConversation(spec, for: generation, bodies: bodies) { process.kill() }
      onEnd.link.withLock { $0 = self }
      ends.closeWorkers()
      do {
        let loops = generation.environment.loops
        try output.open(ends.takeOutput(), on: loops[Int(generation.handle % UInt64(loops.count))])
        try conversation.open(ends.takeSockets())
      } catch {
        kill()
        throw error
      }
    } catch {
      throw PluginFailure(code: ROOST_RETRYABLE, message: "no worker could be started: \(error)")
    }
  }

  /// Waits until the library is open.
  ///
  /// - Throws: why it is not.
  package func loaded(within time: Duration) async throws(PluginFailure) {
    try await conversation.loaded(within: time)
  }

  // MARK: Calls of the host

  /// Sends the step to the worker's main thread; its frame back calls `returned`.
  package func perform(
    _ step: LifecycleStep, bytes: [UInt8], version: UInt32, ticket: UInt64,
    returned: @escaping @Sendable (Int32) -> Void
  ) throws(PluginFailure) {
    try conversation.perform(step, bytes: bytes, version: version, ticket: ticket, returned: returned)
  }

  /// Sends the event in the channel of its loop and expects the loop to live; a large body goes in memory of its
  /// own. `ROOST_PENDING`, or `ROOST_INVALID` for what is too large.
  package func deliver(
    _ event: UnsafePointer<roost_event>, to handler: RegisteredHandler, ticket: UInt64
  ) -> Int32 { unsafe conversation.deliver(event, to: handler, ticket: ticket) }

  /// Ends the worker when the event is still not completed after the time of grace.
  package func overdue(_ ticket: UInt64, loop: Int) { conversation.overdue(ticket, loop: loop) }

  /// Ends the worker as if it had broken a rule.
  package func giveUp(_ why: String) { conversation.giveUp(why) }

  /// Gives the worker credit for more of a streaming answer.
  package func streamed(_ bytes: Int, ticket: UInt64, loop: Int) {
    conversation.streamed(bytes, ticket: ticket, loop: loop)
  }

  /// As the worker said when the last step returned.
  package var runningTimers: Int? { conversation.runningTimers }

  /// Lets the worker end, and kills it when it does not within two seconds.
  package func destroy() {
    guard conversation.askToEnd(), process.wait(for: .seconds(2)) == nil else { return }
    generation.logger.warning("its worker did not end within 2 s and was killed")
    process.kill()
    _ = process.wait(for: .seconds(5))
  }

  // MARK: Its end

  /// What the worker wrote into the pipe, which has no writer any more.
  private static func report(_ pipe: borrowing Descriptor) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe try? pipe.read(into: $0) } ?? 0
    return Array(bytes.prefix(count))
  }

  /// The process has ended; on its thread.
  private func ended(report: [UInt8]) {
    let ending = process.wait(for: .zero)
    let loss = conversation.workerEnded()
    onEnd.link.withLock { $0 = nil }
    guard let loss else { return }
    spec.died(
      generation,
      WorkerDeath(
        pid: pid, reason: loss.violation?.description ?? ending?.description ?? "it could not be ended",
        report: report, output: output.last(),
        event: CrashRecord(report).flatMap { loss.held[$0.ticket]?.summary }))
  }

  /// The link, for the process's thread, which begins before the link is made.
  private final class Box: Sendable { let link = Mutex<WorkerLink?>(nil) }
}
