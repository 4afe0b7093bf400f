-- How wide the columns of a table are on paper, told from the words in them.
local widths = {}

local LONGEST_WORD, BROKEN_WORD = 13, 9 -- letters; longer words may be broken, where it is tight sooner
local TALL = 4 -- lines to a row that are too many
local SHORT = 14 -- letters that a cell may have to stay on one line
local MUCH = 80 -- more letters than this in a cell count no further

local function letters(text) return utf8.len(text) or #text end

-- Plain words that were taken past Pandoc: a character from U+F0000 on stands for words, one from U+100000 on for the
-- words of a column in several rows.
local words, columns = CONTEXT and CONTEXT.words or {}, CONTEXT and CONTEXT.columns or {}
local WORDS, COLUMN = "\xF3[\xB0-\xBF][\x80-\xBF][\x80-\xBF]", "^\xF4[\x80-\xBF][\x80-\xBF][\x80-\xBF]$"

-- Returns the text with such words in it as they will be read; nil for a column of them.
function widths.plain(text)
  if #words == 0 then return text end
  if text:match(COLUMN) then return nil end
  return (text:gsub(WORDS, function(character) return words[utf8.codepoint(character) - 0xF0000 + 1] end))
end

-- Returns the rows of a table: each is a list of cells with text and spans, and whether it is in the head. A row that
-- stands for several is the first of them, and the `others` follow it.
-- Read once for all questions: every look into a cell of Pandoc's is many times slower than one at what is kept here,
-- and its text costs least before its content was looked at.
function widths.rows(el)
  local rows = {}
  local function add(list, head)
    for _, row in ipairs(list) do
      local cells, run = { head = head }, nil
      for index, cell in ipairs(row.cells) do
        local written = pandoc.utils.stringify(cell)
        local text = widths.plain(written)
        if not text then
          run = run or {}
          run[index] = columns[utf8.codepoint(written) - 0x100000 + 1]
          text = words[run[index][1] + 1]
        end
        cells[index] = { cell = cell, text = text, columns = cell.col_span, rows = cell.row_span }
      end
      table.insert(rows, cells)
      for place = 2, run and #run[1] or 0 do
        local more = { head = head, others = true }
        for index, column in ipairs(run) do more[index] = { text = words[column[place] + 1], columns = 1, rows = 1 } end
        table.insert(rows, more)
      end
    end
  end
  add(el.head.rows, true)
  for _, body in ipairs(el.bodies) do
    add(body.head, false)
    add(body.body, false)
  end
  add(el.foot.rows, false)
  return rows
end

-- The least a column needs (its longest word), what it would like (its longest cell), and its cells' lengths.
local function needs(rows, columns, longest, wider)
  local least, most, cells = {}, {}, {}
  for index = 1, columns do least[index], most[index], cells[index] = 1, 1, {} end
  for _, row in ipairs(rows) do
    local bold = row.head and (wider or 1.1) or 1
    for index, cell in ipairs(row) do
      if least[index] and cell.columns == 1 then
        local text = cell.text
        local length = letters(text) * bold
        most[index] = math.max(most[index], math.min(length, MUCH))
        table.insert(cells[index], length)
        for word in text:gmatch("[^%s%-–/]+") do
          -- No word of a heading is ever broken.
          local most_of_it = row.head and letters(word) * bold or longest
          least[index] = math.max(least[index], math.min(letters(word) * bold, most_of_it))
        end
      end
    end
  end
  return least, most, cells
end

-- A column of short cells, such as ranges and dates, is not broken over lines where there is room for it.
local function unbroken(least, most)
  local wanted = {}
  for index, number in ipairs(least) do wanted[index] = most[index] <= SHORT and most[index] or number end
  return wanted
end

local function sum(list)
  local total = 0
  for _, number in ipairs(list) do total = total + number end
  return total
end

-- Shares `room` letters among the columns: everyone the least first, then more to those with longer cells, none more
-- than it would like.
local function shared(least, most, cells, room)
  local given = {}
  for index, number in ipairs(least) do given[index] = number end
  local left = room - sum(given)
  while left > 0.5 do
    local weights, total = {}, 0
    for index, width in ipairs(given) do
      local lines = 0
      if width < most[index] then
        for _, length in ipairs(cells[index]) do lines = lines + math.max(0, length / width - 1) end
      end
      weights[index] = lines
      total = total + lines
    end
    if total == 0 then break end
    local step = math.min(left, math.max(1, left / 4))
    for index, weight in ipairs(weights) do
      given[index] = math.min(given[index] + step * weight / total, most[index])
    end
    local now = room - sum(given)
    if left - now < 0.05 then break end
    left = now
  end
  return given
end

local function tallness(given, cells)
  local rows, total = #cells[1], 0
  for row = 1, rows do
    local lines = 1
    for index, width in ipairs(given) do
      lines = math.max(lines, math.ceil((cells[index][row] or 0) / math.max(width, 1)))
    end
    total = total + lines
  end
  return rows > 0 and total / rows or 1
end

-- Returns each column's width in letters, the room there was, and whether the table wants a page turned on its side.
-- `rows` is what widths.rows says of the table, `bold` how much wider bold letters are, `whole` that no word may be broken.
function widths.of(el, rows, room, room_sideways, bold, whole)
  local columns = #el.colspecs
  local given = {}
  for index, spec in ipairs(el.colspecs) do
    if type(spec[2]) == "number" and spec[2] > 0 then given[index] = spec[2] * room end
  end
  if #given == columns then return given, room, false end
  local padding = 2 * columns
  local least, most, cells = needs(rows, columns, whole and 30 or LONGEST_WORD, bold)
  if sum(most) + padding <= room then return most, sum(most) + padding, false end
  local calm = unbroken(least, most)
  local upright = shared(sum(calm) + padding <= 0.85 * room and calm or least, most, cells, room - padding)
  if sum(least) + padding > room or tallness(upright, cells) > TALL then
    least = needs(rows, columns, whole and 30 or BROKEN_WORD, bold)
    upright = shared(least, most, cells, room - padding)
  end
  local too_tight = sum(least) + padding > room
  if room_sideways and (too_tight or (columns >= 5 and tallness(upright, cells) > TALL)) then
    return shared(least, most, cells, room_sideways - padding), room_sideways, true
  end
  return upright, room, false
end

return widths
