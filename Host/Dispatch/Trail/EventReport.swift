/// What people see of an event that is or was kept, or of an effect.
package struct EventReport: Sendable {
  /// Its id in logs and commands. A message to several plugins has one id, and the outcome of an effect has the effect's.
  package var id: String
  /// `update`, `request` (of a durable route), `message`, `job`, `run`, `effect` or `outcome`.
  package var kind: String
  /// Where it came from: `bot:NAME`, `plugin:ID` or `effects:ID`.
  package var source: String
  /// The topic, the job's or the schedule's name, the route, or the name of an outcome; empty for an update.
  package var name: String
  /// With whom it is handled one after the other, and the partition of the store that this lane is in; nil with a store
  /// that no others share.
  package var lane: Int64
  /// See ``lane``.
  package var partition: Int?
  /// When it came, in milliseconds since 1970, and the commit that kept it; 0 when none has yet.
  package var kept: (time: Int64, commit: UInt64)
  /// What it waits for, or how it ended: `waiting`, `in hand`, `paused`, `parked`, `planned`, `held`, `sending`, `handled`,
  /// `unhandled`, `expired`, `dead`, `sent`.
  package var state: String
  /// When a job is due, or a paused event is tried again, in milliseconds since 1970; nil for others.
  package var due: Int64?
  /// More about that, for people: a reason, an outcome.
  package var why = ""
  /// What came of an effect, as a code of `abi.h`; nil while nothing has.
  package var code: Int32?
  /// When it ended, in milliseconds since 1970, and the commit that ended it; nil while it has not.
  package var ended: (time: Int64, commit: UInt64)?
  /// The plugin that handled it, or whose effect it is; empty when none has.
  package var plugin = ""
  /// The generation that handled it; 0 when none has.
  package var generation: UInt64 = 0
  /// The attempts that failed.
  package var attempts: [DeadLetterReport.Attempt] = []
  /// What an effect does.
  package var what = ""
  /// The bytes of its body.
  package var size: Int
  /// What the commit did that acknowledged it; nil when none did, or it has not ended.
  package var decision: Decision?
  /// The number of its dead letter; nil when it has none.
  package var letter: UInt64?
  /// The event that caused it, as it says itself; empty when none did.
  var cause = ""
}

/// An event with what it was caused by and what it has caused.
package struct EventStory: Sendable {
  /// The event: more than one when it went to several plugins, when it is an effect with its outcome, or when it was
  /// given to its handlers again as a dead letter.
  package var events: [EventReport]
  /// What caused it, what caused that, and so on.
  package var causes: [EventReport]
  /// Everything that it has caused, directly or not, by ids.
  package var caused: [String: [EventReport]]
}

/// Why nothing is told of an event.
package struct EventRefusal: Error, Sendable, CustomStringConvertible {
  /// What, why and a hint.
  package let description: String
}
