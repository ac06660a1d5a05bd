import HostBridge
import HostServices

/// What a rig's plugins find in the place of what a check gives them.
struct RigWorld: Sendable {
  /// Their state.
  let store: any StateStore
  /// Takes the effects of their commits.
  let effects: any EffectDesk
  let secrets: SecretStore
  let fetcher: Fetcher
  let telegram: TelegramService
}
