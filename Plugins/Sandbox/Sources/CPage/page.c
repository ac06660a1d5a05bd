/* Written by Tools/page.py. */
#include "page.h"

static const unsigned char file_actions_js[] = {
#embed "../../Page/actions.js"
};

static const unsigned char file_announce_js[] = {
#embed "../../Page/announce.js"
};

static const unsigned char file_api_js[] = {
#embed "../../Page/api.js"
};

static const unsigned char file_dom_js[] = {
#embed "../../Page/dom.js"
};

static const unsigned char file_events_js[] = {
#embed "../../Page/events.js"
};

static const unsigned char file_format_js[] = {
#embed "../../Page/format.js"
};

static const unsigned char file_gist_js[] = {
#embed "../../Page/gist.js"
};

static const unsigned char file_icon_svg[] = {
#embed "../../Page/icon.svg"
};

static const unsigned char file_icons_js[] = {
#embed "../../Page/icons.js"
};

static const unsigned char file_index_html[] = {
#embed "../../Page/index.html"
};

static const unsigned char file_main_js[] = {
#embed "../../Page/main.js"
};

static const unsigned char file_settings_js[] = {
#embed "../../Page/settings.js"
};

static const unsigned char file_store_js[] = {
#embed "../../Page/store.js"
};

static const unsigned char file_style_css[] = {
#embed "../../Page/style.css"
};

static const unsigned char file_text_js[] = {
#embed "../../Page/text.js"
};

static const unsigned char file_threads_js[] = {
#embed "../../Page/threads.js"
};

static const unsigned char file_views_attachments_js[] = {
#embed "../../Page/views/attachments.js"
};

static const unsigned char file_views_bot_info_js[] = {
#embed "../../Page/views/bot-info.js"
};

static const unsigned char file_views_bubble_js[] = {
#embed "../../Page/views/bubble.js"
};

static const unsigned char file_views_chat_info_js[] = {
#embed "../../Page/views/chat-info.js"
};

static const unsigned char file_views_chatlist_js[] = {
#embed "../../Page/views/chatlist.js"
};

static const unsigned char file_views_column_js[] = {
#embed "../../Page/views/column.js"
};

static const unsigned char file_views_commands_js[] = {
#embed "../../Page/views/commands.js"
};

static const unsigned char file_views_composer_js[] = {
#embed "../../Page/views/composer.js"
};

static const unsigned char file_views_copy_js[] = {
#embed "../../Page/views/copy.js"
};

static const unsigned char file_views_create_js[] = {
#embed "../../Page/views/create.js"
};

static const unsigned char file_views_dialog_js[] = {
#embed "../../Page/views/dialog.js"
};

static const unsigned char file_views_faults_js[] = {
#embed "../../Page/views/faults.js"
};

static const unsigned char file_views_find_js[] = {
#embed "../../Page/views/find.js"
};

static const unsigned char file_views_icon_button_js[] = {
#embed "../../Page/views/icon-button.js"
};

static const unsigned char file_views_info_js[] = {
#embed "../../Page/views/info.js"
};

static const unsigned char file_views_inline_js[] = {
#embed "../../Page/views/inline.js"
};

static const unsigned char file_views_invites_js[] = {
#embed "../../Page/views/invites.js"
};

static const unsigned char file_views_log_js[] = {
#embed "../../Page/views/log.js"
};

static const unsigned char file_views_media_js[] = {
#embed "../../Page/views/media.js"
};

static const unsigned char file_views_member_menu_js[] = {
#embed "../../Page/views/member-menu.js"
};

static const unsigned char file_views_menu_js[] = {
#embed "../../Page/views/menu.js"
};

static const unsigned char file_views_message_menu_js[] = {
#embed "../../Page/views/message-menu.js"
};

static const unsigned char file_views_panel_js[] = {
#embed "../../Page/views/panel.js"
};

static const unsigned char file_views_payment_js[] = {
#embed "../../Page/views/payment.js"
};

static const unsigned char file_views_people_js[] = {
#embed "../../Page/views/people.js"
};

static const unsigned char file_views_poll_js[] = {
#embed "../../Page/views/poll.js"
};

static const unsigned char file_views_raw_js[] = {
#embed "../../Page/views/raw.js"
};

static const unsigned char file_views_reply_keyboard_js[] = {
#embed "../../Page/views/reply-keyboard.js"
};

static const unsigned char file_views_shell_js[] = {
#embed "../../Page/views/shell.js"
};

static const unsigned char file_views_thread_js[] = {
#embed "../../Page/views/thread.js"
};

