import RoostJSON
import SandboxWorld

/// One input: a line with a method and a content type, then the body; in a multipart body the boundary is `b`.
/// Whatever a bot sends is answered or refused in words, in JSON that parses; what it has changed is kept such that
/// the same world comes of it; and no chat outgrows its history.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSandbox(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let lines = input.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
  guard lines.count == 2 else { return 0 }
  let words = lines[0].split(separator: 32, maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
  guard words.count == 2 else { return 0 }
  let (name, type, body) = (words[0], words[1], Array(lines[1]))
  var stage = Stage.ready
  if name == "page" {
    stage.page(body)
  } else {
    stage.call(name, type, body)
  }
  stage.check()
  return 0
}
