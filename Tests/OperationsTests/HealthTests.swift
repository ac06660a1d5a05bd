import HostOperations
import RoostJSON
import Testing

struct HealthTests {
  @Test func `ready means every condition, and says why not`() throws {
    let health = Health()
    #expect(health.readyz().status == 200)
    health.set("plugins", ready: true)
    health.set("listener", ready: false, reason: "port \"8080\" is taken")
    #expect(!health.isReady)
    let text = health.readyz()
    #expect(text.status == 503)
    #expect(text.body == "not ready\nnot ok  listener — port \"8080\" is taken\nok      plugins\n")
    let json = try JSONValue(parsing: health.readyz(.json).body)
    #expect(json["status"]?.string == "not ready")
    #expect(json["conditions"]?["listener"]?["reason"]?.string == "port \"8080\" is taken")
    #expect(health.livez(.json).body == "{\"status\":\"alive\",\"conditions\":{}}\n")
    health.set("listener", ready: true)
    #expect(health.readyz().status == 200)
    health.set("drain", ready: false, reason: "draining")
    #expect(health.livez().status == 200)
    health.remove("drain")
    #expect(health.isReady)
  }

  @Test(
    arguments: [
      (nil, HealthFormat.text), ("*/*", .text), ("application/json", .json),
      ("text/html, application/json;q=0.9", .json),
      ("application/jsonx", .text),
    ] as [(String?, HealthFormat)]) func `the form follows Accept`(accept: String?, expected: HealthFormat)
  {
    #expect(HealthFormat(accept: accept) == expected)
  }
}
