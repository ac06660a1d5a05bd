import RoostJSON

extension Method {
  /// Files of all kinds, and albums.
  static let media: [Method] = [
    send(
      "Photo", "photo", Parameter.caption + " show_caption_above_media:bool has_spoiler:bool "),
    send("Audio", "audio", Parameter.caption + " duration:int performer title thumbnail:file "),
    send(
      "Document", "document", Parameter.caption + " thumbnail:file disable_content_type_detection:bool "),
    send(
      "Video", "video",
      Parameter.caption + " duration:int width:int height:int thumbnail:file cover:file start_timestamp:int "
        + "show_caption_above_media:bool has_spoiler:bool supports_streaming:bool "),
    send(
      "Animation", "animation",
      Parameter.caption + " duration:int width:int height:int thumbnail:file show_caption_above_media:bool "
        + "has_spoiler:bool "),
    send("Voice", "voice", Parameter.caption + " duration:int "),
    send("VideoNote", "video_note", "duration:int length:int thumbnail:file "),
    send("Sticker", "sticker", "emoji "),
    Method(
      "sendMediaGroup",
      "chat_id:chat! media:array! message_thread_id:int direct_messages_topic_id:int business_connection_id "
        + "disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id "
        + "reply_parameters:object allow_sending_without_reply:bool reply_to_message_id:int"
    ) { world, call in try world.sendAlbum(call) },
  ]

  private static func send(_ name: String, _ kind: String, _ parameters: String) -> Method {
    let kind = MediaKind.named(kind)!
    return Method(
      "send" + name,
      "chat_id:chat! \(kind.name):file! " + parameters + Parameter.sending + " " + Parameter.ephemeral
    ) { world, call in
      _ = try world.sendingChat(call, kind.permission, what: kind.what)
      let caption = kind.hasCaption ? try world.captionContent(call) : .object([])
      let file = try world.file(call.text(kind.name) ?? "", kind, call)
      let attributes = JSONValue.object(call.args.map { JSONMember($0.key, $0.value) })
      let content = world.content(file, kind, attributes).merging(caption)
      return try world.sent(call, kind.permission, what: kind.what, content)
    }
  }
}

extension World {
  /// The file that a value means: one that came along, or one that was there already.
  mutating func file(_ value: String, _ kind: MediaKind, _ call: Call) throws -> StoredFile {
    if value.hasPrefix("attach://") {
      let name = String(value.dropFirst("attach://".count))
      guard let upload = call.files[name] else {
        throw APIError.bad("there is no \(name.replacingUnderscores) in the request")
      }
      return try store(upload, kind)
    }
    if let unique = filesByID[value], let file = files[unique] {
      guard file.kind == kind.name || kind.name == "document" else {
        throw APIError.bad(
          "can't use file of type \(file.kind.capitalizedASCII) as \(kind.name.capitalizedASCII)")
      }
      return file
    }
    if value.hasPrefix("http://") || value.hasPrefix("https://") {
      throw APIError.bad("failed to get HTTP URL content: the sandbox has no network")
    }
    throw APIError.bad("wrong file identifier/HTTP URL specified")
  }

  /// Keeps a file, at most 50 MB, and lets the oldest go where there are too many.
  mutating func store(_ upload: UploadedFile, _ kind: MediaKind) throws -> StoredFile {
    guard !upload.bytes.isEmpty else { throw APIError.bad("file must be non-empty") }
    let limit = kind.name == "photo" ? 10 << 20 : 50 << 20
    guard upload.bytes.count <= limit else { throw APIError(413, "Request Entity Too Large") }
    let size = ImageSize.of(upload.bytes)
    if kind.name == "photo", size == nil { throw APIError.bad("IMAGE_PROCESS_FAILED") }
    let unique = "AQAD" + random.token(11)
    let order = next("file")
    let ending = upload.name.split(separator: ".").last.map { "." + $0.lowercased() } ?? ""
    let plain = ending.utf8.count <= 10 && ending.utf8.dropFirst().allSatisfy(Self.isTokenByte) ? ending : ""
    let file = StoredFile(
      unique: unique, id: kind.mark + random.token(56), kind: kind.name, name: upload.name, mime: upload.mime,
      size: upload.bytes.count, width: size?.width, height: size?.height,
      path: "\(kind.folder)/file_\(order)\(kind.name == "photo" ? ".jpg" : plain)", order: order)
    files[unique] = file
    filesByID[file.id] = unique
    uploads.append(Upload(name: "f/\(unique)", bytes: upload.bytes))
    trimFiles()
    return file
  }

  /// Small ones count too: the host has a bound of their number.
  private static let mostFiles = 5000

