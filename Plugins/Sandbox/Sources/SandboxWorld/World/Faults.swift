package import RoostJSON

// What goes wrong on demand.
extension World {
  /// A fault that is due, counted as having happened; nil for none.
  package mutating func takeFault(
    _ kind: Fault.Kind, bot: Int, method: String? = nil, chat: Int? = nil
  ) -> Fault? {
    guard !faults.rows.isEmpty else { return nil }
    let due = faults.rows.values.sorted { $0.id < $1.id }.first { fault in
      fault.kind == kind && (fault.bot == nil || fault.bot == bot)
        && (fault.chat == nil || fault.chat == chat)
        && (fault.method == nil || fault.method?.lowercased() == method?.lowercased())
    }
    guard let due else { return nil }
    if let left = due.left {
      faults.change(due.id) { $0.left = left - 1 }
      if left <= 1 { faults[due.id] = nil }
      tellFaults()
    }
    return due
  }

  /// The faults that are set.
  package var faultList: JSONValue { .array(faults.rows.values.sorted { $0.id < $1.id }.map(\.json)) }

  /// Sets a fault, in the place of one with its number.
  package mutating func setFault(_ body: JSONValue) throws -> JSONValue {
    guard let kind = body["kind"]?.string.flatMap(Fault.Kind.init) else {
      let kinds = Fault.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw APIError(400, "there is no such kind of fault — hint: \(kinds)")
    }
    let times = max(body["times"]?.int ?? 1, 0)
    let fault = Fault(
      id: body["id"]?.int ?? next("fault"), bot: body["bot"]?.int, chat: body["chat"]?.int,
      method: body["method"]?.string, kind: kind, times: times, left: times == 0 ? nil : times,
      milliseconds: body["ms"]?.int.map { min(max($0, 0), 600_000) }, retryAfter: body["retry_after"]?.int)
    faults[fault.id] = fault
    tellFaults()
    return fault.json
  }

  /// Takes faults away: one, or all.
  package mutating func clearFaults(_ id: Int?) {
    for known in faults.rows.keys where id == nil || id == known { faults[known] = nil }
    tellFaults()
  }
}
