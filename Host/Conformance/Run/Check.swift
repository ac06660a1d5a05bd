/// One thing a plugin is examined for.
struct Check: Sendable {
  /// `group/name`, as reports and `--filter` have it.
  let name: String
  /// What is asked, for `--list`.
  let purpose: String
  /// Whether it makes sense only for a plugin that starts.
  let needsStart: Bool
  /// Examines it.
  ///
  /// - Throws: a ``Finding``, or ``Skipped``.
  let run: @Sendable (Rig) async throws -> Void

  init(
    _ name: String, _ purpose: String, needsStart: Bool = true,
    run: @escaping @Sendable (Rig) async throws -> Void
  ) {
    self.name = name
    self.purpose = purpose
    self.needsStart = needsStart
    self.run = run
  }
}

/// All checks, in the order in which they are made.
enum Catalogue {
  static let all: [Check] =
    LifecycleChecks.all + StateChecks.all + HTTPChecks.all + UpdateChecks.all + ScheduleChecks.all
    + ServiceChecks.all + CompletionChecks.all + LoadChecks.all + CancellationChecks.all + DrainChecks.all
    + ExtensionChecks.all + LeakChecks.all

  /// The checks of the file itself, of which nothing is executed.
  static let file = (name: "file/inspection", purpose: "the file is one that the host would load")
  /// See ``file``.
  static let configuration = (
    name: "file/configuration", purpose: "there is a configuration that fits the plugin's schema"
  )

  /// Names and purposes, for `--list`.
  static var list: [(name: String, purpose: String)] {
    [file, configuration] + all.map { ($0.name, $0.purpose) }
  }
}
