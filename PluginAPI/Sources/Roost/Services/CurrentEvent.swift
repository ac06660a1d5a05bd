/// The event whose handler this task is, or was begun by: what it calls is called for it.
enum CurrentEvent {
  /// Its ticket; 0 for none. A number, because a type of the SDK's own could be another image's.
  @TaskLocal static var ticket: UInt64 = 0
}
