/// One input is a host: a byte that says through which socket it speaks, one that says how its bytes come apart,
/// then the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWorker(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard size > 2 else { return 0 }
  let bytes = unsafe Array(UnsafeBufferPointer(start: data + 2, count: size - 2))
  let pieces = unsafe Int(data[1])
  let stage = unsafe WorkerStage.shared
  switch unsafe data[0] % 4 {
  case 0: stage.start(bytes)
  case 1: stage.control(bytes, pieces: pieces)
  case 2: stage.answer(bytes)
  default: stage.loop(bytes, pieces: pieces)
  }
  return 0
}
