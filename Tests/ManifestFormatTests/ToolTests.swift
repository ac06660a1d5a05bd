import RoostManifestFormat
import Testing

/// The build tool `roost-manifest`.
@Suite struct ToolTests {
  private let bench: Workbench

  init() throws { bench = try Workbench() }

  @Test func `all problems are printed with file and line`() throws {
    let file = try bench.write(
      """
      {
        "id": "Shop",
        "version": "1.0.0",
        "authors": [
          "A", "B [,] \\"",
          ""
        ],
        "limits": {"queue": 1,
          "concurency": 2}
      }
      """, to: "plugin.json")
    let result = try bench.tool("swift", file, bench.path("out.swift"), "--module", "shop")
    #expect(result.status == 1)
    let lines = result.errors.split(separator: "\n").map {
      $0.split(separator: " ").prefix(3).joined(separator: " ")
    }
    #expect(
      lines == [
        "\(file):2: error: id:", "\(file):6: error: authors[2]:", "\(file):9: error: limits.concurency:",
      ])
    #expect(result.errors.contains("did you mean \"concurrency\"?"))
  }

  @Test func `a fault of the JSON is printed with its line`() throws {
    let file = try bench.write("{\n  \"id\": }\n", to: "plugin.json")
    let result = try bench.tool("encode", file, bench.path("out.bin"), "--runtime", "none")
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("\(file):2:9: error: "))
  }

  @Test func `a manifest for Swift names its principal`() throws {
    let file = try bench.write(#"{"id": "shop", "version": "1.0.0"}"#, to: "plugin.json")
    let result = try bench.tool("swift", file, bench.path("out.swift"), "--module", "shop")
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("\(file):1: error: principal is missing"))
  }

  @Test func `a missing file is named`() throws {
    let result = try bench.tool("encode", bench.path("none.json"), bench.path("out.bin"), "--runtime", "none")
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("\(bench.path("none.json")):1: error: cannot be opened"))
  }

  @Test(arguments: [
    [], ["weave"], ["swift"], ["encode", "a", "b"], ["encode", "a", "b", "--colour", "red"],
  ])
  func `a wrong command line gets the usage`(words: [String]) throws {
    let result =
      switch words.count {
      case 0: try bench.tool()
      case 1: try bench.tool(words[0])
      case 3: try bench.tool(words[0], words[1], words[2])
      default: try bench.tool(words[0], words[1], words[2], words[3], words[4])
      }
    #expect(result.status == 64)
    #expect(result.errors.contains("usage: roost-manifest"))
  }

  @Test func `encode writes what the host reads`() throws {
    let text = #"{"id": "shop", "version": "1.0.0"}"# + String(repeating: " ", count: 9000)
    let file = try bench.write(text, to: "plugin.json")
    let result = try bench.tool(
      "encode", file, bench.path("out.bin"), "--runtime", "private", "--toolchain", "t")
    #expect(result.status == 0, "\(result.errors)")
    let content = try ManifestContent(section: try bench.bytes("out.bin"))
    #expect(content == ManifestContent(runtime: .private, toolchain: "t", json: Array(text.utf8)))
  }

  @Test func `the toolchain is the compiler's own tag`() throws {
    #expect(try bench.tool("toolchain", bench.path("out.swift"), "--access", "package").status == 0)
    let version = try bench.run(["swiftc", "--version"]).output
    let tag = try #require(version.split(separator: "(").dropFirst().first?.split(separator: ")").first)
    let source = String(decoding: try bench.bytes("out.swift"), as: UTF8.self)
    #expect(source.contains("package let toolchainID = \"\(tag)\"\n"))
  }

  @Test func `a compiler that is given is the one that is asked`() throws {
    let compiler = try bench.write(
      "#!/bin/sh\necho 'Swift version 9.9-dev (LLVM 1, Swift \"2\")'\n", to: "swiftc")
    #expect(try bench.run(["chmod", "+x", compiler]).status == 0)
    #expect(try bench.tool("toolchain", bench.path("out.swift"), "--swiftc", compiler).status == 0)
    let source = String(decoding: try bench.bytes("out.swift"), as: UTF8.self)
    #expect(source.contains("internal let toolchainID = \"LLVM 1, Swift \\\"2\\\"\"\n"))
    let mute = try bench.tool("toolchain", bench.path("out.swift"), "--swiftc", "/bin/true")
    #expect(mute.status == 1)
    #expect(mute.errors.contains("names no toolchain"))
  }

  /// coreutils is the judge of the digest; the lengths lie around the ends of SHA-256's blocks.
  @Test func `the digest is SHA-256`() throws {
    let sizes = [55, 56, 57, 63, 64, 65, 119, 120, 128, 4040, 65_536]
    for size in sizes {
      let chunk = try ManifestContentTests.content(ofSize: size).chunks()[0]
      let content = ManifestContentTests.content(ofSize: size)
      let text = String(decoding: ManifestContentTests.head + content.json, as: UTF8.self)
      let file = try bench.write(text, to: "content")
      let judge = try bench.run(["sha256sum", file]).output.prefix(64)
      let digest = chunk[24..<56].map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
      #expect(digest == judge)
    }
  }
}
