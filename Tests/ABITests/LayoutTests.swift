import CLayout
import CRoost
import Foundation
import Testing

/// The binary shape of the contract.
@Suite struct LayoutTests {
  private static let headers = ContractHeaders()

  /// A field, or, with an empty name, a struct with its alignment as offset.
  private struct Row {
    let type: String
    let field: String
    let offset: Int
    let size: Int

    var line: String {
      field.isEmpty ? "\(type) size \(size) align \(offset)" : "  \(offset) \(field) \(size)"
    }
  }

  private let rows: [Row]

  init() {
    var count = 0
    let start = unsafe roost_layouts(&count)
    rows = unsafe UnsafeBufferPointer(start: start, count: count).map { row in
      unsafe Row(
        type: String(cString: row.type), field: String(cString: row.field), offset: Int(row.offset),
        size: Int(row.size))
    }
  }

  @Test func `every struct has the size and the offsets it had`() {
    let golden = Golden.layouts.split(separator: "\n").map(String.init)
    for (row, then) in zip(rows, golden) { #expect(row.line == then) }
    #expect(rows.count == golden.count)
  }

  @Test func `the table leaves out no struct and no field of the headers`() throws {
    var listed: [String: Int] = [:]
    for row in rows { listed[row.type, default: 0] += row.field.isEmpty ? 0 : 1 }
    #expect(try Self.headers.structs() == listed)
  }

  @Test func `structs have no hidden padding, so that nothing unset crosses`() {
    for (type, size) in rows.filter({ $0.field.isEmpty }).map({ ($0.type, $0.size) }) {
      var end = 0
      for row in rows where row.type == type && !row.field.isEmpty {
        #expect(row.offset == end, "before \(type).\(row.field)")
        end = row.offset + row.size
      }
      #expect(end == size, "at the end of \(type)")
    }
  }

  @Test func `Swift sees the structs as C does`() {
    let sizes: [String: (Int, Int)] = unsafe [
      "roost_bytes": layout(roost_bytes.self), "roost_span": layout(roost_span.self),
      "roost_field": layout(roost_field.self), "roost_event": layout(roost_event.self),
      "roost_host": layout(roost_host.self), "roost_plugin": layout(roost_plugin.self),
      "roost_http_header": layout(roost_http_header.self),
      "roost_http_request": layout(roost_http_request.self),
      "roost_http_field": layout(roost_http_field.self),
      "roost_http_response": layout(roost_http_response.self),
      "roost_http_route": layout(roost_http_route.self), "roost_http_cors": layout(roost_http_cors.self),
      "roost_http": layout(roost_http.self), "roost_metrics": layout(roost_metrics.self),
      "roost_update": layout(roost_update.self), "roost_updates": layout(roost_updates.self),
      "roost_update_filter": layout(roost_update_filter.self),
      "roost_state_item": layout(roost_state_item.self), "roost_state_range": layout(roost_state_range.self),
      "roost_state_page": layout(roost_state_page.self),
      "roost_state_commit": layout(roost_state_commit.self),
      "roost_state_receipt": layout(roost_state_receipt.self), "roost_state": layout(roost_state.self),
      "roost_message": layout(roost_message.self), "roost_events": layout(roost_events.self),
      "roost_secrets": layout(roost_secrets.self),
      "roost_fetch_field": layout(roost_fetch_field.self),
      "roost_fetch_request": layout(roost_fetch_request.self),
      "roost_fetch_answer": layout(roost_fetch_answer.self),
      "roost_fetch_outcome": layout(roost_fetch_outcome.self),
      "roost_fetch": layout(roost_fetch.self),
      "roost_files_part": layout(roost_files_part.self), "roost_files_page": layout(roost_files_page.self),
      "roost_files_entry": layout(roost_files_entry.self),
      "roost_files_usage": layout(roost_files_usage.self), "roost_files": layout(roost_files.self),
      "roost_schedule_rule": layout(roost_schedule_rule.self), "roost_schedule": layout(roost_schedule.self),
      "roost_service_call": layout(roost_service_call.self),
      "roost_service_request": layout(roost_service_request.self),
      "roost_services": layout(roost_services.self),
      "roost_telegram_file": layout(roost_telegram_file.self),
      "roost_telegram_call": layout(roost_telegram_call.self),
      "roost_telegram_answer": layout(roost_telegram_answer.self),
      "roost_telegram_download": layout(roost_telegram_download.self),
      "roost_telegram_bot": layout(roost_telegram_bot.self),
      "roost_telegram_bots": layout(roost_telegram_bots.self), "roost_telegram": layout(roost_telegram.self),
    ]
    let structs = rows.filter { $0.field.isEmpty }
    for row in structs {
      #expect(sizes[row.type]?.0 == row.size, "\(row.type)")
      #expect(sizes[row.type]?.1 == row.offset, "\(row.type)")
    }
    #expect(structs.count == sizes.count)
  }

  @Test func `result codes and reasons have the numbers they had`() {
    #expect([ROOST_DONE, ROOST_PENDING] == [0, 1])
    #expect(
      [
        ROOST_RETRYABLE, ROOST_PERMANENT, ROOST_DENIED, ROOST_BUSY, ROOST_UNKNOWN, ROOST_STALE, ROOST_INVALID,
        ROOST_CONFLICT,
      ] == [-1, -2, -3, -4, -5, -6, -7, -8])
    #expect(
      [
        ROOST_EVENT_HTTP, ROOST_EVENT_UPDATE, ROOST_EVENT_TOPIC, ROOST_EVENT_JOB, ROOST_EVENT_RUN,
      ] == [1, 2, 3, 4, 7])
    #expect([ROOST_EVENT_OUTCOME, ROOST_EVENT_SERVICE] == [5, 6])
    #expect([ROOST_CANCEL_GONE, ROOST_CANCEL_DEADLINE, ROOST_CANCEL_DRAIN] == [1, 2, 3])
    #expect([ROOST_CLOCK_WALL, ROOST_CLOCK_MONOTONIC] == [0, 1])
    #expect([ROOST_HTTP_BODY_STREAMED, ROOST_HTTP_TLS, ROOST_HTTP_KEPT] == [1, 2, 4])
    #expect([ROOST_HTTP_STREAM_BODY, ROOST_HTTP_DURABLE, ROOST_HTTP_KEY_BODY] == [1, 2, 4])
    #expect([ROOST_UPDATE_MESSAGE, ROOST_UPDATE_CALLBACK_QUERY, ROOST_UPDATE_KIND_COUNT] == [1, 13, 24])
    #expect([ROOST_CHAT_NONE, ROOST_CHAT_CHANNEL] == [0, 4])
    #expect(
      [
        ROOST_STATE_KEY, ROOST_STATE_ENTRY, ROOST_STATE_EXPECT, ROOST_STATE_PUT, ROOST_STATE_DELETE,
        ROOST_STATE_ADD,
      ] == [1, 2, 3, 4, 5, 6])
    #expect(ROOST_STATE_DESCENDING == 1)
    #expect(ROOST_ENTRY_SYMBOL == "roost_plugin_entry")
    #expect(
      [
        ROOST_HTTP_ID, ROOST_UPDATES_ID, ROOST_METRICS_ID, ROOST_STATE_ID, ROOST_SECRETS_ID, ROOST_FETCH_ID,
        ROOST_SERVICES_ID, ROOST_FILES_ID, ROOST_SCHEDULE_ID, ROOST_TELEGRAM_ID,
      ] == [
        "roost.http/1", "roost.updates/1", "roost.metrics/1", "roost.state/1", "roost.secrets/1",
        "roost.fetch/1", "roost.services/1", "roost.files/1", "roost.schedule/1", "roost.telegram/1",
      ])
    #expect([ROOST_FILES_REPLACE, ROOST_FILES_CREATE, ROOST_FILES_APPEND] == [0, 1, 2])
  }

  private func layout<T>(_ type: T.Type) -> (Int, Int) { (MemoryLayout<T>.stride, MemoryLayout<T>.alignment) }
}
