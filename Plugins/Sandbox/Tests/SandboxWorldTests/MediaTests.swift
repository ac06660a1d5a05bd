import RoostJSON
import Testing

@testable import SandboxWorld

@Suite struct MediaTests {
  /// The head of a PNG of 3 by 2 points.
  static let picture: [UInt8] =
    [
      0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 3, 0, 0, 0, 2, 8,
      2,
    ]

  private func call(_ bench: inout Bench, _ name: String, _ values: JSONValue, _ files: [String: [UInt8]])
    throws -> JSONValue
  {
    var arguments = Arguments()
    for member in values.object ?? [] { arguments.values[member.name] = member.value }
    for (part, bytes) in files {
      arguments.files[part] = UploadedFile(name: part + ".png", mime: "image/png", bytes: bytes)
    }
    let method = try #require(MethodTable.find(name))
    return try bench.world.perform(method, arguments.call(method, bot: bench.bot)).get()["result"]!
  }

  @Test func `a photo comes back by its id`() throws {
    var bench = try Bench()
    try bench.say("/start")
    let sent = try call(
      &bench, "sendPhoto", .fields(["chat_id": bench.user, "caption": "<b>c</b>", "parse_mode": "HTML"]),
      ["photo": Self.picture])
    let photo = try #require(sent["photo"]?.array?.first)
    #expect(photo["width"]?.int == 3)
    #expect(sent["caption_entities"]?.array?.count == 1)
    let id = photo["file_id"]!.string!
    let again = try bench.call("sendPhoto", .fields(["chat_id": bench.user, "photo": id]))
    #expect(again["photo"]?.array?.first?["file_unique_id"] == photo["file_unique_id"])
    #expect(
      bench.refusal("sendVideo", .fields(["chat_id": bench.user, "video": id]))
        == "Bad Request: can't use file of type Photo as Video")
    let file = try bench.call("getFile", .fields(["file_id": id]))
    #expect(file["file_size"]?.int == Self.picture.count)
    #expect(bench.world.fileName(path: file["file_path"]!.string!) != nil)
    #expect(
      bench.refusal("sendPhoto", .fields(["chat_id": bench.user, "photo": "no"]))
        == "Bad Request: wrong file identifier/HTTP URL specified")
    #expect(
      bench.refusal("sendPhoto", .fields(["chat_id": bench.user]))
        == "Bad Request: there is no photo in the request")
  }

  @Test func `what is no picture is no photo`() throws {
    var bench = try Bench()
    try bench.say("/start")
    #expect(throws: APIError.bad("IMAGE_PROCESS_FAILED")) {
      try call(&bench, "sendPhoto", .fields(["chat_id": bench.user]), ["photo": [1, 2, 3]])
    }
  }

  @Test func `an album has two to ten parts that go together`() throws {
    var bench = try Bench()
    try bench.say("/start")
    func media(_ types: [String]) -> JSONValue {
      let items = types.map { JSONValue.fields(["type": $0, "media": "attach://a"]) }
      return .fields(["chat_id": bench.user, "media": items])
    }
    let sent = try call(&bench, "sendMediaGroup", media(["photo", "photo"]), ["a": Self.picture])
    let groups = Set(sent.array!.map { $0["media_group_id"]!.string! })
    #expect(groups.count == 1)
    for types in [
      ["photo"], Array(repeating: "photo", count: 11), ["photo", "document"], ["audio", "video"],
    ] {
      #expect(throws: APIError.self, "\(types)") {
        try call(&bench, "sendMediaGroup", media(types), ["a": Self.picture])
      }
    }
  }

  @Test func `the oldest files go when there are too many`() throws {
    var bench = try Bench()
    bench.world.settings.fileBytes = 60
    try bench.say("/start")
    for _ in 0..<3 {
      _ = try call(&bench, "sendDocument", .fields(["chat_id": bench.user]), ["document": Self.picture])
    }
    #expect(bench.world.files.rows.count == 2)
    #expect(bench.world.takeChanges().removals.count == 1)
  }
}
