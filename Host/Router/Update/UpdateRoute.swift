/// A plugin's handler for updates, as its `roost_update_filter` describes it. Whatever is nil, empty or 0
/// matches everything.
package struct UpdateRoute: Sendable {
  let plugin: String
  let bot: String?
  let kinds: UInt64
  let chatTypes: UInt32
  let command: String?
  let callback: String?
  let order: Int
  let target: Int32

  /// `bot` is the bot's name, `kinds` and `chatTypes` have the bits `1 << ROOST_UPDATE_…` and
  /// `1 << ROOST_CHAT_…`, `command` comes without slash, `callback` is a prefix of the callback's data,
  /// `order` counts the plugin's registrations, `target` is what a match answers.
  package init(
    plugin: String, bot: String? = nil, kinds: UInt64 = 0, chatTypes: UInt32 = 0, command: String? = nil,
    callback: String? = nil, order: Int, target: Int32
  ) {
    self.plugin = plugin
    self.bot = bot?.isEmpty == true ? nil : bot
    self.kinds = kinds
    self.chatTypes = chatTypes
    self.command = command?.isEmpty == true ? nil : command
    self.callback = callback?.isEmpty == true ? nil : callback
    self.order = order
    self.target = target
  }

  /// What `updates.h` ranks by: command, then callback prefix, the longest first, then kind and chat type.
  private var specificity: (Int, Int, Int, Int) {
    (command == nil ? 0 : 1, callback?.utf8.count ?? 0, kinds == 0 ? 0 : 1, chatTypes == 0 ? 0 : 1)
  }

  /// Whether this route is asked before the other one of the same plugin.
  func precedes(_ other: UpdateRoute) -> Bool {
    specificity == other.specificity ? order < other.order : specificity > other.specificity
  }
}

/// A bot and the plugins its updates go to.
package struct BotBinding: Sendable {
  let name: String
  let plugins: [String]

  /// `plugins` are ids, the first one asked first.
  package init(name: String, plugins: [String]) {
    self.name = name
    self.plugins = plugins
  }
}
