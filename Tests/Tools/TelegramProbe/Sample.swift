/// A reply with a photo, a caption with entities, and buttons, as Telegram sends it.
let sample = """
  {"update_id":709234117,"message":{"message_id":48211,"message_thread_id":7,"from":{"id":5210045611,\
  "is_bot":false,"first_name":"Мария","last_name":"Иванова","username":"maria_ivanova","language_code":"ru",\
  "is_premium":true},"chat":{"id":-1001934455667,"title":"Tea lovers & friends","username":"tealovers",\
  "type":"supergroup","is_forum":true},"date":1782643210,"edit_date":1782643333,"is_topic_message":true,\
  "media_group_id":"13570246801234567","author_signature":"editor","has_protected_content":true,\
  "reply_to_message":{"message_id":48190,"from":{"id":881234567,"is_bot":true,"first_name":"Tea bot",\
  "username":"tea_shop_bot"},"chat":{"id":-1001934455667,"title":"Tea lovers & friends","username":"tealovers",\
  "type":"supergroup","is_forum":true},"date":1782640000,"text":"Which tea do you drink in the morning? \\ud83c\\udf75",\
  "entities":[{"offset":6,"length":3,"type":"bold"},{"offset":27,"length":7,"type":"italic"}],\
  "link_preview_options":{"is_disabled":true}},"photo":[{"file_id":"AgACAgIAAx0CczTqMwACvFNnQ5x1ZkqgYb4AAa\
  1n2","file_unique_id":"AQADq-oxG2b3mEl4","file_size":1291,"width":90,"height":67},{"file_id":"AgACAgIAAx0CczTqMw\
  ACvFNnQ5x1ZkqgYb4AAb2n3","file_unique_id":"AQADq-oxG2b3mEly","file_size":18734,"width":320,"height":240},{"file_id":\
  "AgACAgIAAx0CczTqMwACvFNnQ5x1ZkqgYb4AAc3n4","file_unique_id":"AQADq-oxG2b3mEl9","file_size":84122,"width":800,\
  "height":600}],"caption":"Каждое утро — Earl Grey, see https://tea.example/earl-grey and ask @tea_master #tea\\n\
  Second line with some more words about it.","caption_entities":[{"offset":13,"length":10,"type":"bold"},\
  {"offset":29,"length":29,"type":"url"},{"offset":67,"length":11,"type":"mention"},{"offset":79,"length":4,\
  "type":"hashtag"},{"offset":84,"length":11,"type":"text_link","url":"https://tea.example/"}],\
  "show_caption_above_media":true,"reply_markup":{"inline_keyboard":[[{"text":"Buy","callback_data":"buy:17:ab93"},\
  {"text":"More","url":"https://tea.example/earl-grey?from=bot"}],[{"text":"Not for me","callback_data":"no:17:19fe"}\
  ]]}}}
  """
