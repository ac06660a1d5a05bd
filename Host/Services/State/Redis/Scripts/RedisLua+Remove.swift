extension RedisLua {
  /// Removes entries by their fields, also from what their spaces count.
  static let remove = #"""
    local function remove(fields)
      local bytes, entries = {}, {}
      for i = 1, #fields do
        local field = fields[i]
        local size = call('HSTRLEN', HASH, field)
        local space = sub(field, 2, find(field, '\0', 1, true) - 1)
        bytes[space] = (bytes[space] or 0) + #field - #space - 2 + size - 16 + 32
        entries[space] = (entries[space] or 0) + 1
      end
      write('HDEL', HASH, fields)
      write('ZREM', ORDER, fields)
      write('ZREM', ENDS, fields)
      for space, count in pairs(entries) do
        local form, counted, there = row(call('HGET', HASH, 's' .. space))
        call('HSET', HASH, 's' .. space, packed('>I4i8i8', form, counted - bytes[space], there - count))
      end
    end

    """#

  /// What has ended. Beside the usual: for how many milliseconds receipts have aged at most since they were
  /// last counted, how long they are kept, and most of each to remove.
  static let sweep = #"""
    local MOST, LIFE, COUNT = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
    local found = call('HMGET', HASH, 'e', 'v', 't')
    local why = strange(found[1], found[2])
    if why then return why end
    local aged = age(found[3], MOST)
    call('HSET', HASH, 't', packed('>i8i8', aged, now()))
    local ended = call('ZRANGEBYSCORE', ENDS, '-inf', format('%d', now()), 'LIMIT', 0, COUNT)
    remove(ended)
    local old = {}
    local function isOld(text) return text and unpacked('>i8', text) <= aged - LIFE end
    if isOld(call('LINDEX', RECEIPTS, 0)) then
      local oldest = call('LRANGE', RECEIPTS, 0, COUNT - 1)
      for i = 1, #oldest do
        if not isOld(oldest[i]) then break end
        old[i] = sub(oldest[i], 9)
      end
      write('HDEL', HASH, old)
      call('LTRIM', RECEIPTS, #old, -1)
    end
    return {'swept', #ended == COUNT and 1 or #old == COUNT and 1 or 0}
    """#

  /// Some entries of a space, or its form once there are none. Beside the usual: the space, and most to
  /// remove.
  static let purge = #"""
    local SPACE, COUNT = ARGV[4], tonumber(ARGV[5])
    local found = call('HMGET', HASH, 'e', 'v', 's' .. SPACE)
    local why = strange(found[1], found[2])
    if why then return why end
    if not found[3] then return {'purged', 0} end
    local fields = call(
      'ZRANGEBYLEX', ORDER, '[k' .. SPACE .. '\0', '(k' .. SPACE .. '\1', 'LIMIT', 0, COUNT)
    if #fields == 0 then
      call('HSET', HASH, 's' .. SPACE, packed('>I4i8i8', 0, 0, 0))
    else
      remove(fields)
    end
    return {'purged', #fields}
    """#
}
