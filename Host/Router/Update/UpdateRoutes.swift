internal import CRoost

/// The table of all update handlers: immutable, built whole and swapped whole.
package struct UpdateRoutes: Sendable {
  private struct Filter: Sendable {
    let kinds: UInt64
    let chatTypes: UInt64
    /// In lower case; empty matches everything.
    let command: [UInt8]
    let callback: [UInt8]
    let target: Int32
  }

  /// Each list is in the order in which it is asked, so the first match is the best.
  private let lists: [[Filter]]

  /// The list of each bot; bots with the same routes share one.
  private let listOfBot: [Int]

  /// Builds the table. `match` counts bots as they stand in `bots`.
  package init(_ routes: [UpdateRoute], bots: [BotBinding]) {
    let byPlugin = Dictionary(grouping: routes.indices) { routes[$0].plugin }
      .mapValues { $0.sorted { routes[$0].precedes(routes[$1]) } }
    var lists: [[Filter]] = []
    var listOfRoutes: [[Int]: Int] = [:]
    listOfBot = bots.map { bot in
      let chosen = bot.plugins.flatMap { byPlugin[$0] ?? [] }
        .filter { routes[$0].bot == nil || routes[$0].bot == bot.name }
      if let list = listOfRoutes[chosen] { return list }
      lists.append(chosen.map { Self.filter(routes[$0]) })
      listOfRoutes[chosen] = lists.count - 1
      return lists.count - 1
    }
    self.lists = lists
  }

  /// The target of the handler that gets a bot's update: of the bot's first plugin that has a match, the
  /// most specific one. Nil when nobody wants it.
  package func match(bot: Int, _ envelope: borrowing UpdateEnvelope) -> Int32? {
    let kind: UInt64 = 1 << UInt64(envelope.kind)
    let chatType: UInt64 = 1 << UInt64(envelope.chatType)
    let command = unsafe envelope.commandBytes
    let callback = unsafe envelope.callbackDataBytes
    for filter in lists[listOfBot[bot]] where filter.kinds & kind != 0 && filter.chatTypes & chatType != 0 {
      if !filter.command.isEmpty, unsafe !Self.isCommand(command, filter.command) { continue }
      if !filter.callback.isEmpty, unsafe !callback.starts(with: filter.callback) { continue }
      return filter.target
    }
    return nil
  }

  /// Which kinds of updates some handler of a bot may want, bits `1 << ROOST_UPDATE_…`.
  package func kinds(of bot: Int) -> UInt64 { lists[listOfBot[bot]].reduce(0) { $0 | $1.kinds } }

  private static func isCommand(_ sent: UnsafeRawBufferPointer, _ wanted: [UInt8]) -> Bool {
    guard sent.count == wanted.count else { return false }
    for index in 0..<sent.count where unsafe ASCII.lower(sent[index]) != wanted[index] { return false }
    return true
  }

  private static func filter(_ route: UpdateRoute) -> Filter {
    Filter(
      kinds: route.kinds == 0 ? .max : route.kinds,
      chatTypes: route.chatTypes == 0 ? .max : UInt64(route.chatTypes),
      command: route.command?.utf8.map(ASCII.lower) ?? [],
      callback: route.callback.map { Array($0.utf8) } ?? [],
      target: route.target)
  }
}
