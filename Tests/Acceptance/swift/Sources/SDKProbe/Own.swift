import Roost

/// What files are to a Swift plugin.
extension SDKProbePlugin {
  struct Listed: Codable, Sendable {
    var names: [String]
    var next: String?
    var bytes: Int
    var files: Int
    var folder: String?
  }

  @HandlerBuilder var own: [any Handler] {
    GET("/sdk/own") { request in
      let limit = request.queryValue("limit").flatMap { Int($0) } ?? 100
      let page = try await context.files.list(limit: limit)
      let usage = try await context.files.usage()
      return JSON(
        Listed(
          names: page.files.map(\.name), next: page.next, bytes: usage.bytes, files: usage.files,
          folder: context.files.folder))
    }
    GET("/sdk/own/{name}") { request in
      guard let bytes = try await context.files.read(request["name"]) else {
        throw HTTPError(.notFound, "there is no such file")
      }
      return Response(bytes: bytes)
    }
    POST("/sdk/own/{name}", body: .buffered(limit: 2 << 20)) { request in
      let how: Files.Writing =
        switch request.queryValue("how") {
        case "append": .append
        case "create": .create
        default: .replace
        }
      try await context.files.write(request.body, to: request["name"], how)
      return HTTPStatus.noContent
    }
    DELETE("/sdk/own/{name}") { request in
      try await context.files.remove(request["name"]) ? HTTPStatus.noContent : HTTPStatus.notFound
    }
    POST("/sdk/own/{name}/move") { request in
      try await context.files.move(request["name"], to: String(decoding: request.body, as: UTF8.self))
      return HTTPStatus.noContent
    }
  }
}
