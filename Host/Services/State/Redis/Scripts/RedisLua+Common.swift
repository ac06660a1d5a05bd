extension RedisLua {
  /// What every script begins with.
  ///
  /// One hash holds nearly everything, so that a commit reads it with one command and writes it with
  /// another:
  ///
  /// | field | value |
  /// |---|---|
  /// | `f` | the form of all this, in digits |
  /// | `e` | the epoch: 16 random bytes |
  /// | `v` | the last version |
  /// | `t` | for how many milliseconds receipts have aged, and the server's time then, in eight bytes each |
  /// | `s` space | form in four bytes, bytes and entries in eight each |
  /// | `k` space NUL key | version, end, value |
  /// | `r` id space | a receipt: version, sums |
  ///
  /// Beside it: the fields of entries in their order, those that end by their end, the receipts by their
  /// age, and the names of spaces. What is below runs within 200 local variables and 60 that a function
  /// shares.
  static let common = #"""
    local HASH, ORDER, ENDS, RECEIPTS, SPACES = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
    local EPOCH, SINCE, GIVEN = ARGV[1], ARGV[2], ARGV[3]
    local ZERO = '\0\0\0\0\0\0\0\0'
    local call, byte, char, find, format, match, rep, sub =
      redis.call, string.byte, string.char, string.find, string.format, string.match, string.rep, string.sub
    local floor, max, min = math.floor, math.max, math.min
    local packed, unpacked = struct.pack, struct.unpack

    -- The server's time, once a script; tests give one.
    local time
    local function now()
      if not time then
        if GIVEN ~= '' then
          time = tonumber(GIVEN)
        else
          local parts = call('TIME')
          time = parts[1] * 1000 + floor(parts[2] / 1000)
        end
      end
      return time
    end

    -- Exact below 2^53, and no time that is compared comes near.
    local function number(bytes)
      local high, low = unpacked('>i4I4', bytes)
      return high * 4294967296 + low
    end

    local function alive(ends) return ends == ZERO or number(ends) > now() end

    -- Whether a version is smaller than another.
    local function smaller(left, right)
      local a, b = unpacked('>I4I4', left)
      local c, d = unpacked('>I4I4', right)
      return a < c or (a == c and b < d)
    end

    -- A command of a key with many arguments: Lua's stack bounds those of one, which are an even number.
    local function write(command, key, list)
      local count = #list
      if count > 0 and count <= 4000 then return call(command, key, unpack(list)) end
      for first = 1, count, 4000 do
        call(command, key, unpack(list, first, min(first + 3999, count)))
      end
    end

    local function values(fields)
      if #fields <= 4000 then return call('HMGET', HASH, unpack(fields)) end
      local found = {}
      for first = 1, #fields, 4000 do
        local part = call('HMGET', HASH, unpack(fields, first, min(first + 3999, #fields)))
        for i = 1, #part do found[#found + 1] = part[i] end
      end
      return found
    end

    -- Why this is not the store that the host knows; nil when it is.
    local function strange(epoch, version)
      if epoch ~= EPOCH then return {'epoch'} end
      if not version or smaller(version, SINCE) then return {'back', version or ''} end
    end

    -- For how long receipts have aged by now. Time counts only as far as the host's own clock agrees, which
    -- no operator sets: one that is set ahead must not drop them.
    local function age(counted, most)
      if not counted then return 0 end
      local aged, at = unpacked('>i8i8', counted)
      return aged + max(0, min(now() - at, most))
    end

    -- Form, bytes and entries of a space; exact below 2^53, as the numbers of its quota are.
    local function row(bytes)
      if not bytes then return 0, 0, 0 end
      return unpacked('>I4i8i8', bytes)
    end

    """#

  /// Makes the epoch of an empty store. Beside the usual: an epoch to take if there is none.
  ///
  /// First every command is tried that scripts use: one that the user may not call would cut a commit off
  /// between its writes.
  static let join = #"""
    do
      local hash, set = HASH .. ':trial', ORDER .. ':trial'
      local list, names = RECEIPTS .. ':trial', SPACES .. ':trial'
      call('TIME')
      call('HSET', hash, 'a', '1')
      call('HMGET', hash, 'a')
      call('HGET', hash, 'a')
      call('HSTRLEN', hash, 'a')
      call('HDEL', hash, 'a')
      call('ZADD', set, 0, 'a')
      call('ZRANGEBYLEX', set, '-', '+', 'LIMIT', 0, 1)
      call('ZREVRANGEBYLEX', set, '+', '-', 'LIMIT', 0, 1)
      call('ZRANGEBYSCORE', set, '-inf', '0', 'LIMIT', 0, 1)
      call('ZREM', set, 'a')
      call('RPUSH', list, 'a')
      call('LINDEX', list, 0)
      call('LRANGE', list, 0, 0)
      call('LTRIM', list, 1, -1)
      call('SADD', names, 'a')
      call('SMEMBERS', names)
      call('SREM', names, 'a')
      call('PUBLISH', HASH .. ':appended', '')
    end
    local found = call('HMGET', HASH, 'f', 'e', 'v')
    if not found[2] then
      if EPOCH ~= '' then return {'epoch'} end
      if call('EXISTS', HASH, ORDER, ENDS, RECEIPTS, SPACES) > 0 then return {'foreign'} end
      call('HSET', HASH, 'f', '1', 'e', ARGV[4], 'v', ZERO, 't', packed('>i8i8', 0, now()))
      return {'joined', ARGV[4], ZERO}
    end
    if found[1] ~= '1' then return {'layout'} end
    if EPOCH ~= '' then
      local why = strange(found[2], found[3])
      if why then return why end
    end
    return {'joined', found[2], found[3] or ZERO}
    """#
}
