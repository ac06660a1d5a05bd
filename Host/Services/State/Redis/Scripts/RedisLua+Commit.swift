extension RedisLua {
  /// Commits, first third: everything there is of what they name, in one command. One script does several, each as if it
  /// were alone: a script costs as much as a small commit.
  ///
  /// Beside the usual: most milliseconds that receipts have aged since they were last counted, how many commits, how
  /// many fields, and the fields, each once: rows of spaces, entries, receipts. Then each commit: of how many
  /// arguments it is, the number of its receipt's field or 0, how many parts. Then each part: the number of its
  /// space's field, form, the form that it leaves or nothing when it is the same, most bytes or nothing, most entries
  /// or nothing, how many bytes of its entries' fields come before the key, how many steps. Then each of its steps,
  /// four: a letter, the number of a field, and what it takes:
  ///
  /// | step | letter | | |
  /// |---|---|---|---|
  /// | expect | `e` | version | – |
  /// | put | `p` | end | value |
  /// | delete | `d` | – | – |
  /// | add | `a` | – | amount in digits |
  /// | mark | `m` | end | bit in digits |
  /// | append | `n` | end | value; in the number's place what the new field begins with |
  static let commit = #"""
    local MOST, COUNT, FIELDS = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
    -- The field of a number is three further here; what commits have made of it by now.
    local found = call('HMGET', HASH, 'e', 'v', 't', unpack(ARGV, 7, 6 + min(FIELDS, 4000)))
    for first = 4001, FIELDS, 4000 do
      local more = call('HMGET', HASH, unpack(ARGV, 6 + first, 6 + min(first + 3999, FIELDS)))
      for i = 1, #more do found[#found + 1] = more[i] end
    end
    do
      local why = strange(found[1], found[2])
      if why then return why end
    end
    local high, low = unpacked('>I4I4', found[2])

    """#

  /// Second third: what the steps of each come to, as `StatePlan` works it out. Nothing is written yet.
  static let plan = #"""
    -- What the server has of entries that were changed, by their numbers in the order of the changes.
    local before, changed, changes = {}, {}, 0
    -- What is written as it is: rows of spaces and appended entries, receipts, and the names of new spaces.
    local rows, isRow, names, receipts = {}, {}, {}, {}
    local puts, putting, new, adding, ending, endings, appended = {}, 0, {}, 0, {}, 0, {}

    -- Of the commit in hand: what entries have, and which were written, in order.
    local version, values, ends, written, writes
    -- Of the part in hand: by how much its space grows, and how many bytes of its fields come before the key.
    local growth, more, skipped

    local function current(i)
      local value = values[i]
      if value == nil then
        local old = found[3 + i]
        if not old then return nil end
        local its = sub(old, 9, 16)
        if alive(its) then return sub(old, 17), its end
      elseif value and alive(ends[i]) then
        return value, ends[i]
      end
    end

    local function set(i, value, its)
      local key, old = #ARGV[6 + i] - skipped + 32, values[i]
      if old == nil then
        writes = writes + 1
        written[writes] = i
        old = found[3 + i]
        if old then growth, more = growth - key - #old + 16, more - 1 end
      elseif old then
        growth, more = growth - key - #old, more - 1
      end
      if value then growth, more = growth + key + #value, more + 1 end
      values[i], ends[i] = value, its
    end

    local function later(left, right)
      local a, b = unpacked('>i4I4', left)
      local c, d = unpacked('>i4I4', right)
      return (a > c or (a == c and b > d)) and left or right
    end

    local function mark(i, its, bit)
      local map, old = current(i)
      map = map or rep('\0', 64)
      if #map ~= 64 or bit < 0 or bit >= 512 then return 'bitmap' end
      local place = floor(bit / 8) + 1
      local flags, flag = byte(map, place), 2 ^ (bit % 8)
      if flags % (flag * 2) >= flag then return 'marked' end
      if old then its = (old == ZERO or its == ZERO) and ZERO or later(its, old) end
      set(i, sub(map, 1, place - 1) .. char(flags + flag) .. sub(map, place + 1), its)
    end

    -- What the commit at an argument comes to: its result, or why there is none.
    local function planned(at)
      local receipt, parts = tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
      if receipt > 0 and found[3 + receipt] then return {'again', found[3 + receipt]} end
      local newHigh, newLow = high, low + 1
      if newLow == 4294967296 then newHigh, newLow = newHigh + 1, 0 end
      version, values, ends, written, writes = packed('>I4I4', newHigh, newLow), {}, {}, {}, 0
      local sums, added, grown, step = {}, {}, {}, 0
      at = at + 3
      for p = 0, parts - 1 do
        local space, form, quota, maximum =
          tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4])
        local leaves, first = tonumber(ARGV[at + 2]) or form, at + 7
        local last = first + 4 * tonumber(ARGV[at + 6]) - 1
        growth, more, skipped = 0, 0, tonumber(ARGV[at + 5])
        local known = found[3 + space]
        local has, bytes, entries = row(known)
        if form < has then return {'form', p, format('%d', has)} end
        for i = first, last, 4 do
          if ARGV[i] == 'e' then
            local old, there = found[3 + ARGV[i + 1]], ZERO
            if old and alive(sub(old, 9, 16)) then there = sub(old, 1, 8) end
            if there ~= ARGV[i + 2] then return {'conflict', p, (i - first) / 4, there} end
          end
        end
        for i = first, last, 4 do
          local letter, why = ARGV[i]
          if letter == 'p' then
            set(tonumber(ARGV[i + 1]), ARGV[i + 3], ARGV[i + 2])
          elseif letter == 'd' then
            set(tonumber(ARGV[i + 1]), false, ZERO)
          elseif letter == 'n' then
            local field = ARGV[i + 1] .. version .. packed('>I2', step % 65536)
            growth, more = growth + #field - skipped + 32 + #ARGV[i + 3], more + 1
            added[#added + 1] = field
            added[#added + 1] = i
          elseif letter == 'm' then
            why = mark(tonumber(ARGV[i + 1]), ARGV[i + 2], tonumber(ARGV[i + 3]))
          elseif letter == 'a' then
            local field, total = tonumber(ARGV[i + 1])
            local old, its = current(field)
            total, why = sum(old or '0', ARGV[i + 3])
            if total then
              sums[#sums + 1] = total
              set(field, total, its or ZERO)
            end
          end
          if why then return {why, p, (i - first) / 4} end
          step = step + 1
        end
        bytes, entries = bytes + growth, entries + more
        -- What makes room is let through, also past the quota: it may have been lowered.
        if quota and growth > 0 and bytes > quota then return {'quota', p, format('%d', bytes)} end
        if maximum and more > 0 and entries > maximum then return {'maximum', p, format('%d', entries)} end
        -- What only expects something, as a fence does, leaves its space as it is.
        if not known or leaves ~= has or growth ~= 0 or more ~= 0 then
          grown[#grown + 1] = space
          grown[#grown + 1] = packed('>I4i8i8', leaves, bytes, entries)
        end
        at = last + 1
      end

      -- It counts: those that follow find what it leaves.
      high, low = newHigh, newLow
      for n = 1, writes do
        local i = written[n]
        if before[i] == nil then
          changes = changes + 1
          changed[changes], before[i] = i, found[3 + i]
        end
        found[3 + i] = values[i] and version .. ends[i] .. values[i]
      end
      for n = 1, #added, 2 do
        local field, i = added[n], added[n + 1]
        puts[putting + 1], puts[putting + 2], putting = field, version .. ARGV[i + 2] .. ARGV[i + 3], putting + 2
        new[adding + 1], new[adding + 2], adding = 0, field, adding + 2
        if ARGV[i + 2] ~= ZERO then
          ending[endings + 1], ending[endings + 2] = format('%.0f', number(ARGV[i + 2])), field
          endings = endings + 2
        end
        appended[#appended + 1] = field
      end
      for n = 1, #grown, 2 do
        local i = grown[n]
        if not isRow[i] then
          rows[#rows + 1], isRow[i] = i, true
          if not found[3 + i] then names[#names + 1] = sub(ARGV[6 + i], 2) end
        end
        found[3 + i] = grown[n + 1]
      end
      local result = sums[1] and version .. table.concat(sums, ' ') or version
      if receipt > 0 then
        receipts[#receipts + 1], found[3 + receipt] = receipt, result
      end
      return result
    end

    local answer, at = {'commits'}, 7 + FIELDS
    for c = 2, COUNT + 1 do
      answer[c] = planned(at)
      at = at + tonumber(ARGV[at])
    end

    """#

  /// Last third: the writes. From here on nothing may fail.
  static let write = #"""
    local last = packed('>I4I4', high, low)
    if last == found[2] then return answer end
    local gone, endless = {}, {}
    for n = 1, changes do
      local i = changed[n]
      local field, value, old = ARGV[6 + i], found[3 + i], before[i]
      local its, had = value and sub(value, 9, 16) or ZERO, old and sub(old, 9, 16) or ZERO
      if value then
        puts[putting + 1], puts[putting + 2], putting = field, value, putting + 2
        if not old then new[adding + 1], new[adding + 2], adding = 0, field, adding + 2 end
      elseif old then
        gone[#gone + 1] = field
      end
      if its ~= had then
        if its == ZERO then
          endless[#endless + 1] = field
        else
          ending[endings + 1], ending[endings + 2], endings = format('%.0f', number(its)), field, endings + 2
        end
      end
    end
    for n = 1, #rows do
      puts[putting + 1], puts[putting + 2], putting = ARGV[6 + rows[n]], found[3 + rows[n]], putting + 2
    end
    if receipts[1] then
      local aged, list = packed('>i8', age(found[3], MOST)), {}
      for n = 1, #receipts do
        local field = ARGV[6 + receipts[n]]
        puts[putting + 1], puts[putting + 2], putting = field, found[3 + receipts[n]], putting + 2
        list[n] = aged .. field
      end
      write('RPUSH', RECEIPTS, list)
    end
    puts[putting + 1], puts[putting + 2] = 'v', last
    write('SADD', SPACES, names)
    write('HDEL', HASH, gone)
    write('ZREM', ORDER, gone)
    write('ZREM', ENDS, endless)
    write('HSET', HASH, puts)
    write('ZADD', ORDER, new)
    write('ZADD', ENDS, ending)
    for i = 1, #appended do call('PUBLISH', HASH .. ':appended', appended[i]) end
    return answer
    """#
}
