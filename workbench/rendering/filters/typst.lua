-- Last filter for Typst: figures with alternative text, tables with repeated header rows, callouts, columns.
local callouts = require("callouts")
local turning = require("turning")
local widths = require("widths")
local context = CONTEXT

local function raw(text) return pandoc.RawBlock("typst", text) end

local function quoted(text)
  text = text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("%s+", " ")
  return '"' .. text .. '"'
end

local function label(el)
  return el.identifier ~= "" and " <" .. el.identifier .. ">" or ""
end

-- Inlines between two pieces of Typst code, as one block.
local function inline_block(before, inlines, after)
  local content = pandoc.Inlines { pandoc.RawInline("typst", before) }
  content:extend(inlines)
  content:insert(pandoc.RawInline("typst", after))
  return pandoc.Plain(content)
end

local function caption_inlines(caption)
  local inlines = pandoc.Inlines {}
  for _, block in ipairs(caption.long) do inlines:extend(block.content or {}) end
  return inlines
end

local function picture(el)
  -- Paths are given from the project's folder, which is Typst's root; beside the page where no folder is named.
  local path = el.src
  if context.folder and path:sub(1, 1) ~= "/" then path = pandoc.path.normalize(pandoc.path.join { context.folder, path }) end
  if context.folder and path:sub(1, 1) ~= "/" then path = "/" .. path end
  local width = el.attributes.width or ""
  local share = width:match("^([%d.]+)%%$")
  return "#report-picture(" .. quoted(path) .. ", alt: " .. quoted(pandoc.utils.stringify(el.caption))
    .. (share and ", share: " .. share .. "%" or "") .. ")"
end

local function figure(el)
  local image
  el:walk { Image = function(inner) image = inner end }
  if not image then return nil end
  local inlines = caption_inlines(el.caption)
  return pandoc.Blocks {
    inline_block("#figure(" .. (el.classes:includes("workbench-floats") and "placement: bottom, " or "")
      .. picture(image):sub(2) .. ", kind: image, caption: [", inlines, "])" .. label(el)),
  }
end

-- A tall picture goes to the foot of a page that has room for it, and what follows fills the page: unless a heading
-- stands right above it, which it belongs to. At the head of a page it would come before its chapter's heading.
local TALL = 0.55 -- of a line's length
local function floating(blocks)
  for index, block in ipairs(blocks) do
    local before = blocks[index - 1]
    if block.t == "Figure" and before and before.t ~= "Header" then
      block:walk {
        Image = function(el)
          local size = context.images and context.images[el.src]
          local share = tonumber((el.attributes.width or ""):match("^([%d.]+)%%$")) or 100
          if size and share / 100 * size[2] / size[1] > TALL then block.classes:insert("workbench-floats") end
        end,
      }
    end
  end
  return blocks
end

local ALIGN = { AlignLeft = "left", AlignRight = "right", AlignCenter = "center", AlignDefault = "left" }
local WHOLE = 17 -- lines of a table that is not parted over pages
local MANY = 20 -- rows of one line each that stand closer together
local ROOM, ROOM_SIDEWAYS = 70, 112 -- letters of 12 pt across a page, upright and turned on its side

