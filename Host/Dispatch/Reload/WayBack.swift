import HostBridge
import HostOperations
import Logging
import RoostManifestFormat

extension Manifest {
  /// The version that this one's state is turned to before another, older one takes over that cannot read it as it is;
  /// nil where there is no way. What is exported is not turned.
  func wayBack(to older: Manifest) -> Int? {
    guard handover == .none else { return nil }
    let ways = state.returns.filter(older.state.reads.contains)
    return ways.contains(older.state.writes) ? older.state.writes : ways.max()
  }

  /// Whether another can take over what this one has written, if need be after it was turned back.
  func canGoBack(to older: Manifest) -> Bool {
    older.state.reads.contains(state.writes) || wayBack(to: older) != nil
  }

  /// Whether it may have much to turn when it starts.
  var migrates: Bool { state.reads != [state.writes] }
}

/// Turning state back where what wrote it has been lost.
extension PluginManager {
  /// Has a fresh generation of a plugin, which never serves, turn its state to an older version.
  func turnBack(_ lost: Serving, to version: Int) async throws {
    let helper = try helper(of: lost)
    log.notice(
      "\(lost.prepared.copy.name): \(lost.prepared.manifest.version) turns its state to version \(version)",
      metadata: ["plugin": "\(lost.generation.plugin)"])
    let turning = HandOver(manager: self, old: nil, lost: nil, new: helper)
    do {
      try await turning.turnBack(to: version)
    } catch {
      await discard(helper.generation)
      throw error
    }
    await discard(helper.generation)
  }
}
