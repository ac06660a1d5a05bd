import CHostSystem
import CRoost
import CWorkerSystem
import FrameLayout
import Glibc
import HostFrames
import HostLoader

/// The life of a worker: it runs one plugin for a host, which starts it with the descriptors of `frames.h`.
package enum WorkerMain {
  /// Serves until the host ends it.
  package static func run() -> Never {
    guard CommandLine.arguments.count == 2, fcntl(WORKER_LOOPS, F_GETFD) >= 0 else {
      let usage = "roost-worker is started by roost, not by hand\n"
      _ = unsafe usage.withCString { unsafe write(2, $0, strlen($0)) }
      exit(64)
    }
    // A pipe is buffered whole by default: lines would wait for kilobytes, and be lost in a crash.
    csystem_buffer_lines()
    var input = Input(WORKER_CONTROL)
    var worker: Worker?
    do throws(FrameError) {
      while try input.receive({ frame throws(FrameError) in
        if let worker {
          if try !worker.handle(frame) { end(worker) }
        } else if let start = Start(frame) {
          worker = begin(start)
        } else {
          refuse("its worker is of another version than the host")
        }
      }) {}
    } catch {
      error.endWorker()
    }
    _exit(0)
  }

  private static func end(_ worker: Worker) -> Never {
    worker_ending()
    worker.end()
    _exit(0)
  }

  private static func begin(_ start: Start) -> Worker {
    // A debugger that attaches finds it here; SIGCONT lets it go on. Before there are other threads: gdb
    // would tell of the stop once for each.
    if start.waits { raise(SIGSTOP) }
    var landlock: Int32 = 0
    if start.isSandboxed {
      do throws(SandboxError) {
        landlock = try Sandbox.apply(start)
      } catch {
        refuse("its worker could not be kept in: \(error)")
      }
    }
    let worker = Worker(start, .inherited(loops: start.loops))
    for loop in worker.loops { startThread(loop) }
    do throws(LoadError) {
      worker.take(
        unsafe try LoadedPlugin(opening: start.path, table: CoreTable.table, handle: start.plugin))
    } catch {
      refuse(error.description)
    }
    worker_crash_mappings()
    worker.control.send { $0.frame(FRAME_LOADED, UInt64(landlock)) }
    return worker
  }

  private static func startThread(_ loop: LoopThread) {
    var thread = pthread_t()
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setstacksize(&attributes, LoopThread.stackSize)
    defer { unsafe pthread_attr_destroy(&attributes) }
    let argument = unsafe Unmanaged.passRetained(loop).toOpaque()
    let code = unsafe pthread_create(
      &thread, &attributes,
      { argument in
        let loop = unsafe Unmanaged<LoopThread>.fromOpaque(argument!).takeRetainedValue()
        worker_crash_stack()
        loop.run()
        return nil
      }, argument)
    guard code == 0 else { refuse("its worker could not start a thread (\(code))") }
    pthread_detach(thread)
  }

  private static func refuse(_ why: String) -> Never {
    var text = why
    text.withUTF8 { bytes in
      Output(WORKER_CONTROL).send { unsafe $0.frame(FRAME_REFUSED, 0, UnsafeRawBufferPointer(bytes)) }
    }
    worker_ending()
    _exit(0)
  }
}
