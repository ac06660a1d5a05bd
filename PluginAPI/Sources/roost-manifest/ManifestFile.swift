import RoostJSON
import RoostManifestFormat

/// A `plugin.json` that was read and found right.
struct ManifestFile {
  /// What it says.
  let manifest: Manifest
  private let path: String
  private let bytes: [UInt8]

  /// Reads and checks a file; throws every problem as `file:line: error: …`.
  init(_ path: String) throws(ToolError) {
    self.path = path
    bytes = try File.read(path, limit: ManifestContent.maximumSize)
    let json: JSONValue
    do throws(JSONError) {
      json = try JSONValue(parsing: bytes)
    } catch {
      throw ToolError(["\(path):\(error.line):\(error.column): error: \(error.message)"])
    }
    do throws(ManifestError) {
      manifest = try Manifest(json)
    } catch {
      let locator = JSONLocator(bytes)
      throw ToolError(
        error.problems.map { "\(path):\(locator.line(of: $0.path)): error: \($0)" })
    }
  }

  /// The section's chunks.
  func chunks(runtime: ManifestContent.Runtime, toolchain: String?) throws(ToolError) -> [[UInt8]] {
    do throws(ManifestFormatError) {
      return try ManifestContent(runtime: runtime, toolchain: toolchain, json: bytes).chunks()
    } catch {
      throw self.error(line: 1, error.reason, hint: error.hint)
    }
  }

  /// An error of this file.
  func error(line: Int, _ message: String, hint: String) -> ToolError {
    ToolError(["\(path):\(line): error: \(message) — \(hint)"])
  }
}
