extension RedisLua {
  /// A commit, first third: what is given, and everything there is of it in one command.
  ///
  /// Beside the usual: most milliseconds that receipts have aged since they were last counted, the id or
  /// nothing, how many parts. For each part: space, form (and the one it leaves, as `2:1`), most bytes or nothing, most entries or nothing,
  /// how many steps. For each step four: its letter, the key, and what it takes:
  ///
  /// | step | letter | | |
  /// |---|---|---|---|
  /// | expect | `e` | version | – |
  /// | put | `p` | end | value |
  /// | delete | `d` | – | – |
  /// | add | `a` | amount in digits | – |
  /// | mark | `m` | end | bit in digits |
  /// | append | `n` | end | value |
  static let commit = #"""
    local MOST, ID = tonumber(ARGV[4]), ARGV[5]
    local parts, fields, place, named = {}, {'e', 'v', 't'}, {}, {}

    local function need(field)
      if not place[field] then
        fields[#fields + 1] = field
        place[field] = #fields
      end
    end

    do
      local at = 7
      for p = 1, tonumber(ARGV[6]) do
        local space, count = ARGV[at], tonumber(ARGV[at + 4])
        local form = tonumber(ARGV[at + 1])
        local leaves = form
        if not form then
          local newer, older = match(ARGV[at + 1], '^(%d+):(%d+)$')
          form, leaves = tonumber(newer), tonumber(older)
        end
        parts[p] = {
          space = space, form = form, leaves = leaves, quota = tonumber(ARGV[at + 2]),
          maximum = tonumber(ARGV[at + 3]), at = at + 5, count = count, prefix = 'k' .. space .. '\0'}
        need('s' .. space)
        at = at + 5
        for i = 1, count do
          if ARGV[at] ~= 'n' then
            local field = parts[p].prefix .. ARGV[at + 1]
            -- By the place of the step, so that it is put together once.
            named[at] = field
            need(field)
          end
          at = at + 4
        end
      end
    end

    local receipt = ID ~= '' and 'r' .. ID .. parts[1].space
    if receipt then need(receipt) end
    local found = values(fields)
    do
      local why = strange(found[1], found[2])
      if why then return why end
      if receipt and found[place[receipt]] then return {'again', found[place[receipt]]} end
    end

    local version
    do
      local high, low = unpacked('>I4I4', found[2])
      low = low + 1
      if low == 4294967296 then high, low = high + 1, 0 end
      version = packed('>I4I4', high, low)
    end

    """#

  /// Second third: what the steps come to, as `StatePlan` works it out. Nothing is written yet.
  static let plan = #"""
    -- What keys have at this point of the commit, and which were written, in order.
    local now_value, now_ends, written, sums, step = {}, {}, {}, {}, 0
    local appended = {}

    local function before(field) return place[field] and found[place[field]] end

    local function current(field)
      local value, ends = now_value[field], now_ends[field]
      if value == nil then
        local old = before(field)
        if not old then return nil end
        value, ends = sub(old, 17), sub(old, 9, 16)
      end
      if value and alive(ends) then return value, ends end
    end

    local function set(part, field, value, ends)
      local key = #field - #part.prefix + 32
      local old = now_value[field]
      if old == nil then
        written[#written + 1] = field
        old = before(field)
        if old then
          part.growth, part.more = part.growth - key - #old + 16, part.more - 1
        end
      elseif old then
        part.growth, part.more = part.growth - key - #old, part.more - 1
      end
      if value then part.growth, part.more = part.growth + key + #value, part.more + 1 end
      now_value[field], now_ends[field] = value, ends
    end

    local function later(left, right)
      local a, b = unpacked('>i4I4', left)
      local c, d = unpacked('>i4I4', right)
      return (a > c or (a == c and b > d)) and left or right
    end

    local function mark(part, field, ends, bit)
      local map, old = current(field)
      map = map or rep('\0', 64)
      if #map ~= 64 or bit < 0 or bit >= 512 then return 'bitmap' end
      local place = floor(bit / 8) + 1
      local flags, flag = byte(map, place), 2 ^ (bit % 8)
      if flags % (flag * 2) >= flag then return 'marked' end
      if old then ends = (old == ZERO or ends == ZERO) and ZERO or later(ends, old) end
      set(part, field, sub(map, 1, place - 1) .. char(flags + flag) .. sub(map, place + 1), ends)
    end

    local function take(part, at)
      local letter, field = ARGV[at], named[at]
      if letter == 'p' then
        set(part, field, ARGV[at + 3], ARGV[at + 2])
      elseif letter == 'd' then
        set(part, field, false, ZERO)
      elseif letter == 'a' then
        local old, ends = current(field)
        local total, why = sum(old or '0', ARGV[at + 2])
        if not total then return why end
        sums[#sums + 1] = total
        set(part, field, total, ends or ZERO)
      elseif letter == 'm' then
        return mark(part, field, ARGV[at + 2], tonumber(ARGV[at + 3]))
      elseif letter == 'n' then
        local made = part.prefix .. ARGV[at + 1] .. version .. packed('>I2', step % 65536)
        set(part, made, ARGV[at + 3], ARGV[at + 2])
        appended[#appended + 1] = made
      end
    end

    for p = 1, #parts do
      local part = parts[p]
      part.growth, part.more = 0, 0
      part.known = found[place['s' .. part.space]]
      local form, bytes, entries = row(part.known)
      if part.form < form then return {'form', p - 1, format('%d', form)} end
      for i = 0, part.count - 1 do
        local at = part.at + 4 * i
        if ARGV[at] == 'e' then
          local old, there = before(named[at]), ZERO
          if old and alive(sub(old, 9, 16)) then there = sub(old, 1, 8) end
          if there ~= ARGV[at + 2] then return {'conflict', p - 1, i, there} end
        end
      end
      for i = 0, part.count - 1 do
        local why = take(part, part.at + 4 * i)
        if why then return {why, p - 1, i} end
        step = step + 1
      end
      part.bytes, part.entries = bytes + part.growth, entries + part.more
      -- What only expects something, as a fence does, leaves its space as it is.
      part.changes = not part.known or part.leaves ~= form or part.growth ~= 0 or part.more ~= 0
      -- What makes room is let through, also past the quota: it may have been lowered.
      if part.quota and part.growth > 0 and part.bytes > part.quota then
        return {'quota', p - 1, format('%d', part.bytes)}
      end
      if part.maximum and part.more > 0 and part.entries > part.maximum then
        return {'maximum', p - 1, format('%d', part.entries)}
      end
    end

    """#

  /// Last third: the writes. From here on nothing may fail.
  static let write = #"""
    local puts, gone, new, ending, endless = {}, {}, {}, {}, {}
    for i = 1, #written do
      local field = written[i]
      local value, old = now_value[field], before(field)
      local ends, oldEnds = value and now_ends[field] or ZERO, old and sub(old, 9, 16) or ZERO
      if value then
        puts[#puts + 1] = field
        puts[#puts + 1] = version .. ends .. value
        if not old then
          new[#new + 1] = 0
          new[#new + 1] = field
        end
      elseif old then
        gone[#gone + 1] = field
      end
      if ends ~= oldEnds then
        if ends == ZERO then
          endless[#endless + 1] = field
        else
          ending[#ending + 1] = format('%.0f', number(ends))
          ending[#ending + 1] = field
        end
      end
    end
    local result = version .. table.concat(sums, ' ')
    puts[#puts + 1] = 'v'
    puts[#puts + 1] = version
    for p = 1, #parts do
      local part = parts[p]
      if part.changes then
        puts[#puts + 1] = 's' .. part.space
        puts[#puts + 1] = packed('>I4i8i8', part.leaves, part.bytes, part.entries)
      end
      if not part.known then call('SADD', SPACES, part.space) end
    end
    if receipt then
      puts[#puts + 1] = receipt
      puts[#puts + 1] = result
      call('RPUSH', RECEIPTS, packed('>i8', age(found[3], MOST)) .. receipt)
    end
    write('HDEL', HASH, gone)
    write('ZREM', ORDER, gone)
    write('ZREM', ENDS, endless)
    write('HSET', HASH, puts)
    write('ZADD', ORDER, new)
    write('ZADD', ENDS, ending)
    for i = 1, #appended do call('PUBLISH', HASH .. ':appended', appended[i]) end
    return {'done', result}
    """#
}
