import CRoost
package import HostBridge
package import HostRouter
package import NIOCore
import Synchronization

/// Where a route leads: a handler of a generation.
package final class HandlerTarget: Sendable {
  let slot: PluginSlot
  let generation: Generation
  let handler: RegisteredHandler
  /// Most bytes of a request's body.
  package let bodyLimit: Int
  /// Whether the body is streamed to the handler.
  package let streamsBody: Bool
  /// Cross-origin rules.
  package let cors: CORSRules?
  /// What tells requests apart that are kept before they are answered; nil for a route that answers itself.
  package let durableKey: DurableKey?
  /// The route's method and pattern; empty for what is no route's.
  let route: String
  let deadline: TimeAmount

  /// The plugin's id.
  package var plugin: String { generation.plugin }

  /// Makes a target. `bodyLimit` is in bytes, and the host's bound at most; so is `deadline`.
  package init(
    slot: PluginSlot, generation: Generation, handler: RegisteredHandler, bodyLimit: Int,
    streamsBody: Bool, durableKey: DurableKey? = nil, route: String = "", deadline: TimeAmount,
    cors: CORSRules?
  ) {
    self.slot = slot
    self.generation = generation
    self.handler = handler
    self.bodyLimit = bodyLimit
    self.streamsBody = streamsBody
    self.durableKey = durableKey
    self.route = route
    self.deadline = deadline
    self.cors = cors
  }
}

/// A public folder under a route.
package struct FilesTarget: Sendable {
  /// The folder's path.
  package let folder: String
  /// Cross-origin rules.
  package let cors: CORSRules?
}

/// What an HTTP route leads to.
package enum RouteTarget: Sendable {
  case handler(HandlerTarget)
  case files(FilesTarget)

  /// Cross-origin rules.
  package var cors: CORSRules? {
    switch self {
    case .handler(let target): target.cors
    case .files(let target): target.cors
    }
  }
}

/// A bot whose webhook is served.
package struct Bot: Sendable {
  /// Its name in the configuration.
  package let name: String
  /// The plugins its updates go to, in order.
  package let plugins: [String]
  /// Whether its updates are kept until they are dealt with.
  package let isKept: Bool

  /// Makes a bot.
  package init(name: String, plugins: [String], isKept: Bool = false) {
    self.name = name
    self.plugins = plugins
    self.isKept = isKept
  }
}

/// Where an update goes.
package enum UpdateDestination: Sendable {
  case handler(HandlerTarget)
  /// All plugins of its bot serve, and none has a handler for it.
  case nobody
  /// No plugin that serves has a handler for it, and one that does not serve might.
  case absent(plugin: String)
}

