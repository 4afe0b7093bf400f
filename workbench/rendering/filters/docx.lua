-- Last filter for Word: callouts and panels as styled paragraphs, figure sizes, page breaks, a linked contents list.
local callouts = require("callouts")
local turning = require("turning")
local widths = require("widths")
local context = CONTEXT
local TEXT_WIDTH = 160 -- millimetres between the margins
local TEXT_HEIGHT = 215

local function styled(style, blocks)
  return pandoc.Div(blocks, pandoc.Attr("", {}, { ["custom-style"] = style }))
end

local function callout(el)
  local it = callouts.read(el)
  if not it then return nil end
  local title = callouts.printed_title(it)
  local style = it.minimal and "Quiet" or (it.kind == "note" or it.kind == "tip") and "Callout" or "Caution"
  local blocks = pandoc.Blocks { styled(style .. " Title", { pandoc.Para(title) }) }
  if it.minimal then
    blocks:extend(it.body)
  else
    blocks:insert(styled(style, it.body))
  end
  if el.identifier ~= "" then return pandoc.Div(blocks, pandoc.Attr(el.identifier)) end
  return blocks
end

local function image(el)
  local size = context.images and context.images[el.src]
  local share = (el.attributes.width or ""):match("^([%d.]+)%%$")
  if size then
    local width = share and TEXT_WIDTH * tonumber(share) / 100 or math.min(size[1] * 0.2646, TEXT_WIDTH)
    local height = width * size[2] / size[1]
    if height > TEXT_HEIGHT then width, height = width * TEXT_HEIGHT / height, TEXT_HEIGHT end
    el.attributes.width = string.format("%.1fmm", width)
    el.attributes.height = string.format("%.1fmm", height)
  end
  return el
end

-- Word wants to be told the widths of columns.
-- Letters across a page, upright and turned on its side, of a typeface as wide as Verdana: ours may not be installed.
local ROOM, ROOM_SIDEWAYS, BOLD = 62, 98, 1.3
local sideways = false -- whether the pages that tables stand on are turned anyway
local col_widths
function col_widths(el)
  local rows = widths.rows(el)
  local given, room, wide = widths.of(
    el, rows, sideways and ROOM_SIDEWAYS or ROOM, not sideways and ROOM_SIDEWAYS or nil, BOLD, true)
  if wide and turning.wanted(el, rows) then return col_widths(turning.turned(el, rows)) end
  local page = (wide or sideways) and ROOM_SIDEWAYS or ROOM
  -- A table of few short words need not be as wide as the page.
  local whole = math.max(room, 0.6 * page)
  local share = room < 0.85 * page and whole / page or 1
  local sum = 0
  for _, width in ipairs(given) do sum = sum + width + 2 end
  for index, spec in ipairs(el.colspecs) do el.colspecs[index] = { spec[1], share * (given[index] + 2) / sum } end
  return el, wide
end

local function keep_id(el)
  local wide
  el, wide = col_widths(el)
  local id = el.identifier
  if id == "" and not wide then return el end
  -- Word finds a figure or table by a bookmark around it.
  el.identifier = ""
  return pandoc.Div({ el }, pandoc.Attr(id, wide and { "workbench-wide" } or {}))
end

