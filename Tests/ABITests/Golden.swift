/// The layout of every struct of the contract on 64-bit Linux: the struct with its size and alignment,
/// then each field's offset, name and size. A released struct never changes, so this table only grows;
/// before 1.0 a change of it is a change of the ABI's version.
enum Golden {
  static let layouts = """
    roost_bytes size 16 align 8
      0 data 8
      8 size 8
    roost_span size 8 align 4
      0 offset 4
      4 length 4
    roost_field size 32 align 8
      0 key_borrowed 16
      16 value_borrowed 16
    roost_event size 56 align 8
      0 size 4
      4 kind 4
      8 loop 8
      16 deadline_ns 8
      24 block_ticket 8
      32 block_size 8
      40 body_ticket 16
    roost_host size 96 align 8
      0 size 4
      4 abi_major 4
      8 abi_minor 4
      12 reserved 4
      16 log 8
      24 now 8
      32 random 8
      40 complete 8
      48 fail 8
      56 on_cancel 8
      64 loop_post 8
      72 timer_start 8
      80 timer_cancel 8
      88 get_extension 8
    roost_plugin size 96 align 8
      0 size 4
      4 abi_major 4
      8 abi_minor 4
      12 reserved 4
      16 create 8
      24 configure 8
      32 start 8
      40 drain 8
      48 export_state 8
      56 import_state 8
      64 migrate_state 8
      72 resume 8
      80 stop 8
      88 destroy 8
    roost_http_header size 16 align 4
      0 name 8
      8 value 8
    roost_http_request size 88 align 8
      0 size 4
      4 block_size 4
      8 method 4
      12 flags 4
      16 method_name 8
      24 path 8
      32 query 8
      40 authority 8
      48 client 8
      56 request_id 8
      64 header_count 4
      68 headers_offset 4
      72 parameter_count 4
      76 parameters_offset 4
      80 content_length 8
    roost_http_field size 32 align 8
      0 name_borrowed 16
      16 value_borrowed 16
    roost_http_response size 40 align 8
      0 size 4
      4 status 4
      8 fields_borrowed 8
      16 field_count 8
      24 body_borrowed 16
    roost_http_route size 88 align 8
      0 size 4
      4 flags 4
      8 method_borrowed 16
      24 pattern_borrowed 16
      40 body_limit 8
      48 deadline_ns 8
      56 handler 8
      64 user 8
      72 key_borrowed 16
    roost_http_cors size 64 align 8
      0 size 4
      4 allow_credentials 4
      8 origins_borrowed 16
      24 headers_borrowed 16
      40 expose_borrowed 16
      56 max_age_seconds 4
      60 reserved 4
    roost_http size 72 align 8
      0 size 4
      4 revision 4
      8 route 8
      16 files 8
      24 cors 8
      32 respond 8
      40 stream_open 8
      48 stream_write 8
      56 stream_close 8
      64 body_read 8
    roost_metrics size 32 align 8
      0 size 4
      4 revision 4
      8 count 8
      16 gauge 8
      24 duration 8
    roost_update size 120 align 8
      0 size 4
      4 block_size 4
      8 kind 4
      12 chat_type 4
      16 update_id 8
      24 chat_id 8
      32 user_id 8
      40 message_id 8
      48 date 8
      56 bot 8
      64 event_id 8
      72 text 8
      80 command 8
      88 arguments 8
      96 callback_id 8
      104 callback_data 8
      112 language 8
    roost_update_filter size 64 align 8
      0 size 4
      4 chat_types 4
      8 kinds 8
      16 command_borrowed 16
      32 callback_borrowed 16
      48 bot_borrowed 16
    roost_updates size 16 align 8
      0 size 4
      4 revision 4
      8 on 8
    roost_state_item size 40 align 8
      0 kind 4
      4 key_size 4
      8 value_size 4
      12 reserved 4
      16 version 8
      24 number 8
      32 expires_ms 8
    roost_state_range size 24 align 4
      0 size 4
      4 flags 4
      8 limit 4
      12 from_size 4
      16 to_size 4
      20 reserved 4
    roost_state_page size 16 align 4
      0 size 4
      4 count 4
      8 has_more 4
      12 reserved 4
    roost_state_commit size 32 align 8
      0 size 4
      4 count 4
      8 id 16
      24 ticket 8
    roost_state_receipt size 16 align 8
      0 size 4
      4 count 4
      8 version 8
    roost_state size 32 align 8
      0 size 4
      4 revision 4
      8 get 8
      16 scan 8
      24 commit 8
    roost_message size 48 align 8
      0 size 4
      4 block_size 4
      8 attempt 4
      12 reserved 4
      16 time_ms 8
      24 event_id 8
      32 name 8
      40 sender 8
    roost_events size 16 align 8
      0 size 4
      4 revision 4
      8 on 8
    roost_secrets size 16 align 8
      0 size 4
      4 revision 4
      8 get 8
    roost_fetch_field size 8 align 4
      0 name_size 4
      4 value_size 4
    roost_fetch_request size 40 align 4
      0 size 4
      4 flags 4
      8 timeout_ms 4
      12 answer_max 4
      16 redirects 4
      20 field_count 4
      24 method_size 4
      28 url_size 4
      32 tag_size 4
      36 reserved 4
    roost_fetch_answer size 24 align 8
      0 size 4
      4 flags 4
      8 status 4
      12 field_count 4
      16 stream 8
    roost_fetch_outcome size 16 align 4
      0 size 4
      4 code 4
      8 attempts 4
      12 tag_size 4
    roost_fetch size 40 align 8
      0 size 4
      4 revision 4
      8 send 8
      16 open 8
      24 read 8
      32 close 8
    roost_telegram_file size 16 align 4
      0 name_size 4
      4 shown_size 4
      8 path_size 4
      12 bytes_size 4
    roost_telegram_call size 32 align 8
      0 size 4
      4 timeout_ms 4
      8 ticket 8
      16 file_count 4
      20 bot_size 4
      24 method_size 4
      28 tag_size 4
    roost_telegram_answer size 24 align 8
      0 size 4
      4 kind 4
      8 error_code 4
      12 retry_after 4
      16 chat 8
    roost_telegram_download size 24 align 8
      0 size 4
      4 bot_size 4
      8 bytes_max 8
      16 file_size 4
      20 path_size 4
    roost_telegram_bot size 24 align 8
      0 id 8
      8 flags 4
      12 name_size 4
      16 username_size 4
      20 mode_size 4
    roost_telegram_bots size 8 align 4
      0 size 4
      4 count 4
    roost_telegram size 32 align 8
      0 size 4
      4 revision 4
      8 call 8
      16 bots 8
      24 download 8
    roost_files_part size 24 align 8
      0 size 4
      4 reserved 4
      8 file_size 8
      16 tag 8
    roost_files_page size 16 align 4
      0 size 4
      4 count 4
      8 has_more 4
      12 reserved 4
    roost_files_entry size 24 align 8
      0 name_size 4
      4 reserved 4
      8 file_size 8
      16 modified_ms 8
    roost_files_usage size 40 align 8
      0 size 4
      4 reserved 4
      8 bytes 8
      16 files 8
      24 bytes_limit 8
      32 files_limit 8
    roost_files size 64 align 8
      0 size 4
      4 revision 4
      8 read 8
      16 write 8
      24 move 8
      32 remove 8
      40 list 8
      48 usage 8
      56 folder 8
    roost_schedule_rule size 80 align 8
      0 size 4
      4 missed 4
      8 most_runs 4
      12 jitter_seconds 4
      16 name_borrowed 16
      32 rule_borrowed 16
      48 zone_borrowed 16
      64 handler 8
      72 user 8
    roost_schedule size 16 align 8
      0 size 4
      4 revision 4
      8 on 8
    roost_service_call size 40 align 4
      0 size 4
      4 block_size 4
      8 depth 4
      12 reserved 4
      16 event_id 8
      24 name 8
      32 caller 8
    roost_service_request size 56 align 8
      0 size 4
      4 reserved 4
      8 ticket 8
      16 deadline_ms 8
      24 name_borrowed 16
      40 body_borrowed 16
    roost_services size 24 align 8
      0 size 4
      4 revision 4
      8 provide 8
      16 call 8
    """
}
