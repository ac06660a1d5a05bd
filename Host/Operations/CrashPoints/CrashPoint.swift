/// A moment at which a debug build can be made to die, so that every place is tried where a crash may leave
/// half of something behind. `make faults` takes the cases below as its list; each must be reached.
///
/// `CRASH_AT=inboxAppended:3` in the environment of a debug build ends it, by SIGKILL to itself, when
/// ``inboxAppended`` is reached for the third time. A release build looks at nothing and contains nothing of it.
package enum CrashPoint: Sendable {
  // MARK: An event is taken

  /// An event has come and is about to be given to the store.
  case inboxAppending
  /// The store has an event, nobody was told.
  case inboxAppended
  /// Whoever sent an event is being answered that it is kept.
  case inboxAnswered

  // MARK: It is delivered

  /// A handler was found for an event, and is about to get it.
  case dispatching
  /// An event is in its handler's hands, or in line for them.
  case dispatched

  // MARK: Its handler commits

  /// A plugin's commit has come and is about to be given to the store.
  case commitReceived
  /// The store has a plugin's commit, the plugin was not told.
  case commitStored
  /// A plugin is being told what became of its commit.
  case commitAnswered
  /// The store has a message for a subscriber, and memory does not, perhaps after others of its fan-out.
  case messagePublished
  /// The store has a plugin's job, and the clock was not set for it.
  case jobPlanned

  // MARK: It is done, or fails

  /// A handler without a commit is done, and its event about to leave the inbox.
  case acknowledging
  /// Such an event has left the inbox, and its lane is not free yet.
  case acknowledged
  /// A handler has failed, and the attempt is about to be noted.
  case retryNoting
  /// The attempt is noted, and the next one not set.
  case retryNoted
  /// An event is given up, and about to become a dead letter.
  case burying
  /// There is a dead letter, and the event's lane is not free yet.
  case buried
  /// An event came too late, and is about to leave the inbox.
  case expiring

  // MARK: Its effects

  /// The store has a commit's effect, and memory does not.
  case effectStored
  /// An effect that must not be sent twice is about to be recorded as attempted.
  case attemptRecording
  /// The attempt is recorded, and nothing of it sent.
  case attemptRecorded
  /// A request is about to be sent.
  case effectSending
  /// A request was given to who sends it; what of it is out, and what is answered, is open.
  case effectSent
  /// A request was answered, or failed, and nothing of that is kept.
  case effectAnswered
  /// The attempt of a request that may be sent again has failed, that is noted, and the next one not set.
  case effectNoted
  /// An outcome is about to take its effect's place in the store.
  case outcomeStoring
  /// The store has an outcome, and memory has none of it.
  case outcomeStored
  /// The operator was told something, and the store does not know.
  case noticeGiven

  // MARK: Jobs, schedules and topics

  /// A job is due, and about to become an event.
  case jobDue
  /// A job is an event in the store, and memory has none of it.
  case jobFired
  /// A run of a schedule is due, and about to become an event.
  case runDue
  /// A run is an event in the store, and memory has none of it.
  case runStored
  /// What topics a plugin wants is about to be kept.
  case subscriptionSaving
  /// What topics a plugin wants is kept.
  case subscriptionSaved

  // MARK: Start and reload

  /// The store is open, and about to be asked what an earlier host left.
  case inboxOpening
  /// Events that an earlier host left were read, and none of them is delivered.
  case inboxLoaded
  /// The inbox is open: what was left is on its way.
  case inboxOpened
  /// A generation has taken the place of another, and the inbox does not know.
  case routesSwapped
  /// An event that waited for its handler is on its way again, those behind it are not.
  case parkedWoken

  // MARK: Leases of a store that hosts share

  /// This host's lease is about to be renewed.
  case leaseRenewing
  /// The lease is renewed, and this host does not count on it.
  case leaseRenewed
  /// Partitions that nobody holds are about to be taken.
  case leaseTaking
  /// Partitions are this host's by the store's word, and it does not know.
  case leaseTaken
  /// Partitions are about to be given.
  case leaseGiving
  /// Partitions are nobody's by the store's word, and this host does not know.
  case leaseGiven

  // MARK: The stores

  /// A group of commits is about to be made durable by SQLite.
  case sqliteCommitting
  /// A group of commits is on disk, nobody was told.
  case sqliteCommitted
  /// Commands have gone out to Redis, which may do them.
  case redisWritten
  /// Redis has done a write, nobody was told.
  case redisAnswered
}

extension CrashPoint {
  #if DEBUG
    /// Execution is there. Debug builds that were told to end the process here.
    package static func reach(_ point: CrashPoint) { CrashOrder.given?.reached(point) }
  #else
    /// Execution is there, which a release build does nothing about.
    @inlinable
    package static func reach(_ point: CrashPoint) {}
  #endif
}