-- Words after a table stand apart from it.
local function apart(doc)
  local function ends_in_table(block)
    return block and (block.t == "Table" or block.t == "Div" and #block.content == 1 and block.content[1].t == "Table")
  end
  for index = 2, #doc.blocks do
    local block = doc.blocks[index]
    if block.t == "Para" and ends_in_table(doc.blocks[index - 1]) then doc.blocks[index] = styled("After Table", { block }) end
  end
  return doc
end

-- The end of a section whose pages are upright, or turned on their side. Its header and footer are those of the
-- reference document; the workbench names them in each section when it finishes the file.
local function section_end(sideways)
  local size = sideways and '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' or '<w:pgSz w:w="11906" w:h="16838"/>'
  return pandoc.RawBlock("openxml", '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:sectPr>'
    .. size .. '<w:pgMar w:top="1531" w:right="1418" w:bottom="1417" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>'
    .. "</w:sectPr></w:pPr></w:p>")
end

local function is_wide(block) return block and block.t == "Div" and block.classes:includes("workbench-wide") end

local function has_wide(blocks)
  for _, block in ipairs(blocks) do
    if is_wide(block) then return true end
  end
  return false
end

-- The words that stand where a wide table would.
local function elsewhere(block)
  local name = pandoc.utils.stringify(block.content[1].caption.long):match("^(Table[^:]*):")
  local words = pandoc.Inlines { block.identifier ~= "" and name and pandoc.Link(name, "#" .. block.identifier)
    or pandoc.Str(name or "A table") }
  words:extend(pandoc.Inlines(" is too wide for this page. It stands at the end of this document."))
  return styled("Table Notes", { pandoc.Para(words) })
end

-- Parts the blocks into what stays and the tables that are too wide for an upright page, with their notes. These stand
-- at the end, on pages turned on their side: in their place the text would stop in the middle of a page, twice for each.
local function parted(blocks)
  local stays, wide, index = pandoc.Blocks {}, pandoc.Blocks {}, 1
  while index <= #blocks do
    local block = blocks[index]
    if is_wide(block) then
      stays:insert(elsewhere(block))
      block.classes = block.classes:filter(function(class) return class ~= "workbench-wide" end)
      wide:insert(block)
      local notes = blocks[index + 1]
      if notes and notes.t == "Div" and notes.attributes["custom-style"] == "Table Notes" then
        wide:insert(notes)
        index = index + 1
      end
    else
      stays:insert(block)
    end
    index = index + 1
  end
  return stays, wide
end

local function figure(el)
  -- The picture carries the alternative text; the caption is a paragraph of its own, as Word expects.
  local id = el.identifier
  local blocks = pandoc.Blocks {}
  el:walk { Image = function(inner) blocks:insert(styled("Captioned Figure", { pandoc.Para { inner } })) end }
  local caption = pandoc.Inlines {}
  for _, block in ipairs(el.caption.long) do caption:extend(block.content or {}) end
  blocks:insert(styled("Image Caption", { pandoc.Para(caption) }))
  if id == "" then return blocks end
  return pandoc.Div(blocks, pandoc.Attr(id))
end

local PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

local function div(el)
  if el.classes:includes("workbench-pagebreak") then return pandoc.RawBlock("openxml", PAGE_BREAK) end
  if el.classes:includes("table-notes") then return styled("Table Notes", el.content) end
  return callout(el)
end

local function contents(doc)
  local depth = tonumber(context.toc_depth) or 2
  local blocks = pandoc.Blocks { styled("TOC Heading", { pandoc.Para { pandoc.Str("Contents") } }) }
  doc:walk {
    Header = function(el)
      if el.level > depth or el.identifier == "" or el.classes:includes("unlisted") then return end
      local link = pandoc.Link(el.content, "#" .. el.identifier)
      blocks:insert(styled("toc " .. el.level, { pandoc.Para { link } }))
    end,
  }
  return blocks
end

-- Where the data behind the figures begin; one more than there are blocks where there are none.
local function data_begins(blocks)
  for index, block in ipairs(blocks) do
    if block.t == "Header" and block.identifier == "sec-data-behind-figures" then return index end
  end
  return #blocks + 1
end

local function made(blocks)
  local walked = pandoc.Pandoc(blocks):walk { Image = image, Figure = figure, Table = keep_id, Div = div }
  return apart(walked).blocks
end

function Pandoc(doc)
  local begins = data_begins(doc.blocks)
  local text = pandoc.Blocks { table.unpack(doc.blocks, 1, begins - 1) }
  local behind = pandoc.Blocks { table.unpack(doc.blocks, begins) }
  local data = made(behind:clone())
  local blocks, wide = parted(made(text))
  if has_wide(data) then
    -- All of them together, so that they stay in their order.
    sideways = true
    data = made(behind)
  end
  if #wide > 0 then wide:insert(1, pandoc.Header(1, "Appendix: wide tables", pandoc.Attr("sec-wide-tables"))) end
  if sideways then wide:extend(data) else blocks:extend(data) end
  if #wide > 0 then
    blocks:insert(section_end(false))
    blocks:extend(wide)
    blocks:insert(section_end(true)) -- the workbench makes it the document's last
  end
  doc.blocks = blocks
  if context.toc then
    local list = contents(doc)
    if #list > 8 then list:insert(pandoc.RawBlock("openxml", PAGE_BREAK)) end
    doc.blocks = list .. doc.blocks
  end
  -- Before anything else: what it is, by what edition, of which evidence, and how it stands.
  if context.cover_note and context.cover_note ~= "" then
    doc.blocks:insert(1, pandoc.Para(pandoc.Inlines(context.cover_note)))
  end
  if context.banner and context.banner ~= "" then
    doc.blocks:insert(1, styled("Synthetic Banner", { pandoc.Para(pandoc.Inlines(context.banner)) }))
  end
  return doc
end
