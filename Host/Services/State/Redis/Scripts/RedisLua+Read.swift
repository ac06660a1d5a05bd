extension RedisLua {
  /// Keys. Beside the usual: `k` space NUL, room in bytes, keys. It reads some at a time, for it cannot
  /// know how large they are.
  static let get = #"""
    local PREFIX, ROOM = ARGV[4], tonumber(ARGV[5])
    local reply, size, largest, width, at = {'found'}, 0, 1, 8, 6
    while at <= #ARGV do
      local count = max(1, min(#ARGV - at + 1, width, floor((ROOM - size) / largest)))
      local fields = at == 6 and {'e', 'v'} or {}
      local before = #fields
      for i = at, at + count - 1 do fields[#fields + 1] = PREFIX .. ARGV[i] end
      local found = call('HMGET', HASH, unpack(fields))
      if at == 6 then
        local why = strange(found[1], found[2])
        if why then return why end
      end
      for i = before + 1, #fields do
        local value = found[i]
        if value and not alive(sub(value, 9, 16)) then value = false end
        if value then
          local cost = #fields[i] - #PREFIX + #value - 16
          largest, size = max(largest, cost), size + cost
          if #reply > 1 and size > ROOM then return reply end
        end
        reply[#reply + 1] = value
      end
      at, width = at + count, min(32, width * 2)
    end
    return reply
    """#

  /// A range. Beside the usual: `k` space NUL, the first key, the first after it or nothing, most entries,
  /// whether the last comes first, room in bytes, and how many that have ended to pass by.
  static let scan = #"""
    local PREFIX, FROM, TO, LIMIT, DOWN, ROOM, PATIENCE =
      ARGV[4], ARGV[5], ARGV[6], tonumber(ARGV[7]), ARGV[8] == '1', tonumber(ARGV[9]), tonumber(ARGV[10])
    local why = strange(unpack(call('HMGET', HASH, 'e', 'v')))
    if why then return why end
    -- No key is behind its space: the prefix ends with NUL.
    local low = '[' .. PREFIX .. FROM
    local high = '(' .. (TO == '' and sub(PREFIX, 1, -2) .. '\1' or PREFIX .. TO)
    local reply, count, size, largest, ended, width = {'page', '0', ''}, 0, 0, 1, 0, min(LIMIT + 1, 32)
    while true do
      width = max(1, min(width, floor((ROOM - size) / largest) + 1))
      local fields = DOWN and call('ZREVRANGEBYLEX', ORDER, high, low, 'LIMIT', 0, width)
        or call('ZRANGEBYLEX', ORDER, low, high, 'LIMIT', 0, width)
      if #fields == 0 then return reply end
      local found = call('HMGET', HASH, unpack(fields))
      for i = 1, #fields do
        local value = found[i]
        if value and alive(sub(value, 9, 16)) then
          local cost = #fields[i] - #PREFIX + #value - 16
          largest, size = max(largest, cost), size + cost
          if count > 0 and (count == LIMIT or size > ROOM) then
            reply[2] = '1'
            return reply
          end
          reply[#reply + 1] = fields[i]
          reply[#reply + 1] = value
          count = count + 1
        else
          ended = ended + 1
          if ended == PATIENCE then
            reply[2], reply[3] = '1', fields[i]
            return reply
          end
        end
      end
      if #fields < width then return reply end
      if DOWN then high = '(' .. fields[#fields] else low = '(' .. fields[#fields] end
      width = min(64, width * 2)
    end
    """#

  /// Name and row of each space.
  static let usage = #"""
    local why = strange(unpack(call('HMGET', HASH, 'e', 'v')))
    if why then return why end
    local reply, names = {'usage'}, call('SMEMBERS', SPACES)
    for i = 1, #names do
      reply[#reply + 1] = names[i]
      reply[#reply + 1] = call('HGET', HASH, 's' .. names[i]) or packed('>I4i8i8', 0, 0, 0)
    end
    return reply
    """#
}