static const unsigned char file_views_tile_js[] = {
#embed "../../Page/views/tile.js"
};

static const unsigned char file_views_welcome_js[] = {
#embed "../../Page/views/welcome.js"
};

static const unsigned char file_views_world_acts_js[] = {
#embed "../../Page/views/world-acts.js"
};

static const unsigned char file_world_js[] = {
#embed "../../Page/world.js"
};

static const sandbox_page_file files[] = {
    {"actions.js", file_actions_js, sizeof file_actions_js},
    {"announce.js", file_announce_js, sizeof file_announce_js},
    {"api.js", file_api_js, sizeof file_api_js},
    {"dom.js", file_dom_js, sizeof file_dom_js},
    {"events.js", file_events_js, sizeof file_events_js},
    {"format.js", file_format_js, sizeof file_format_js},
    {"gist.js", file_gist_js, sizeof file_gist_js},
    {"icon.svg", file_icon_svg, sizeof file_icon_svg},
    {"icons.js", file_icons_js, sizeof file_icons_js},
    {"index.html", file_index_html, sizeof file_index_html},
    {"main.js", file_main_js, sizeof file_main_js},
    {"settings.js", file_settings_js, sizeof file_settings_js},
    {"store.js", file_store_js, sizeof file_store_js},
    {"style.css", file_style_css, sizeof file_style_css},
    {"text.js", file_text_js, sizeof file_text_js},
    {"threads.js", file_threads_js, sizeof file_threads_js},
    {"views/attachments.js", file_views_attachments_js, sizeof file_views_attachments_js},
    {"views/bot-info.js", file_views_bot_info_js, sizeof file_views_bot_info_js},
    {"views/bubble.js", file_views_bubble_js, sizeof file_views_bubble_js},
    {"views/chat-info.js", file_views_chat_info_js, sizeof file_views_chat_info_js},
    {"views/chatlist.js", file_views_chatlist_js, sizeof file_views_chatlist_js},
    {"views/column.js", file_views_column_js, sizeof file_views_column_js},
    {"views/commands.js", file_views_commands_js, sizeof file_views_commands_js},
    {"views/composer.js", file_views_composer_js, sizeof file_views_composer_js},
    {"views/copy.js", file_views_copy_js, sizeof file_views_copy_js},
    {"views/create.js", file_views_create_js, sizeof file_views_create_js},
    {"views/dialog.js", file_views_dialog_js, sizeof file_views_dialog_js},
    {"views/faults.js", file_views_faults_js, sizeof file_views_faults_js},
    {"views/find.js", file_views_find_js, sizeof file_views_find_js},
    {"views/icon-button.js", file_views_icon_button_js, sizeof file_views_icon_button_js},
    {"views/info.js", file_views_info_js, sizeof file_views_info_js},
    {"views/inline.js", file_views_inline_js, sizeof file_views_inline_js},
    {"views/invites.js", file_views_invites_js, sizeof file_views_invites_js},
    {"views/log.js", file_views_log_js, sizeof file_views_log_js},
    {"views/media.js", file_views_media_js, sizeof file_views_media_js},
    {"views/member-menu.js", file_views_member_menu_js, sizeof file_views_member_menu_js},
    {"views/menu.js", file_views_menu_js, sizeof file_views_menu_js},
    {"views/message-menu.js", file_views_message_menu_js, sizeof file_views_message_menu_js},
    {"views/panel.js", file_views_panel_js, sizeof file_views_panel_js},
    {"views/payment.js", file_views_payment_js, sizeof file_views_payment_js},
    {"views/people.js", file_views_people_js, sizeof file_views_people_js},
    {"views/poll.js", file_views_poll_js, sizeof file_views_poll_js},
    {"views/raw.js", file_views_raw_js, sizeof file_views_raw_js},
    {"views/reply-keyboard.js", file_views_reply_keyboard_js, sizeof file_views_reply_keyboard_js},
    {"views/shell.js", file_views_shell_js, sizeof file_views_shell_js},
    {"views/thread.js", file_views_thread_js, sizeof file_views_thread_js},
    {"views/tile.js", file_views_tile_js, sizeof file_views_tile_js},
    {"views/welcome.js", file_views_welcome_js, sizeof file_views_welcome_js},
    {"views/world-acts.js", file_views_world_acts_js, sizeof file_views_world_acts_js},
    {"world.js", file_world_js, sizeof file_world_js},
    {0, 0, 0},
};
const sandbox_page_file* const sandbox_page_files = files;
const uint64_t sandbox_page_count = 50;
