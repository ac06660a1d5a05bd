-- POSTs message updates of about 600 bytes, each with an update_id of its own: a server that
-- remembers ids would otherwise answer from memory. Arguments: the secret and the first id. Every
-- thread counts on from the first id plus five million a thread. Ids have nine digits, so that
-- Content-Length stays the same. A thousand people write, as to a busy bot.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "report.lua")

local UPDATE, CHAT = "UUUUUUUUU", "CCCCCCCCC"
local threads = 0
local parts = {}

function setup(thread)
  thread:set("index", threads)
  threads = threads + 1
end

local function template()
  local names = '"first_name":"Katharina","last_name":"Bergstr\\u00f6m","username":"anna_k_bergstrom"'
  local date = ',"date":' .. os.time()
  return '{"update_id":' .. UPDATE .. ',"message":{"message_id":48151,"from":{"id":' .. CHAT
    .. ',"is_bot":false,' .. names .. ',"language_code":"de"},"chat":{"id":' .. CHAT .. ',' .. names
    .. ',"type":"private"}' .. date .. ',"reply_to_message":{"message_id":48150,'
    .. '"from":{"id":7000000042,"is_bot":true,"first_name":"Bench"},"chat":{"id":' .. CHAT
    .. ',"type":"private"}' .. date .. ',"text":"Welcome"},"text":"/start ref_summer",'
    .. '"entities":[{"offset":0,"length":6,"type":"bot_command"}]}}'
end

function init(args)
  local headers = {
    ["Host"] = wrk.headers["Host"],
    ["Content-Type"] = "application/json",
    ["X-Telegram-Bot-Api-Secret-Token"] = args[1],
  }
  local text = wrk.format("POST", nil, headers, template())
  local before, after = text:match("^(.-)" .. UPDATE .. "(.*)$")
  parts = {before}
  for part in (after .. CHAT):gmatch("(.-)" .. CHAT) do parts[#parts + 1] = part end
  next_id = tonumber(args[2]) + index * 5000000
end

function request()
  local id = next_id
  next_id = id + 1
  local chat = 200000000 + id % 1000
  return parts[1] .. id .. parts[2] .. chat .. parts[3] .. chat .. parts[4] .. chat .. parts[5]
end
