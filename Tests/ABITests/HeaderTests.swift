import Foundation
import Testing

/// Each header compiles by itself, without a warning, wherever plugins are written.
@Suite struct HeaderTests {
  @Test(arguments: ContractHeaders.names, [("c", "c11"), ("c++", "c++17")])
  func `a header compiles alone`(_ header: String, _ language: (name: String, standard: String)) throws {
    let code = "#include \"roost/\(header).h\"\n#include \"roost/\(header).h\"\nextern int declared;\n"
    #expect(try compile(code, language.name, language.standard) == "")
  }

  @Test(arguments: [("c", "c11"), ("c++", "c++17")])
  func `all headers compile together`(_ language: (name: String, standard: String)) throws {
    let code = ContractHeaders.names.reversed().map { "#include \"roost/\($0).h\"\n" }.joined()
    #expect(try compile(code, language.name, language.standard) == "")
  }

  @Test func `a warning would be noticed`() throws {
    #expect(try compile("static int unused;\n", "c", "c11") != "")
  }

  /// What the compiler says; nothing when all is well.
  private func compile(_ code: String, _ language: String, _ standard: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "clang", "-x", language, "-std=\(standard)", "-Wall", "-Wextra", "-Werror", "-Wpedantic",
      "-fsyntax-only",
      "-I", ContractHeaders.folder.path, "-",
    ]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardError = output
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(code.utf8))
    try input.fileHandleForWriting.close()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: said, as: UTF8.self)
    return process.terminationStatus == 0 || !text.isEmpty ? text : "the compiler failed without a word"
  }
}
