import RoostJSON

extension Method {
  /// Places, contacts and dice.
  static let moreMessages: [Method] = [
    Method(
      "sendLocation",
      "chat_id:chat! latitude:float! longitude:float! horizontal_accuracy:float live_period:int heading:int "
        + "proximity_alert_radius:int " + Parameter.sending + " " + Parameter.ephemeral
    ) { world, call in
      let content = JSONValue.fields(["location": try location(call)])
      return try world.sent(call, "can_send_messages", what: "locations", content)
    },
    Method(
      "sendVenue",
      "chat_id:chat! latitude:float! longitude:float! title! address! foursquare_id foursquare_type "
        + "google_place_id google_place_type " + Parameter.sending + " " + Parameter.ephemeral
    ) { world, call in
      let place = try location(call)
      let venue = JSONValue.fields([
        "location": place, "title": call.text("title"), "address": call.text("address"),
        "foursquare_id": call.text("foursquare_id"), "foursquare_type": call.text("foursquare_type"),
        "google_place_id": call.text("google_place_id"), "google_place_type": call.text("google_place_type"),
      ])
      let content = JSONValue.fields(["location": place, "venue": venue])
      return try world.sent(call, "can_send_messages", what: "venues", content)
    },
    Method(
      "sendContact",
      "chat_id:chat! phone_number! first_name! last_name vcard " + Parameter.sending + " "
        + Parameter.ephemeral
    ) { world, call in
      let contact = JSONValue.fields([
        "phone_number": try call.needText("phone_number", "phone number is empty"),
        "first_name": try call.needText("first_name", "first name is empty"),
        "last_name": call.text("last_name"),
        "vcard": call.text("vcard"),
      ])
      return try world.sent(call, "can_send_messages", what: "contacts", .fields(["contact": contact]))
    },
    Method("sendDice", "chat_id:chat! emoji " + Parameter.sending) { world, call in
      let emoji = call.text("emoji") ?? "🎲"
      guard let sides = dice[emoji] else { throw APIError.bad("wrong dice emoji specified") }
      let value = Int.random(in: 1...sides, using: &world.random)
      let content = JSONValue.fields(["dice": JSONValue.fields(["emoji": emoji, "value": value])])
      return try world.sent(call, "can_send_other_messages", what: "dice", content)
    },
  ]

  private static let dice = ["🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64]

  private static func location(_ call: Call) throws -> JSONValue {
    guard let latitude = call.double("latitude"), let longitude = call.double("longitude"),
      (-90...90).contains(latitude), (-180...180).contains(longitude)
    else { throw APIError.bad("location is invalid") }
    return .fields([
      "latitude": latitude, "longitude": longitude, "horizontal_accuracy": call.double("horizontal_accuracy"),
      "live_period": call.int("live_period"), "heading": call.int("heading"),
      "proximity_alert_radius": call.int("proximity_alert_radius"),
    ])
  }
}
