-- Last filter for HTML: callouts, tabsets, columns, figures and tables as accessible HTML.
local callouts = require("callouts")
local widths = require("widths")
local sizes = CONTEXT.images or {}

local function raw(text) return pandoc.RawBlock("html", text) end

local function escaped(text)
  return (text:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

local function callout(el)
  local it = callouts.read(el)
  if not it then return nil end
  local classes = "callout callout-" .. it.kind .. (it.minimal and " callout-minimal" or "")
  local title = pandoc.Inlines {}
  if it.icon and not it.minimal then title:insert(pandoc.RawInline("html", '<span class="callout-icon" aria-hidden="true"></span>')) end
  -- The kind is said in words too, never by colour and icon alone.
  if it.own and not it.minimal then
    title:insert(pandoc.RawInline("html", '<span class="visually-hidden">' .. it.label .. ': </span>'))
  end
  title:extend(it.title)
  -- A table without a caption of its own is known by the callout's title.
  local name = escaped(pandoc.utils.stringify(it.title))
  it.body = pandoc.Div(it.body):walk({
    RawBlock = function(block)
      block.text = block.text:gsub('aria%-label="Table"', function() return 'aria-label="' .. name .. '"' end)
      return block
    end,
  }).content
  local id = el.identifier ~= "" and ' id="' .. escaped(el.identifier) .. '"' or ""
  local blocks = pandoc.Blocks {}
  if it.collapse then
    blocks:insert(raw('<details class="' .. classes .. '"' .. id .. (it.collapse == "false" and " open" or "") .. '>'))
    blocks:insert(raw('<summary class="callout-title">'))
    blocks:insert(pandoc.Plain(title))
    blocks:insert(raw('</summary>\n<div class="callout-body">'))
    blocks:extend(it.body)
    blocks:insert(raw("</div>\n</details>"))
  else
    blocks:insert(raw('<div class="' .. classes .. '" role="note"' .. id .. '>\n<p class="callout-title">'))
    blocks:insert(pandoc.Plain(title))
    blocks:insert(raw('</p>\n<div class="callout-body">'))
    blocks:extend(it.body)
    blocks:insert(raw("</div>\n</div>"))
  end
  return blocks
end

local function tabset(el)
  local blocks = pandoc.Blocks { raw('<div class="tabset">') }
  local level, open = el.content[1].level, false
  for _, block in ipairs(el.content) do
    if block.t == "Header" and block.level <= level then
      if open then blocks:insert(raw("</div>")) end
      blocks:insert(raw('<div class="tab">'))
      block.classes:insert("tab-title")
      open = true
    end
    blocks:insert(block)
  end
  if open then blocks:insert(raw("</div>")) end
  blocks:insert(raw("</div>"))
  return blocks
end

local function column(el)
  local width = el.attributes.width
  el.attributes.width = nil
  local share = width and width:match("^([%d.]+)%%$")
  if share then el.attributes.style = "flex-grow: " .. share .. "; flex-basis: " .. tostring(tonumber(share) * 0.36) .. "rem" end
  return el
end

local function div(el)
  if el.classes:includes("panel-tabset") then return tabset(el) end
  if el.classes:includes("column") then return column(el) end
  if el.classes:includes("workbench-pagebreak") then return raw('<div class="page-break"></div>') end
  return callout(el)
end

local function caption_text(caption)
  return pandoc.utils.stringify(pandoc.Pandoc(caption.long))
end

-- Short cells (periods, numbers with a sign) stay on one line.
local function mark_short(cell)
  local text = widths.plain(pandoc.utils.stringify(cell))
  if text and utf8.len(text) <= 11 then cell.attr.classes:insert("short") end
end

-- A wide table scrolls inside its own region, which the keyboard can reach and a screen reader can name.
local function table_region(el)
  local label = caption_text(el.caption)
  if label == "" then label = "Table" end
  for _, body in ipairs(el.bodies) do
    for _, row in ipairs(body.body) do
      for _, cell in ipairs(row.cells) do mark_short(cell) end
      if body.row_head_columns > 0 and row.cells[1] then row.cells[1].attr.attributes.scope = "row" end
    end
  end
  for _, row in ipairs(el.head.rows) do
    for _, cell in ipairs(row.cells) do cell.attr.attributes.scope = "col" end
  end
  local id = el.identifier ~= "" and ' id="' .. escaped(el.identifier) .. '"' or ""
  el.identifier = ""
  return pandoc.Blocks {
    raw('<div class="table-region"' .. id .. ' role="region" tabindex="0" aria-label="' .. escaped(label) .. '">'),
    el,
    raw("</div>"),
  }
end

local function image(el)
  local size = sizes[el.src]
  local width = el.attributes.width
  el.attributes.width, el.attributes.height = nil, nil
  local style
  if width and width:match("%%$") then
    style = "--width: " .. width
  elseif width then
    style = "--width: " .. (width:match("^%d+$") and width .. "px" or width)
  elseif size then
    style = "--width: " .. string.format("%d", math.floor(size[1] + 0.5)) .. "px"
  end
  if style then el.attributes.style = style end
  -- Drawn with the page, so that none is missing where a page is printed or kept as a picture at once.
  el.attributes.loading, el.attributes.decoding = "eager", "sync"
  -- The picture's own size keeps the page from jumping while it loads.
  if size then
    el.attributes.width = string.format("%d", math.floor(size[1] + 0.5))
    el.attributes.height = string.format("%d", math.floor(size[2] + 0.5))
  end
  return el
end

local function figure(el)
  el = el:walk { Image = image }
  local picture
  el:walk { Image = function(inner) picture = inner end }
  local blocks = pandoc.Blocks {}
  local id = el.identifier ~= "" and ' id="' .. escaped(el.identifier) .. '"' or ""
  blocks:insert(raw("<figure" .. id .. '>\n<div class="figure-region">'))
  blocks:extend(el.content)
  blocks:insert(raw("</div>\n<figcaption>"))
  for _, block in ipairs(el.caption.long) do blocks:insert(pandoc.Plain(block.content)) end
  blocks:insert(raw("</figcaption>\n</figure>"))
  return blocks
end

local function link(el)
  if not el.target:match("^https?:") then return nil end
  el.attributes.rel = "external"
  return el
end

function Pandoc(doc)
  -- The page's title is the one heading of level 1.
  local function header(el)
    el.level = math.min(el.level + 1, 6)
    return el
  end
  return doc:walk { Header = header, Figure = figure, Table = table_region, Div = div, Link = link }
end
