// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file

extension Telegram {
  /// The version of the Bot API whose types and methods these are.
  public static let version = "10.3"
}