  private mutating func trimFiles() {
    var total = files.rows.values.reduce(0) { $0 + $1.size }
    guard total > settings.fileBytes || files.rows.count > Self.mostFiles else { return }
    for file in files.rows.values.sorted(by: { $0.order < $1.order }).dropLast() {
      guard total > settings.fileBytes || files.rows.count > Self.mostFiles else { return }
      total -= file.size
      files[file.unique] = nil
      filesByID[file.id] = nil
      removals.append("f/\(file.unique)")
    }
  }

  /// A message's content of a file.
  func content(_ file: StoredFile, _ kind: MediaKind, _ call: JSONValue) -> JSONValue {
    let base = JSONValue.fields(["file_id": file.id, "file_unique_id": file.unique])
    let named = JSONValue.fields(["file_name": file.name, "mime_type": file.mime, "file_size": file.size])
    let width = call["width"]?.int ?? file.width ?? 640
    let height = call["height"]?.int ?? file.height ?? 360
    let duration = call["duration"]?.int ?? 1
    var content: JSONValue
    switch kind.name {
    case "photo":
      let size = base.merging(.fields(["width": width, "height": height, "file_size": file.size]))
      content = .fields(["photo": [size]])
    case "audio":
      content = .fields([
        "audio": base.merging(
          .fields([
            "duration": duration, "performer": call["performer"]?.string, "title": call["title"]?.string,
          ])
        ).merging(named)
      ])
    case "document": content = .fields(["document": base.merging(named)])
    case "video", "animation":
      let size = JSONValue.fields(["width": width, "height": height, "duration": duration])
      content = .fields([kind.name: base.merging(size).merging(named)])
      if kind.name == "animation" { content = content.with("document", base.merging(named)) }
    case "voice":
      content = .fields([
        "voice": base.merging(
          .fields(["duration": duration, "mime_type": file.mime ?? "audio/ogg", "file_size": file.size]))
      ])
    case "video_note":
      let size = JSONValue.fields([
        "length": call["length"]?.int ?? 240, "duration": duration, "file_size": file.size,
      ])
      content = .fields(["video_note": base.merging(size)])
    default:
      content = .fields([
        "sticker": base.merging(
          .fields([
            "type": "regular", "width": file.width ?? 512, "height": file.height ?? 512, "is_animated": false,
            "is_video": false, "emoji": call["emoji"]?.string, "file_size": file.size,
          ]))
      ])
    }
    if ["photo", "video", "animation"].contains(kind.name) {
      for flag in ["show_caption_above_media", "has_spoiler"] where call[flag]?.isTrue == true {
        content = content.with(flag == "has_spoiler" ? "has_media_spoiler" : flag, true)
      }
    }
    return content
  }

  /// The content that an InputMedia describes.
  mutating func inputMedia(_ media: JSONValue, _ call: Call) throws -> JSONValue {
    guard let type = media["type"]?.string, let kind = MediaKind.named(type), kind.hasCaption, type != "voice"
    else {
      throw APIError.bad(
        "can't parse InputMedia: type must be one of photo, video, animation, audio and document")
    }
    guard let source = media["media"]?.string else { throw APIError.bad("media not found") }
    let caption = try captionContent(
      media["caption"]?.string, mode: media["parse_mode"]?.string, media["caption_entities"]?.array)
    let file = try file(source, kind, call)
    return content(file, kind, media).merging(caption)
  }

  mutating func sendAlbum(_ call: Call) throws -> JSONValue {
    let items = call.array("media") ?? []
    guard items.count >= 2 else { throw APIError.bad("there must be at least 2 items in an album") }
    guard items.count <= 10 else { throw APIError.bad("too many messages to send as an album") }
    let types = Set(items.compactMap { $0["type"]?.string })
    for type in ["audio", "document"] where types.contains(type) && types.count > 1 {
      throw APIError.bad("\(type) can't be mixed with other media types")
    }
    guard !types.contains("animation") else { throw APIError.bad("animations can't be sent in an album") }
    let kind = MediaKind.named(types.sorted().first ?? "photo") ?? MediaKind.all[0]
    let chat = try sendingChat(call, kind.permission, what: kind.what)
    let group = String(Int.random(in: 10_000_000_000_000_000...90_000_000_000_000_000, using: &random))
    // Everything is read before anything is sent.
    let drafts = try items.map { item in
      let content = try inputMedia(item, call).with("media_group_id", group)
      var message = draft(in: chat, from: call.bot, content)
      try fill(&message, call, chat)
      return message
    }
    try spend(drafts.count, in: chat, bot: call.bot)
    let sent = drafts.map { post($0) }
    return .array(sent.map { render($0) })
  }
}

extension String {
  var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