local function opening(cell)
  local span = {}
  if cell.columns > 1 then table.insert(span, "colspan: " .. cell.columns) end
  if cell.rows > 1 then table.insert(span, "rowspan: " .. cell.rows) end
  return (#span > 0 and "table.cell(" .. table.concat(span, ", ") .. ")" or "") .. "["
end

local table_block
function table_block(el)
  local rows = widths.rows(el)
  local nested = el.classes:includes("workbench-nested")
  local given, room, wide = widths.of(el, rows, nested and 32 or ROOM, not nested and ROOM_SIDEWAYS or nil)
  if wide and turning.wanted(el, rows) then return table_block(turning.turned(el, rows)) end
  local columns, aligns = {}, {}
  for index, width in ipairs(given) do columns[index] = string.format("%.2ffr", width + 2) end
  local full = wide and ROOM_SIDEWAYS or nested and 32 or ROOM
  local share = room < 0.85 * full and string.format(", width: %d%%", math.ceil(100 * room / full)) or ""
  for index, spec in ipairs(el.colspecs) do aligns[index] = ALIGN[spec[1]] or "left" end
  local blocks = pandoc.Blocks {}
  local caption = caption_inlines(el.caption)
  -- A row stays on one page unless a cell in it is very long; a short table stays in one piece.
  local longest, lines, single = 0, 0, true
  for _, row in ipairs(rows) do
    local tallest = 1
    for index, cell in ipairs(row) do
      longest = math.max(longest, #cell.text / (given[index] or 1))
      tallest = math.max(tallest, math.ceil(#cell.text / math.max(given[index] or 1, 1)))
    end
    lines = lines + tallest + 0.75
    single = single and (row.head or tallest == 1)
  end
  if longest > 20 then share = share .. ", whole-rows: false" end
  if single and #rows > MANY then share = share .. ", dense: true" end
  local setup = "columns: (" .. table.concat(columns, ", ") .. ",), align: (" .. table.concat(aligns, ", ") .. ",)" .. share
  local whole = not wide and lines <= WHOLE
  -- A picture that looks for room does not come between the rows of a table.
  if not whole and not nested then blocks:insert(raw("#place.flush()")) end
  blocks:insert(raw((whole and "#report-whole(" or "#(") .. "figure(kind: table" .. (#caption > 0 and ", caption: [" or "")))
  if #caption > 0 then
    blocks:insert(pandoc.Plain(caption))
    blocks:insert(raw("]"))
  end
  -- What ends a cell and what begins the next are one piece: a table has thousands of them.
  local before = ", report-table(" .. setup .. ", table.header(repeat: true,"
  for index, row in ipairs(rows) do
    for _, cell in ipairs(row.others and {} or row) do
      blocks:insert(raw(before .. "\n" .. opening(cell)))
      blocks:extend(cell.cell.contents)
      before = "],"
    end
    if row.head and not (rows[index + 1] and rows[index + 1].head) then before = before .. "\n)," end
  end
  local id = el.identifier ~= "" and el.identifier
  -- The label belongs to the figure, inside the block that keeps it whole.
  local after = whole and id and ")), <" .. id .. ">)" or ")))" .. (whole and "" or label(el))
  blocks:insert(raw(before .. "\n" .. after))
  if wide then return pandoc.Div(blocks, pandoc.Attr("", { "workbench-wide" })) end
  return blocks
end

-- A table that takes a page turned on its side takes along what leads to it and its notes.
local function wide_pages(doc)
  local result, index = pandoc.Blocks {}, 1
  local function leads(block) return block and (block.t == "Header" or block.t == "Para" and #pandoc.utils.stringify(block) < 500) end
  while index <= #doc.blocks do
    local block = doc.blocks[index]
    if block.t == "Div" and block.classes:includes("workbench-wide") then
      local page, first = pandoc.Blocks {}, #result + 1
      for back = #result, math.max(1, #result - 3), -1 do
        if not leads(result[back]) then break end
        if result[back].t == "Header" then first = back end
      end
      page:insert(raw("#report-wide(["))
      for place = first, #result do page:insert(result[place]) end
      while #result >= first do result:remove() end
      page:extend(block.content)
      local notes = doc.blocks[index + 1]
      if notes and notes.t == "Div" and notes.classes:includes("report-notes") then
        page:extend(notes.content)
        index = index + 1
      end
      page:insert(raw("])"))
      result:extend(page)
    else
      result:insert(block)
    end
    index = index + 1
  end
  doc.blocks = result
  return doc
end

local function callout(el)
  local it = callouts.read(el)
  if not it then return nil end
  local title = callouts.printed_title(it)
  if it.minimal then
    -- No box: what stands in it may take pages of its own.
    local blocks = pandoc.Blocks { inline_block("#report-quiet-title[", title, "]" .. label(el)) }
    blocks:extend(it.body)
    return blocks
  end
  local blocks = pandoc.Blocks { inline_block('#report-callout(kind: "' .. it.kind .. '", title: [', title, "])[") }
  blocks:extend(it.body)
  blocks:insert(raw("]" .. label(el)))
  return blocks
end

local function columns(el)
  local widths = {}
  local blocks = pandoc.Blocks {}
  for _, block in ipairs(el.content) do
    local share = (block.attributes.width or ""):match("^([%d.]+)%%$")
    table.insert(widths, (share or "50") .. "fr")
  end
  blocks:insert(raw("#report-columns((" .. table.concat(widths, ", ") .. ",),"))
  for _, block in ipairs(el.content) do
    blocks:insert(raw("["))
    blocks:extend(block.content)
    blocks:insert(raw("],"))
  end
  blocks:insert(raw(")"))
  return blocks
end

local function div(el)
  if el.classes:includes("columns") then return columns(el) end
  if el.classes:includes("workbench-pagebreak") then return raw("#pagebreak(weak: true)") end
  if el.classes:includes("table-notes") then
    local blocks = pandoc.Blocks { raw("#report-notes[") }
    blocks:extend(el.content)
    blocks:insert(raw("]"))
    return pandoc.Div(blocks, pandoc.Attr("", { "report-notes" }))
  end
  return callout(el)
end

function Pandoc(doc)
  doc.blocks = floating(doc.blocks)
  doc = wide_pages(doc:walk { Figure = figure, Table = table_block, Div = div })
  if not context.inline_pictures then return doc end
  return doc:walk { Image = function(el) return pandoc.RawInline("typst", picture(el)) end }
end
