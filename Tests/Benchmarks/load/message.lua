-- POSTs calls of sendMessage, all the same. Arguments: the chat's id.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "report.lua")

local text

function init(args)
  local headers = {["Host"] = wrk.headers["Host"], ["Content-Type"] = "application/json"}
  text = wrk.format("POST", nil, headers, '{"chat_id":' .. args[1] .. ',"text":"Good morning to all of you"}')
end

function request()
  return text
end
