import HostBridge

/// Requests as only an attacker or a broken client sends them: each must be answered, whatever the status.
enum HTTPChecks {
  static let all: [Check] = [
    Check("http/methods", "each route answers a sound request, and HEAD") { rig in
      try await ask(rig) { route, _ in [HTTPEvents.plain(route)] + (HTTPEvents.head(route).map { [$0] } ?? [])
      }
    },
    Check("http/headers", "headers of every sort: long, many, none, no UTF-8") { rig in
      try await ask(rig, HTTPEvents.headers)
    },
    Check("http/parameters", "path parameters with every byte and unusual text") { rig in
      try await ask(rig, HTTPEvents.paths)
    },
    Check("http/queries", "queries of every sort") { rig in try await ask(rig, HTTPEvents.queries) },
    Check("http/bodies", "bodies: empty, 1 MiB, malformed JSON, deep, no UTF-8, broken off") { rig in
      try await ask(rig, HTTPEvents.bodies)
    },
    Check("http/again", "requests of durable routes come again, with the same key") { rig in
      try await ask(rig, none: "it has no durable routes") { route, _ in HTTPEvents.again(route) }
    },
  ]

  private static func ask(
    _ rig: Rig, none: String = "none of its routes has a parameter",
    _ events: (Registrations.Route, inout SeededGenerator) -> [Event]
  ) async throws {
    let specimen = try await rig.start()
    let routes = specimen.generation.registrations.routes
    guard !routes.isEmpty else { throw Skipped(reason: "it registers no routes") }
    var generator = rig.generator()
    var count = 0
    for route in routes {
      for event in events(route, &generator) {
        try await specimen.ask(event)
        count += 1
      }
    }
    guard count > 0 else { throw Skipped(reason: none) }
    try await specimen.retire()
  }
}

/// Updates of each kind, and malformed ones.
enum UpdateChecks {
  static let all: [Check] = [
    Check("updates/kinds", "updates of each kind and chat that a handler asked for") { rig in
      try await ask(rig) { handler, number, _ in UpdateEvents.kinds(handler, number: number) }
    },
    Check("updates/malformed", "updates with fields missing, unusual text, deep nesting") { rig in
      try await ask(rig) { UpdateEvents.malformed($0, number: $1, &$2) }
    },
  ]

  private static func ask(
    _ rig: Rig, _ events: (Registrations.Update, Int, inout SeededGenerator) -> [Event]
  ) async throws {
    let specimen = try await rig.start()
    let handlers = specimen.generation.registrations.updates
    guard !handlers.isEmpty else { throw Skipped(reason: "it registers no update handlers") }
    var generator = rig.generator()
    for (number, handler) in handlers.enumerated() {
      for event in events(handler, number, &generator) { try await specimen.ask(event) }
    }
    try await specimen.retire()
  }
}
