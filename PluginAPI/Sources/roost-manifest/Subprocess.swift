import Glibc

/// Runs a program and reads what it prints.
enum Subprocess {
  /// Standard output, at most 64 KiB of it. The program is looked up on PATH unless it has a slash.
  static func output(of words: [String]) throws(ToolError) -> String {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw failure(words[0], errno) }
    let child = spawn(words, output: ends[1])
    close(ends[1])
    defer { close(ends[0]) }
    guard let process = child.process else { throw failure(words[0], child.code) }
    let bytes = File.readAll(ends[0], limit: 65_535) ?? []
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
    guard status == 0 else {
      throw ToolError(["roost-manifest: error: \(words.joined(separator: " ")) failed (status \(status))"])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func spawn(_ words: [String], output: Int32) -> (process: pid_t?, code: Int32) {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let code = unsafe posix_spawnp(&process, words[0], &actions, nil, &arguments, environ)
    return code == 0 ? (process, 0) : (nil, code)
  }

  private static func failure(_ program: String, _ code: Int32) -> ToolError {
    let reason = unsafe String(cString: strerror(code))
    return ToolError(["roost-manifest: error: \(program) cannot be run: \(reason) — is it on PATH?"])
  }
}
