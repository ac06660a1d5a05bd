import RoostJSON

extension Method {
  /// Files that are there.
  static let files: [Method] = [
    Method("getFile", "file_id!") { world, call in
      guard let unique = world.filesByID[call.text("file_id") ?? ""], let file = world.files[unique] else {
        throw APIError.bad("invalid file_id")
      }
      guard file.size <= 20 << 20 else { throw APIError.bad("file is too big") }
      return .fields([
        "file_id": file.id, "file_unique_id": file.unique, "file_size": file.size, "file_path": file.path,
      ])
    },
    Method("getUserProfilePhotos", "user_id:int! offset:int limit:int") { world, call in
      guard let user = world.users[call.int("user_id") ?? 0] else { throw APIError.bad("user not found") }
      let offset = max(call.int("offset") ?? 0, 0)
      let limit = min(max(call.int("limit") ?? 100, 1), 100)
      let photos = user.photos.dropFirst(offset).prefix(limit).compactMap { world.files[$0] }
      let sizes = photos.map { world.content($0, MediaKind.all[0], .object([]))["photo"] ?? .null }
      return .fields(["total_count": user.photos.count, "photos": sizes])
    },
  ]
}

extension World {
  /// The kept file behind a path of getFile, and its type; nil for none.
  package func fileName(path: String) -> (name: String, mime: String?)? {
    files.rows.values.first { $0.path == path }.map { ("f/\($0.unique)", $0.mime) }
  }

  /// The kept file behind a file_id, its type and its name; nil for none.
  package func fileName(id: String) -> (name: String, mime: String?, title: String?)? {
    filesByID[id].flatMap { files[$0] }.map { ("f/\($0.unique)", $0.mime, $0.name) }
  }
}
