import CRoostSDK

/// The secrets that the operator keeps for the plugin, by name.
///
/// The manifest asks for each by a capability, such as
/// `{"name": "secret:pay-key", "reason": "signs payment orders"}`. Read a secret when it is used, and keep no copy:
/// the operator may change it, or take the grant away, while the plugin runs.
///
///     let key = try await context.secrets["pay-key"]
///     request.sign(with: key.bytes)
public struct Secrets: Sendable {
  /// A secret, as the operator has it now.
  ///
  /// - Throws: ``PluginError`` of the class `denied` when the plugin is not granted it, `permanent` when the operator
  ///   has no such secret.
  public subscript(name: String) -> Secret {
    get async throws {
      let name = Array(name.utf8)
      let answer = await Questions.ask { id in
        unsafe name.withUnsafeBufferPointer { unsafe roost_sdk_secret($0.baseAddress, UInt64($0.count), id) }
      }
      return Secret(
        try answer.result(
          "the secret \"\(String(decoding: name.prefix(64), as: UTF8.self))\"",
          absent: "this host offers no secrets (roost.secrets/1)",
          bounds: "a secret's name has 1 to \(ROOST_SECRETS_NAME_MAX) bytes"))
    }
  }
}
