import CRoostSDK

/// Something a plugin serves: a route, an update handler, a folder of files. Made by ``GET``,
/// ``POST``, ``OnCommand``, ``OnUpdate``, ``PublicFiles`` and their kin.
public protocol Handler: Sendable {
  /// Registers with the host. Called by the SDK, inside `start`.
  ///
  /// - Throws: ``PluginError`` when the host refuses; its log says why.
  func register() throws
}

/// Collects handlers, with `if`, `for` and `switch` where wanted.
@resultBuilder public enum HandlerBuilder {
  /// One handler.
  public static func buildExpression(_ handler: any Handler) -> [any Handler] { [handler] }
  /// Several handlers at once.
  public static func buildExpression(_ handlers: [any Handler]) -> [any Handler] { handlers }
  /// Handlers in the order written.
  public static func buildBlock(_ parts: [any Handler]...) -> [any Handler] { parts.flatMap { $0 } }
  /// `if` without `else`.
  public static func buildOptional(_ part: [any Handler]?) -> [any Handler] { part ?? [] }
  /// The first branch.
  public static func buildEither(first part: [any Handler]) -> [any Handler] { part }
  /// The other branch.
  public static func buildEither(second part: [any Handler]) -> [any Handler] { part }
  /// A loop.
  public static func buildArray(_ parts: [[any Handler]]) -> [any Handler] { parts.flatMap { $0 } }
}

func refusal(_ code: Int32, _ what: String) throws {
  guard code != 0 else { return }
  if code == ROOST_DENIED {
    throw PluginError(
      .denied,
      "the host does not offer \(what): it lacks the extension, or did not grant it; its log says which")
  }
  throw PluginError(.permanent, "the host refused \(what) (code \(code)); its log says why")
}
