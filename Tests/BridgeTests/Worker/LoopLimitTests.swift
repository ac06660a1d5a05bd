import FrameLayout
import HostOperations
import Testing

@Suite struct LoopLimitTests {
  @Test func `the setting allows as many loops as a worker can have, and no more`() throws {
    let most = Int(WORKER_LOOPS_MAX)
    #expect(HostConfiguration.maximumLoops == most)
    let loaded = try HostConfiguration.load(bytes: Array("loops: \(most)".utf8), file: "/etc/roost.yaml")
    #expect(loaded.configuration.loops == most)
    #expect(throws: ConfigurationError.self) {
      try HostConfiguration.load(bytes: Array("loops: \(most + 1)".utf8), file: "/etc/roost.yaml")
    }
  }
}
