extension RedisLua {
  /// Sums of decimal texts of 64 bits, exact: a number is three of seven digits, the highest first.
  static let decimal = #"""
    local BASE = 10000000

    local function beyond(a, b, c, negative)
      local most = negative and 4775808 or 4775807
      return a > 92233 or (a == 92233 and (b > 7203685 or (b == 7203685 and c > most)))
    end

    -- The parts of a number; nil when the text is none. Leading zeros, a plus and a minus zero are none.
    local function digits(text)
      if #text > 20 then return nil end
      local sign, number = match(text, '^(%-?)(%d+)$')
      if not number or #number > 19 or (byte(number) == 48 and text ~= '0') then return nil end
      number = rep('0', 21 - #number) .. number
      local a, b, c = sub(number, 1, 7) + 0, sub(number, 8, 14) + 0, sub(number, 15) + 0
      if beyond(a, b, c, sign == '-') then return nil end
      if sign == '-' then return -a, -b, -c end
      return a, b, c
    end

    local function carried(a, b, c)
      b = b + floor(c / BASE)
      a = a + floor(b / BASE)
      return a, b % BASE, c % BASE
    end

    -- The sum, or nil and why there is none.
    local function sum(left, right)
      local a, b, c = digits(left)
      if not a then return nil, 'number' end
      local x, y, z = digits(right)
      a, b, c = carried(a + x, b + y, c + z)
      local negative = a < 0
      if negative then a, b, c = carried(-a, -b, -c) end
      if beyond(a, b, c, negative) then return nil, 'bounds' end
      local text = match(format('%d%07d%07d', a, b, c), '^0*(%d+)$')
      return negative and '-' .. text or text
    end

    """#
}
