/// How long a host that does not answer keeps its partitions.
package struct LeaseSettings: Sendable {
  /// For how long a renewal lasts, in milliseconds.
  package var life: Int64
  /// Where this host runs: a name that no other process has at the same time.
  package var place: String

  /// Names both.
  package init(life: Int64, place: String) { (self.life, self.place) = (life, place) }

  /// Between renewals, in milliseconds: those who watch see the last one so much later, and its end as well, so that
  /// a partition is taken over within 1.4 leases.
  var beat: Int64 { max(20, life / 5) }

  /// For how long this host counts on a renewal itself: less than others do, whose clocks may run otherwise.
  var trusted: Int64 { life - life / 5 }
}
