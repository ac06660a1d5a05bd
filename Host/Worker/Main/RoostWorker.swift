import HostWorker

/// `roost-worker`, which the host starts for each plugin.
@main
enum RoostWorker {
  static func main() { WorkerMain.run() }
}
