import ArgumentParser

/// `roost`: the host and the tools around it.
@main
struct RoostCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roost",
    abstract: "Runs bots, payments and automations as plugins.",
    discussion: "Exit codes: 0 success, 1 failure, 64 wrong usage, 78 wrong configuration.",
    version: HostVersion.text,
    subcommands: [
      RunCommand.self, DevCommand.self, CheckCommand.self, HealthCommand.self, VersionCommand.self,
      PluginsCommand.self, BotsCommand.self, EventsCommand.self, ReplayCommand.self, DeadCommand.self,
      OutboxCommand.self,
      BackupCommand.self,
      RestoreCommand.self,
      NewCommand.self,
      SymboliseCommand.self, InlineCheckCommand.self,
    ])
}
