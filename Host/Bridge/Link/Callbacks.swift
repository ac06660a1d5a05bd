package import CRoost
import HostRouter

/// A function of the plugin with the context it asked for. Called on the event's loop only, never
/// inside a call the plugin makes.
@safe package struct PluginCallback: @unchecked Sendable {
  let function: roost_callback
  let context: UnsafeMutableRawPointer?

  init?(_ function: roost_callback?, _ context: UnsafeMutableRawPointer?) {
    guard let function = unsafe function else { return nil }
    unsafe self.function = function
    unsafe self.context = context
  }

  /// Calls it.
  package func callAsFunction() { unsafe function(context) }
}

/// Tells the plugin that an event is cancelled.
@safe package enum CancelCallback: @unchecked Sendable {
  /// In this process.
  case function(roost_cancel, UnsafeMutableRawPointer?)
  /// In a worker.
  case remote(WorkerChannel, ticket: UInt64)

  init?(_ function: roost_cancel?, _ context: UnsafeMutableRawPointer?) {
    guard let function = unsafe function else { return nil }
    self = unsafe .function(function, context)
  }

  /// Calls it with a `ROOST_CANCEL_` reason.
  package func callAsFunction(_ reason: Int32) {
    switch self {
    case .function(let function, let context): unsafe function(context, reason)
    case .remote(let channel, let ticket): channel.cancel(ticket, reason)
    }
  }
}

/// Hands the plugin a piece of a request's body.
@safe package enum BodyCallback: @unchecked Sendable {
  /// In this process.
  case function(roost_http_body, UnsafeMutableRawPointer?)
  /// In a worker.
  case remote(WorkerChannel, ticket: UInt64)

  init?(_ function: roost_http_body?, _ context: UnsafeMutableRawPointer?) {
    guard let function = unsafe function else { return nil }
    self = unsafe .function(function, context)
  }

  /// Calls it; `end` as in `http.h`.
  package func callAsFunction(_ piece: UnsafeRawBufferPointer, end: Int32) {
    switch self {
    case .function(let function, let context): unsafe function(context, roost_bytes(piece), end)
    case .remote(let channel, let ticket): unsafe channel.piece(ticket, piece, end: end)
    }
  }
}
