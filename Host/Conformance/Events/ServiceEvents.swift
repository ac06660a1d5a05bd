import HostBridge

/// Calls of a plugin's methods, sound and hostile.
enum ServiceEvents {
  /// A call with an empty object.
  static func plain(_ service: Registrations.Service) -> Event { event(service, "a call", Array("{}".utf8)) }

  /// Calls with bodies of every sort.
  static func bodies(_ service: Registrations.Service, _ generator: inout SeededGenerator) -> [Event] {
    HostileText.bodies(&generator).map { event(service, "a call with \($0.name)", $0.bytes) }
  }

  private static func event(_ service: Registrations.Service, _ label: String, _ body: [UInt8]) -> Event {
    Event(
      label: "\(label) of \(service.name)",
      content: .service(ServiceCase(name: service.name, body: body, handler: service.handler)))
  }
}
