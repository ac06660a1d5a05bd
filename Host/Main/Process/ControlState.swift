import HostOperations
import HostServices
import NIOPosix
import RoostJSON

/// Reads a plugin's state through the control socket of the host that has it.
struct ControlState: StateReader {
  /// Keys of one question: a line of it has room for so many.
  private static let keys = 32

  let client: ControlClient
  /// The calls block.
  let threads: NIOThreadPool

  func get(_ keys: [[UInt8]], of space: StateSpace, _ answer: @escaping StateAnswer<[StateEntry?]>) {
    let names = keys.prefix(Self.keys).map(StateJSON.text)
    ask("replay.get", [JSONMember("keys", .array(names))], space, answer) { answer in
      answer.array?.map { StateJSON.entry($0) }
    }
  }

  func scan(_ range: StateRange, of space: StateSpace, _ answer: @escaping StateAnswer<StatePage>) {
    let arguments = [
      JSONMember("from", StateJSON.text(range.from)), JSONMember("to", StateJSON.text(range.to)),
      JSONMember("limit", .number(JSONNumber(Int64(range.limit)))),
      JSONMember("descending", .bool(range.isDescending)),
    ]
    ask("replay.scan", arguments, space, answer) { StateJSON.page($0) }
  }

  private func ask<Value: Sendable>(
    _ command: String, _ arguments: [JSONMember], _ space: StateSpace, _ answer: @escaping StateAnswer<Value>,
    _ read: @escaping @Sendable (JSONValue) -> Value?
  ) {
    threads.submit { _ in
      do throws(ControlError) {
        let plugin = JSONMember("plugin", .string(space.plugin))
        let value = read(try client.call(command, .object([plugin] + arguments)))
        answer(
          value.map { .success($0) }
            ?? .failure(StateFailure(.unavailable, "the host answered \(command) with something else")))
      } catch {
        answer(.failure(StateFailure(.unavailable, error.description)))
      }
    }
  }
}
