-- First filter, once for a page: puts values in and settles what is the same in every format.
local OPEN, CLOSE = utf8.char(0xE000), utf8.char(0xE001)
local context = CONTEXT
local parsed = {}

local function fault(what, needle)
  io.stderr:write("WORKBENCH-FAULT " .. pandoc.json.encode({ what = what, needle = needle }) .. "\n")
end

local function value_inlines(key)
  if parsed[key] then return parsed[key]:clone() end
  local text = (context.values or {})[key]
  if not text then
    fault("there is no value '" .. key .. "'", key)
    return pandoc.Inlines { pandoc.Str("?") }
  end
  local inlines
  if text:match("^[%w%s,()%%]*$") then
    inlines = pandoc.Inlines(text) -- nothing in it that Markdown could change
  else
    local blocks = pandoc.read(text, "markdown").blocks
    if #blocks == 1 and (blocks[1].t == "Para" or blocks[1].t == "Plain") then
      inlines = blocks[1].content
    else
      inlines = pandoc.Inlines { pandoc.Str(text) }
    end
  end
  parsed[key] = inlines
  return inlines:clone()
end

local function plain_value(key) return pandoc.utils.stringify(value_inlines(key)) end

local function fill(text)
  if not text:find(OPEN, 1, true) then return text end
  return (text:gsub(OPEN .. "(.-)" .. CLOSE, plain_value))
end

local function fill_attributes(element)
  for name, value in pairs(element.attributes) do
    if value:find(OPEN, 1, true) then element.attributes[name] = fill(value) end
  end
end

local function fill_str(el)
  if not el.text:find(OPEN, 1, true) then return nil end
  local result = pandoc.Inlines {}
  local rest = el.text
  while true do
    local from, to, key = rest:find(OPEN .. "(.-)" .. CLOSE)
    if not from then break end
    if from > 1 then result:insert(pandoc.Str(rest:sub(1, from - 1))) end
    if key == "=pagebreak=" then
      result:insert(pandoc.Span({}, pandoc.Attr("", { "workbench-pagebreak" })))
    else
      result:extend(value_inlines(key))
    end
    rest = rest:sub(to + 1)
  end
  if rest ~= "" then result:insert(pandoc.Str(rest)) end
  return result
end

local fill_values = {
  Str = fill_str,
  Code = function(el) el.text = fill(el.text) return el end,
  CodeBlock = function(el) el.text = fill(el.text) return el end,
  Image = function(el)
    fill_attributes(el)
    el.src = fill(el.src)
    return el
  end,
  Link = function(el) fill_attributes(el) el.target = fill(el.target) return el end,
  Span = function(el) fill_attributes(el) return el end,
  Div = function(el) fill_attributes(el) return el end,
  Para = function(el)
    local only = el.content[1]
    if #el.content == 1 and only.t == "Span" and only.classes[1] == "workbench-pagebreak" then
      return pandoc.Div({}, pandoc.Attr("", { "workbench-pagebreak" }))
    end
  end,
}

-- Figures and tables ---------------------------------------------------------------------------------------------------

-- Widths of columns are the author's (tbl-colwidths) or each format's own choice. The dashes of a pipe table say how
-- wide the source is, not the page.
local function col_widths(el)
  local widths = el.attributes["tbl-colwidths"]
  el.attributes["tbl-colwidths"] = nil
  for index, spec in ipairs(el.colspecs) do el.colspecs[index] = { spec[1], nil } end
  if not widths then return end
  local numbers, sum = {}, 0
  for number in widths:gmatch("[%d.]+") do
    table.insert(numbers, tonumber(number))
    sum = sum + tonumber(number)
  end
  if #numbers ~= #el.colspecs or sum <= 0 then
    fault("tbl-colwidths should have one number for each of the " .. #el.colspecs .. " columns", "tbl-colwidths")
    return
  end
  for index, spec in ipairs(el.colspecs) do
    el.colspecs[index] = { spec[1], numbers[index] / math.max(sum, 100) }
  end
end

-- Boxes, columns and lists hold what stands in them to their own width: a table there cannot have a page of its own.
local HOLDS = { columns = true, evaluation = true, ["works-well"] = true, ["could-improve"] = true, ["synthetic-banner"] = true }

local function holds(el)
  for _, class in ipairs(el.classes) do
    if HOLDS[class] or (class:match("^callout%-") and el.attributes.appearance ~= "minimal") then return true end
  end
end

local function mark_nested(doc)
  local function inside(el)
    return el:walk { Table = function(inner) inner.classes:insert("workbench-nested") return inner end }, false
  end
  return doc:walk {
    traverse = "topdown",
    Table = function() return nil, false end,
    Div = function(el) if holds(el) then return inside(el) end end,
    BulletList = inside, OrderedList = inside, DefinitionList = inside, BlockQuote = inside,
  }
end

local function settle_table(el)
  col_widths(el)
  -- The first column says what each row is about.
  if #el.colspecs > 1 then
    for index, body in ipairs(el.bodies) do
      body.row_head_columns = 1
      el.bodies[index] = body
    end
  end
  return el
end

local function comment(el)
  -- Authors' comments are not for publication; other raw content is refused by the check.
  if el.format == "html" and el.text:match("^%s*<!%-%-") then return {} end
end

function Pandoc(doc)
  local settle = context.tokens == false and {} or fill_values
  settle.RawBlock = comment
  settle.RawInline = comment
  settle.Table = settle_table
  return mark_nested(doc:walk(settle))
end
