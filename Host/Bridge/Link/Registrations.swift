package import HostRouter
package import HostServices

/// Cross-origin rules of a plugin.
package struct CORSRules: Sendable, Equatable {
  /// Allowed origins; empty together with `allowsAnyOrigin` false when none is.
  package let origins: [String]
  /// Whether any origin is allowed.
  package let allowsAnyOrigin: Bool
  /// Whether cookies may come along.
  package let allowsCredentials: Bool
  /// The value of Access-Control-Allow-Headers.
  package let headers: String
  /// The value of Access-Control-Expose-Headers.
  package let expose: String
  /// How long a browser may remember a preflight's answer.
  package let maxAgeSeconds: UInt32
}

/// What a plugin registered in `start`; it takes effect as a whole.
package struct Registrations: Sendable {
  /// A route and how it wants to be called.
  package struct Route: Sendable {
    /// The method in capitals.
    package let method: String
    /// The path.
    package let pattern: RoutePattern
    /// Most bytes of a request's body; 0 is the host's default.
    package let bodyLimit: UInt64
    /// Whether the body is streamed.
    package let streamsBody: Bool
    /// What tells two requests apart that are kept before they are answered; nil for a route that answers itself.
    package let durableKey: DurableKey?
    /// Nanoseconds for an answer; 0 is the plugin's default.
    package let deadline: Int64
    /// Who answers.
    package let handler: RegisteredHandler
  }

  /// An update handler and what it wants.
  package struct Update: Sendable {
    /// Bits by kind; 0 is any.
    package let kinds: UInt64
    /// Bits by chat type; 0 is any.
    package let chatTypes: UInt32
    /// A command without slash, or nil.
    package let command: String?
    /// A prefix of callback data, or nil.
    package let callback: String?
    /// A bot's name, or nil.
    package let bot: String?
    /// Who handles it.
    package let handler: RegisteredHandler
  }

  /// A handler of messages or of jobs.
  package struct Message: Sendable {
    /// `ROOST_EVENT_TOPIC` or `ROOST_EVENT_JOB`.
    package let kind: UInt32
    /// The topics that are meant; a job's is its name.
    package let pattern: TopicPattern
    /// Who handles it.
    package let handler: RegisteredHandler
  }

  /// A schedule.
  package struct Schedule: Sendable {
    /// What names it among the plugin's.
    package let name: String
    /// When it is due.
    package let schedule: CronSchedule
    /// By how much its runs are delayed.
    package let jitter: ScheduleJitter
    /// What becomes of runs that were missed.
    package let missed: MissedRuns
    /// Who handles its runs.
    package let handler: RegisteredHandler
  }

  /// Schedules in the order declared, each name once.
  package var schedules: [Schedule] = []

  /// A handler of a service's method.
  package struct Service: Sendable {
    /// The method, with the plugin's id.
    package let name: String
    /// Who answers.
    package let handler: RegisteredHandler
  }

  /// Methods of services, each name once.
  package var services: [Service] = []
  /// Handlers of messages and jobs in the order registered.
  package var messages: [Message] = []
  /// Routes in the order registered.
  package var routes: [Route] = []
  /// Update handlers in the order registered.
  package var updates: [Update] = []
  /// Prefixes under which the plugin's public folder is served.
  package var files: [RoutePattern] = []
  /// Cross-origin rules for routes and files.
  package var cors: CORSRules?

  /// Most handlers of one plugin, of each sort.
  static let maximum = 4096
}
