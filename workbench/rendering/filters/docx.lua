-- Last filter for Word: callouts and panels as styled paragraphs, figure sizes, page breaks, a linked contents list.
local callouts = require("callouts")
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
  local title = it.title
  if it.own and not it.minimal and it.kind ~= "note" then
    title = pandoc.Inlines { pandoc.Str(it.label .. ":"), pandoc.Space() } .. title
  end
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
local ROOM = 76 -- letters across a page
local function col_widths(el)
  local given, room = widths.of(el, widths.rows(el), ROOM)
  -- A table of few short words need not be as wide as the page.
  local whole = math.max(room, 0.6 * ROOM)
  local share = room < 0.85 * ROOM and whole / ROOM or 1
  local sum = 0
  for _, width in ipairs(given) do sum = sum + width + 2 end
  for index, spec in ipairs(el.colspecs) do el.colspecs[index] = { spec[1], share * (given[index] + 2) / sum } end
end

local function keep_id(el)
  col_widths(el)
  if el.identifier == "" then return el end
  -- Word finds a figure or table by a bookmark around it.
  local id = el.identifier
  el.identifier = ""
  return pandoc.Div({ el }, pandoc.Attr(id))
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

function Pandoc(doc)
  doc = doc:walk { Image = image }:walk { Figure = figure, Table = keep_id, Div = div }
  if context.toc then
    local list = contents(doc)
    if #list > 8 then list:insert(pandoc.RawBlock("openxml", PAGE_BREAK)) end
    doc.blocks = list .. doc.blocks
  end
  if context.banner and context.banner ~= "" then
    doc.blocks:insert(1, styled("Synthetic Banner", { pandoc.Para(pandoc.Inlines(context.banner)) }))
  end
  return doc
end