/// All routes at one moment: immutable, swapped as a whole.
package final class RouteSnapshot: Sendable {
  /// HTTP routes; a match's target is an index into ``targets``.
  package let http: HTTPRoutes
  /// What HTTP routes lead to.
  package let targets: [RouteTarget]
  let updates: UpdateRoutes
  let updateTargets: [HandlerTarget]
  /// The bots, by the index that updates carry.
  package let bots: [Bot]
  let messages: MessageRoutes
  /// The schedules of each plugin that has any.
  private let schedules: [String: [Registrations.Schedule]]
  /// Who answers for the methods of services, by name.
  let services: [String: HandlerTarget]
  /// The plugins with a part in the table, by id.
  private let slots: [String: PluginSlot]
  /// The bots whose absent plugins have been told of.
  private let told = Mutex<Set<Int>>([])

  /// No routes at all.
  package init(bots: [Bot]) {
    http = try! HTTPRoutes([])
    targets = []
    updates = UpdateRoutes([], bots: bots.map { BotBinding(name: $0.name, plugins: $0.plugins) })
    updateTargets = []
    messages = MessageRoutes()
    schedules = [:]
    services = [:]
    slots = [:]
    self.bots = bots
  }

  /// The plugins that have a part in the table.
  var plugins: [String] { Array(slots.keys) }

  /// The schedules of each plugin with a part in the table, also of those without any.
  var declaredSchedules: [String: [Registrations.Schedule]] {
    slots.mapValues { schedules[$0.plugin] ?? [] }
  }

  /// Whether a plugin serves.
  func serves(_ plugin: String) -> Bool { !(slots[plugin]?.isQuarantined ?? true) }

  /// The first plugin of a bot that does not serve; nil when all do.
  func absentee(of bot: Int) -> String? {
    bots[bot].plugins.first { slots[$0]?.isQuarantined ?? true }
  }

  /// The kinds of updates that handlers of a bot want, by their names in the Bot API; nil while some plugin of it does
  /// not serve, or for a bot that is not here.
  package func wantedUpdates(ofBot name: String) -> [String]? {
    guard let bot = bots.firstIndex(where: { $0.name == name && !$0.plugins.isEmpty }),
      absentee(of: bot) == nil
    else { return nil }
    return UpdateKinds.names(of: updates.kinds(of: bot))
  }

  /// True once for each bot: what lacks is told when it is first missed, and again when routes have changed.
  package func isFirstMiss(of bot: Int) -> Bool { told.withLock { $0.insert(bot).inserted } }

  /// One plugin's part of the table.
  package struct Part {
    /// The generation that serves.
    package let generation: Generation
    /// Its place.
    package let slot: PluginSlot
    /// Its public folder.
    package let publicFolder: String
    /// The default and the bound for handlers' deadlines.
    package let deadline: TimeAmount
    /// The bound for request bodies.
    package let maximumBody: Int

    /// Makes a part. `deadline` and `maximumBody`, in bytes, bound what the plugin's routes ask for.
    package init(
      generation: Generation, slot: PluginSlot, publicFolder: String, deadline: TimeAmount, maximumBody: Int
    ) {
      self.generation = generation
      self.slot = slot
      self.publicFolder = publicFolder
      self.deadline = deadline
      self.maximumBody = maximumBody
    }
  }

  /// The routes of all serving plugins.
  ///
  /// - Throws: ``RouteConflicts`` naming both sides of each conflict.
  package init(_ parts: [Part], bots: [Bot]) throws {
    var routes: [HTTPRoute] = []
    var targets: [RouteTarget] = []
    var updateRoutes: [UpdateRoute] = []
    var updateTargets: [HandlerTarget] = []
    var messages = MessageRoutes()
    var schedules: [String: [Registrations.Schedule]] = [:]
    var services: [String: HandlerTarget] = [:]
    for part in parts {
      let registrations = part.generation.registrations
      for route in registrations.routes {
        routes.append(
          try HTTPRoute(
            method: route.method, pattern: route.pattern, plugin: part.generation.plugin,
            target: Int32(targets.count)))
        targets.append(.handler(Self.target(part, route, registrations.cors)))
      }
      for pattern in registrations.files {
        routes.append(
          try HTTPRoute(
            method: "GET", pattern: pattern, plugin: part.generation.plugin, target: Int32(targets.count)))
        targets.append(.files(FilesTarget(folder: part.publicFolder, cors: registrations.cors)))
      }
      for (order, update) in registrations.updates.enumerated() {
        updateRoutes.append(
          UpdateRoute(
            plugin: part.generation.plugin, bot: update.bot, kinds: update.kinds,
            chatTypes: update.chatTypes, command: update.command, callback: update.callback, order: order,
            target: Int32(updateTargets.count)))
        updateTargets.append(Self.target(part, update.handler))
      }
      for message in registrations.messages {
        messages.add(message.kind, message.pattern, Self.target(part, message.handler))
      }
      for schedule in registrations.schedules {
        schedules[part.generation.plugin, default: []].append(schedule)
        // Its name was checked to be a topic's.
        guard let pattern = TopicPattern(schedule.name) else { continue }
        messages.add(UInt32(ROOST_EVENT_RUN), pattern, Self.target(part, schedule.handler))
      }
      // A name begins with its plugin's id, so that no two provide the same.
      for service in registrations.services { services[service.name] = Self.target(part, service.handler) }
    }
    http = try HTTPRoutes(routes)
    updates = UpdateRoutes(updateRoutes, bots: bots.map { BotBinding(name: $0.name, plugins: $0.plugins) })
    self.targets = targets
    self.updateTargets = updateTargets
    self.messages = messages
    self.schedules = schedules
    self.services = services
    slots = Dictionary(parts.map { ($0.generation.plugin, $0.slot) }) { $1 }
    self.bots = bots
  }

  private static func target(_ part: Part, _ handler: RegisteredHandler) -> HandlerTarget {
    HandlerTarget(
      slot: part.slot, generation: part.generation, handler: handler, bodyLimit: 0, streamsBody: false,
      deadline: part.deadline, cors: nil)
  }

  private static func target(_ part: Part, _ route: Registrations.Route, _ cors: CORSRules?) -> HandlerTarget
  {
    let limit = route.bodyLimit == 0 ? part.maximumBody : Int(clamping: route.bodyLimit)
    let deadline = route.deadline == 0 ? part.deadline : min(.nanoseconds(route.deadline), part.deadline)
    return HandlerTarget(
      slot: part.slot, generation: part.generation, handler: route.handler,
      bodyLimit: min(limit, part.maximumBody), streamsBody: route.streamsBody, durableKey: route.durableKey,
      route: "\(route.method) \(route.pattern)", deadline: deadline, cors: cors)
  }
}
