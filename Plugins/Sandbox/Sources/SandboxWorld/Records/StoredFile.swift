import RoostJSON

/// A file that somebody uploaded. Its bytes lie elsewhere.
struct StoredFile: Codable, Sendable {
  /// file_unique_id.
  var unique: String
  /// file_id.
  var id: String
  var kind: String
  var name: String?
  var mime: String?
  var size: Int
  var width: Int?
  var height: Int?
  /// Where getFile says it is.
  var path: String
  /// The order in which files came, by which the oldest goes.
  var order: Int
}
