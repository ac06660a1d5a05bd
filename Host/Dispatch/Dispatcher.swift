import HostOperations
package import HostRouter
import NIOCore
import Synchronization

/// Brings events to handlers: admission, lanes, deadlines, and the table of routes.
package final class Dispatcher: Sendable {
  private let snapshot: Mutex<RouteSnapshot>
  private let swapped = Mutex<@Sendable () -> Void>({})
  private let standings = Mutex<@Sendable (String) async -> String?>({ _ in nil })
  let lanes = Lanes()
  let deadlines = Deadlines()
  let metrics: DispatchMetrics

  /// A dispatcher without plugins.
  package init(bots: [Bot], metrics: DispatchMetrics) {
    snapshot = Mutex(RouteSnapshot(bots: bots))
    self.metrics = metrics
  }

  /// The routes at this moment.
  package var routes: RouteSnapshot { snapshot.withLock { $0 } }

  /// Puts other routes in place, for every event from now on.
  package func swap(_ routes: RouteSnapshot) {
    snapshot.withLock { $0 = routes }
    swapped.withLock { $0 }()
  }

  /// Tells one listener of each change of routes, after it.
  func onSwap(_ tell: @escaping @Sendable () -> Void) { swapped.withLock { $0 = tell } }

  /// Asks somebody how a plugin stands that does not serve: a word for people, nil when there is no such plugin.
  func askStandings(of tell: @escaping @Sendable (String) async -> String?) {
    standings.withLock { $0 = tell }
  }

  /// How a plugin stands, likewise.
  func standing(of plugin: String) async -> String? { await standings.withLock { $0 }(plugin) }

  /// Takes an event. Called on its loop, and never inside a call a plugin makes.
  package func submit(_ exchange: Exchange) {
    guard let lane = exchange.lane else { return admit(exchange) }
    switch lanes.enter(lane, exchange) {
    case .entered: admit(exchange)
    case .queued: exchange.waitForTurn()
    case .refused:
      exchange.target.slot.handles(metrics).refusals.increment()
      exchange.refuse(.busy, holdsLane: false)
    }
  }

  /// Takes an event whose lane is free.
  func admit(_ exchange: Exchange) {
    switch exchange.target.slot.admit(exchange) {
    case .run: exchange.deliver()
    case .queued: exchange.waitForTurn()
    case .full: refuse(exchange, .busy)
    case .quarantined: refuse(exchange, .unavailable)
    }
  }

  private func refuse(_ exchange: Exchange, _ failure: DeliveryFailure) {
    exchange.target.slot.handles(metrics).refusals.increment()
    exchange.refuse(failure, holdsLane: true)
  }

  /// The target of an HTTP request in the present routes.
  func resolve(method: String, path: UnsafeRawBufferPointer) -> HandlerTarget? {
    let routes = routes
    guard case .found(let target, _) = unsafe routes.http.match(method: method, path: path),
      case .handler(let handler) = routes.targets[Int(target)]
    else { return nil }
    return handler
  }

  /// Where an update goes by the present routes.
  package func resolve(bot: Int, _ envelope: borrowing UpdateEnvelope) -> UpdateDestination {
    let routes = routes
    if let target = routes.updates.match(bot: bot, envelope) {
      return .handler(routes.updateTargets[Int(target)])
    }
    return routes.absentee(of: bot).map { .absent(plugin: $0) } ?? .nobody
  }
}
