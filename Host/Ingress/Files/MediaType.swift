/// A file's Content-Type, known by the end of its name.
struct MediaType: Sendable {
  /// The header field's value.
  var value: String
  /// Whether gzip makes such files smaller: not those that are compressed already.
  var isCompressible: Bool

  /// The type for a file name; bytes of no known kind where its extension is not listed.
  init(fileName: String) {
    let name = fileName.utf8
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")),
      let known = Self.known[String(Substring(name[name.index(after: dot)...])).lowercased()]
    else {
      self.init("application/octet-stream", packed: true)
      return
    }
    self = known
  }

  private init(_ value: String, packed: Bool = false) {
    // A browser guesses the charset of text that names none; JSON and XML say theirs themselves.
    self.value = value.hasPrefix("text/") ? value + "; charset=utf-8" : value
    isCompressible = !packed
  }

  /// Names by IANA's registry, or what browsers expect where it has none.
  private static let known: [String: MediaType] = {
    var known: [String: MediaType] = [:]
    for (value, extensions) in plain {
      for name in extensions.split(separator: " ") { known[String(name)] = MediaType(value) }
    }
    for (value, extensions) in packed {
      for name in extensions.split(separator: " ") { known[String(name)] = MediaType(value, packed: true) }
    }
    return known
  }()

  private static let plain = [
    ("text/html", "html htm"), ("text/css", "css"), ("text/javascript", "js mjs cjs"),
    ("text/plain", "txt text log conf ini toml"), ("text/csv", "csv"), ("text/markdown", "md markdown"),
    ("text/calendar", "ics"), ("text/vcard", "vcf"), ("text/vtt", "vtt"), ("text/xml", "xsd xsl"),
    ("text/tab-separated-values", "tsv"), ("application/json", "json map"),
    ("application/ld+json", "jsonld"), ("application/geo+json", "geojson"),
    ("application/manifest+json", "webmanifest"), ("application/xml", "xml"),
    ("application/yaml", "yaml yml"), ("application/rss+xml", "rss"), ("application/atom+xml", "atom"),
    ("application/xhtml+xml", "xhtml"), ("application/rtf", "rtf"), ("application/wasm", "wasm"),
    ("application/vnd.ms-fontobject", "eot"), ("image/svg+xml", "svg"), ("image/bmp", "bmp"),
    ("image/vnd.microsoft.icon", "ico"), ("font/ttf", "ttf"), ("font/otf", "otf"),
    ("model/gltf+json", "gltf"),
  ]

  private static let packed = [
    ("image/png", "png apng"), ("image/jpeg", "jpg jpeg"), ("image/gif", "gif"), ("image/webp", "webp"),
    ("image/avif", "avif"), ("image/heic", "heic"), ("image/jxl", "jxl"), ("image/tiff", "tif tiff"),
    ("audio/mpeg", "mp3"), ("audio/mp4", "m4a"), ("audio/ogg", "ogg oga opus"), ("audio/aac", "aac"),
    ("audio/wav", "wav"), ("audio/flac", "flac"), ("audio/webm", "weba"), ("video/mp4", "mp4 m4v"),
    ("video/webm", "webm"), ("video/ogg", "ogv"), ("video/quicktime", "mov"),
    ("video/x-matroska", "mkv"), ("font/woff", "woff"), ("font/woff2", "woff2"),
    ("application/pdf", "pdf"), ("application/zip", "zip"), ("application/gzip", "gz tgz"),
    ("application/zstd", "zst"), ("application/x-tar", "tar"), ("application/x-7z-compressed", "7z"),
    ("application/epub+zip", "epub"), ("application/java-archive", "jar"),
    ("application/vnd.android.package-archive", "apk"), ("application/x-tgsticker", "tgs"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ("application/vnd.oasis.opendocument.text", "odt"), ("model/gltf-binary", "glb"),
  ]
}
