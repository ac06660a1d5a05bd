/// Paths as a configuration writes them.
enum FilePath {
  /// The longest path the kernel takes, its end included (path_resolution(7)).
  static let maxBytes = 4095

  /// The absolute path that text means in a file of that folder.
  static func resolve(_ text: String, in folder: String) -> Result<String, Reason> {
    guard !text.isEmpty else { return .failure(Reason("must not be empty", "write a path")) }
    guard !text.utf8.contains(0) else { return .failure(Reason("has a NUL character", "write a path")) }
    let path = text.hasPrefix("/") ? text : join(folder, text)
    guard path.utf8.count <= maxBytes else {
      return .failure(Reason("is a path of more than \(maxBytes) bytes", "use a shorter one"))
    }
    return .success(path)
  }

  /// The folder that a file is in.
  static func folder(of file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }

  static func join(_ folder: String, _ name: String) -> String {
    var name = name[...]
    while name.hasPrefix("./") { name = name.dropFirst(2) }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
