import RoostJSON
import RoostManifestFormat
import Testing

/// The model of `plugin.json`.
@Suite struct ManifestTests {
  private func problems(_ text: String) throws -> [ManifestError.Problem] {
    let json = try JSONValue(parsing: text)
    do throws(ManifestError) {
      _ = try Manifest(json)
      return []
    } catch {
      return error.problems
    }
  }

  /// A manifest that is right but for the members added.
  private func problems(adding members: String) throws -> [ManifestError.Problem] {
    try problems("{\"id\": \"shop\", \"version\": \"1.0.0\", \(members)}")
  }

  @Test func `id and version are enough`() throws {
    let manifest = try Manifest(JSONValue(parsing: #"{"id": "shop", "version": "1.2.3"}"#))
    #expect(manifest.id == "shop")
    #expect(manifest.version == SemanticVersion(1, 2, 3))
    #expect(manifest.state.writes == 1)
    #expect(manifest.state.reads == [1])
    #expect(manifest.handover == .none)
    #expect(manifest.limits.concurrency == nil && manifest.limits.queue == nil)
    #expect(manifest.limits.memoryMB == nil && manifest.limits.deadlineMS == nil)
    #expect(manifest.configuration == nil)
    #expect(manifest.capabilities.isEmpty)
  }

  @Test func `every key is read`() throws {
    let manifest = try Manifest(
      JSONValue(
        parsing: """
          {"id": "shop", "version": "1.2.3-rc.1+b5", "summary": "Sells things.", "authors": ["Zoë <z@x>"],
           "license": "Apache-2.0", "principal": "Shop.Main",
           "capabilities": [{"name": "http:/pay", "reason": "Takes payments."}],
           "topics": {"publishes": ["shop.sold"], "subscribes": ["pay/done"]},
           "services": {"provides": ["shop/1"], "requires": ["payments/1"]},
           "configuration": {"type": "object"}, "state": {"writes": 3, "reads": [2, 3], "returns": [2]},
           "handover": "exclusive",
           "limits": {"concurrency": 64, "queue": 0, "memory_mb": 128, "deadline_ms": 5e3}}
          """))
    #expect(manifest.summary == "Sells things.")
    #expect(manifest.authors == ["Zoë <z@x>"])
    #expect(manifest.license == "Apache-2.0")
    #expect(manifest.principal == "Shop.Main")
    #expect(manifest.capabilities.map(\.name) == ["http:/pay"])
    #expect(manifest.capabilities.map(\.reason) == ["Takes payments."])
    #expect(manifest.topics.publishes == ["shop.sold"])
    #expect(manifest.topics.subscribes == ["pay/done"])
    #expect(manifest.services.provides == ["shop/1"])
    #expect(manifest.services.requires == ["payments/1"])
    #expect(manifest.configuration?["type"]?.string == "object")
    #expect(manifest.state.writes == 3)
    #expect(manifest.state.reads == [2, 3])
    #expect(manifest.state.returns == [2])
    #expect(manifest.handover == .exclusive)
    #expect(manifest.limits.concurrency == 64 && manifest.limits.queue == 0)
    #expect(manifest.limits.memoryMB == 128 && manifest.limits.deadlineMS == 5000)
  }

  @Test func `all problems are told at once`() throws {
    let found = try problems(
      """
      {"id": "Shop", "versoin": "1.0.0", "authors": [""], "capabilities": [{"name": "x"}, 7],
       "topics": {"publish": []}, "state": {"writes": 0}, "handover": "some", "limits": {"queue": 1.5}}
      """)
    #expect(
      found.map(\.path.description) == [
        "versoin", "id", "version", "authors[0]", "capabilities[0].reason", "capabilities[1]",
        "topics.publish", "state.writes", "handover", "limits.queue",
      ])
    #expect(found[0].hint == "did you mean \"version\"?")
    #expect(found[6].hint == "did you mean \"publishes\"?")
    #expect(found.allSatisfy { !$0.message.isEmpty && !$0.hint.isEmpty && !$0.description.contains("\n") })
  }

  @Test(arguments: [
    "\"id2\": 1", "\"summary\": 5", "\"summary\": \"a\\nb\"", "\"summary\": \"\\u202e\"",
    "\"principal\": \"Hello()\"", "\"principal\": \"1st\"", "\"principal\": \"A..B\"", "\"http\": [\"shop\"]",
    "\"http\": [\"/shop/\"]", "\"http\": [\"/a//b\"]", "\"http\": [\"/../x\"]", "\"http\": [\"/{x}\"]",
    "\"http\": [\"/a\", \"/a\"]", "\"http\": \"/a\"", "\"configuration\": true", "\"configuration\": null",
    "\"capabilities\": [{\"name\": \"a\", \"reason\": \"b\"}, {\"name\": \"a\", \"reason\": \"c\"}]",
    "\"capabilities\": [{\"name\": \"a b\", \"reason\": \"b\"}]", "\"topics\": {\"publishes\": [\"A\"]}",
    "\"state\": {\"writes\": 2, \"reads\": [1]}", "\"state\": {\"writes\": 1, \"reads\": [1, 0]}",
    "\"state\": {\"writes\": 2, \"reads\": [1, 2], \"returns\": [2]}",
    "\"state\": {\"writes\": 3, \"reads\": [1, 3], \"returns\": [2]}",
    "\"state\": {\"writes\": 2, \"reads\": [1, 2], \"returns\": 1}",
    "\"limits\": {\"concurrency\": 0}", "\"limits\": {\"deadline_ms\": 1e99}", "\"limits\": []",
    "\"handover\": null", "\"services\": {\"requires\": \"x\"}",
  ]) func `a value out of its form or bounds is one problem`(member: String) throws {
    #expect(try problems(adding: member).count == 1)
  }

  @Test(arguments: ["", "a-b.", "-a", "1a", "ä", "a_b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"])
  func `an id of another form is refused`(id: String) throws {
    #expect(try problems("{\"id\": \"\(id)\", \"version\": \"1.0.0\"}").map(\.path.description) == ["id"])
  }

  @Test func `an id of 32 characters is accepted`() throws {
    let id = "a" + String(repeating: "-9", count: 15) + "z"
    #expect(try problems("{\"id\": \"\(id)\", \"version\": \"1.0.0\"}").isEmpty)
  }

  @Test func `every string and list is bounded`() throws {
    let long = String(repeating: "x", count: 1000)
    let many = (0..<100).map { "\"/p\($0)\"" }.joined(separator: ",")
    for member in [
      "\"summary\": \"\(long)\"", "\"authors\": [\"\(long)\"]", "\"license\": \"\(long)\"",
      "\"principal\": \"\(long)\"", "\"http\": [\"/\(long)\"]", "\"http\": [\(many)]",
      "\"capabilities\": [{\"name\": \"\(long)\", \"reason\": \"b\"}]",
      "\"capabilities\": [{\"name\": \"a\", \"reason\": \"\(long)\"}]",
      "\"topics\": {\"subscribes\": [\"\(long)\"]}", "\"services\": {\"provides\": [\"\(long)\"]}",
    ] {
      #expect(try problems(adding: member).count == 1, "\(member.prefix(40))")
    }
  }

  @Test func `a flood of problems is cut off`() throws {
    let keys = (0..<500).map { "\"k\($0)\": 1" }.joined(separator: ",")
    #expect(try problems(adding: keys).count == ManifestError.maximumProblems)
  }

  @Test func `a hostile key does not reach the log as it is`() throws {
    let found = try problems(adding: "\"a\\n\\u001b[31m\(String(repeating: "x", count: 1000))\": 1")
    #expect(found.count == 1)
    #expect(found[0].description.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    #expect(found[0].description.count < 500)
  }

  @Test func `a manifest is an object`() throws {
    #expect(try problems("[]").map(\.path.description) == ["manifest"])
  }
}
