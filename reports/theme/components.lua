-- The report's own parts, for Quarto and for the embedded engine alike: key facts, the labelled scale of an evaluation,
-- what works well and what could improve, the banner on synthetic evidence. In HTML they are made by CSS alone where
-- possible.

local function is_html() return FORMAT:match("html") ~= nil end
local function is_typst() return FORMAT:match("typst") ~= nil end
local function is_docx() return FORMAT:match("docx") ~= nil end

local function raw(format, text) return pandoc.RawBlock(format, text) end

local function styled(style, blocks)
  return pandoc.Div(blocks, pandoc.Attr("", {}, { ["custom-style"] = style }))
end

local function list_in(el)
  for index, block in ipairs(el.content) do
    if block.t == "BulletList" or block.t == "OrderedList" then return block, index end
  end
end

-- Where numbers come from: [82%](trace.qmd#v-…){.traced trace="T12"} ---------------------------------------------------

-- On the web the number itself is the link. On paper a small raised number leads to the same entry of the list.
local function trace_number(el)
  local link = pandoc.Link(pandoc.Inlines { pandoc.Str(el.attributes.trace) }, el.target)
  return pandoc.Span(pandoc.Inlines { pandoc.Superscript { link } }, pandoc.Attr("", { "trace-number" }))
end

local function traced(numbered)
  return function(el)
    if not el.classes:includes("traced") then
      -- A link in a link would be none.
      el.content = el.content:walk {
        Link = function(inner) return inner.content end,
        Span = function(inner) if inner.classes:includes("trace-number") then return {} end end,
      }
      return el
    end
    if is_html() then
      el.attributes.trace = nil
      return el
    end
    if not el.attributes.trace then return el.content end -- in another page's list: on paper it has no number here
    if el.classes:includes("trace-note") then
      if not numbered then return {} end
      return pandoc.Inlines { pandoc.Link(pandoc.Inlines("Trace " .. el.attributes.trace), el.target) }
    end
    if not numbered then return el.content end
    local result = el.content:clone()
    result:insert(trace_number(el))
    return result
  end
end

local function trimmed(inlines)
  while inlines[1] and (inlines[1].t == "Space" or inlines[1].t == "SoftBreak" or inlines[1].t == "LineBreak") do
    inlines:remove(1)
  end
  return inlines
end

local function is_number(inline)
  return inline.t == "Strong" or (inline.t == "Span" and inline.classes:includes("key-fact-value"))
end

-- The number of a key fact (bold, or .key-fact-value, first in the item) and what it counts.
local function number_and_label(item)
  local number, label = pandoc.Inlines {}, pandoc.Inlines {}
  local first = item[1]
  for index, inline in ipairs(first and first.content or {}) do
    if index == 1 and is_number(inline) then number:extend(inline.content) else label:insert(inline) end
  end
  label = trimmed(label)
  -- The trace's number stands after the words: raised beside a large number it would look like a power.
  -- However deep it stands: Quarto puts values into spans of their own.
  number = number:walk {
    Span = function(el)
      if not el.classes:includes("trace-number") then return nil end
      label:insert(el)
      return {}
    end,
  }
  return number, label
end

local function typst_inlines(before, inlines, after)
  local content = pandoc.Inlines { pandoc.RawInline("typst", before) }
  content:extend(inlines)
  content:insert(pandoc.RawInline("typst", after))
  return pandoc.Plain(content)
end

-- ::: {.key-facts} with a list: - **94** records read
local function key_facts(el)
  local list = list_in(el)
  if not list or is_html() then return nil end
  local blocks = pandoc.Blocks {}
  if is_typst() then
    blocks:insert(raw("typst", "#report-key-facts("))
    for _, item in ipairs(list.content) do
      local number, label = number_and_label(item)
      blocks:insert(typst_inlines("([", number, "], "))
      blocks:insert(typst_inlines("[", label, "]),"))
    end
    blocks:insert(raw("typst", ")"))
  elseif is_docx() then
    for _, item in ipairs(list.content) do
      local number, label = number_and_label(item)
      local text = pandoc.Inlines {
        pandoc.Span(number, pandoc.Attr("", {}, { ["custom-style"] = "Key Fact Number" })), pandoc.Str(utf8.char(0x2002)),
      }
      text:extend(label)
      blocks:insert(styled("Key Fact", { pandoc.Para(text) }))
    end
  else
    return nil
  end
  return blocks
end

local function chosen(item)
  local is = false
  pandoc.Div(item):walk {
    Strong = function() is = true end,
    Span = function(el) is = is or el.classes:includes("recorded") end,
  }
  return is
end

-- The name of a point of the scale: what is marked .grade, or the whole item.
local function point_name(item)
  local name
  pandoc.Div(item):walk {
    Span = function(el) if el.classes:includes("grade") then name = pandoc.utils.stringify(el.content) end end,
  }
  return name or pandoc.utils.stringify(pandoc.Pandoc(item))
end

local function escaped(text)
  return (text:gsub("[&<>]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;" }))
end

-- ::: {.evaluation-scale} with a list of the scale's points from lowest to highest, the recorded one in bold.
local function evaluation_scale(el)
  local list = list_in(el)
  if not list then return nil end
  if is_html() then
    local lines = { '<ol class="scale">' }
    for _, item in ipairs(list.content) do
      local text = escaped(point_name(item))
      if chosen(item) then
        table.insert(lines, '<li class="chosen"><strong>' .. text
          .. '</strong><span class="visually-hidden"> (this evaluation)</span></li>')
      else
        table.insert(lines, "<li>" .. text .. "</li>")
      end
    end
    table.insert(lines, "</ol>")
    return raw("html", table.concat(lines, "\n"))
  elseif is_typst() then
    local blocks = pandoc.Blocks { raw("typst", "#report-scale(") }
    for _, item in ipairs(list.content) do
      blocks:insert(typst_inlines("([", pandoc.Inlines(point_name(item)), "], " .. tostring(chosen(item)) .. "),"))
    end
    blocks:insert(raw("typst", ")"))
    return blocks
  elseif is_docx() then
    local text = pandoc.Inlines {}
    for index, item in ipairs(list.content) do
      if index > 1 then text:extend(pandoc.Inlines { pandoc.Space(), pandoc.Str("|"), pandoc.Space() }) end
      if chosen(item) then
        local mark = utf8.char(0x25CF) .. utf8.char(0xA0)
        text:insert(pandoc.Span({ pandoc.Str(mark), pandoc.Strong(point_name(item)) },
          pandoc.Attr("", {}, { ["custom-style"] = "Scale Chosen" })))
      else
        text:extend(pandoc.Inlines(point_name(item)))
      end
    end
    return styled("Scale", { pandoc.Para(text) })
  end
end

-- In an evaluation the list with one point in bold is the scale.
local function evaluation(el)
  el.content = el.content:map(function(block)
    if (block.t == "BulletList" or block.t == "OrderedList") and #block.content > 1 then
      local marked = 0
      for _, item in ipairs(block.content) do if chosen(item) then marked = marked + 1 end end
      if marked == 1 then
        local scale = evaluation_scale(pandoc.Div({ block }))
        return pandoc.Div(scale.t and { scale } or scale, pandoc.Attr("", { "evaluation-points" }))
      end
    end
    return block
  end)
  return el
end

local BOXES = {
  ["evaluation"] = "Evaluation", ["works-well"] = "Works Well", ["could-improve"] = "Could Improve",
  ["synthetic-banner"] = "Synthetic Banner",
}

local function box(el, class)
  if is_typst() then
    local blocks = pandoc.Blocks { raw("typst", '#report-box("' .. class .. '")[') }
    blocks:extend(el.content)
    blocks:insert(raw("typst", "]"))
    return blocks
  elseif is_docx() then
    local blocks = pandoc.Blocks {}
    for _, block in ipairs(el.content) do
      -- Headings stay headings, so that Word's navigation finds them.
      local keeps = block.t == "Header" or block.t == "Table" or block.t == "Figure"
        or block.t == "Div"
      blocks:insert(keeps and block or styled(BOXES[class], { block }))
    end
    return blocks
  end
end

-- ::: {.large-type} for readers who need larger words: 16 pt on paper, 1.25 times the size on a screen.
local function large_type(el)
  if is_typst() then
    local start = "#[#set text(size: 16pt); #show heading: set text(size: 20pt)"
    -- A leaflet has to stay on its one page.
    if el.classes:includes("one-page") then start = start .. "; #show heading: set block(above: 25pt, below: 11pt)" end
    local blocks = pandoc.Blocks { raw("typst", start) }
    blocks:extend(el.content)
    blocks:insert(raw("typst", "]"))
    return blocks
  elseif is_docx() then
    local function large(blocks)
      return blocks:map(function(block)
        if block.t == "Para" or block.t == "Plain" then
          return styled("Large Type", { pandoc.Para(block.content) })
        elseif block.t == "BulletList" or block.t == "OrderedList" then
          block.content = block.content:map(function(item) return large(pandoc.Blocks(item)) end)
        end
        return block
      end)
    end
    return large(el.content)
  end
end

-- ::: {.poster} with a list of messages, to be read from across a room: 28 pt on paper, twice the size on a screen.
local function poster(el)
  if not is_typst() then return nil end
  local start = "#v(10pt)\n#[#set text(size: 28pt, weight: 700); #set par(leading: 0.5em); #set enum(spacing: 38pt, indent: 0pt)"
  local blocks = pandoc.Blocks { raw("typst", start) }
  blocks:extend(el.content)
  blocks:insert(raw("typst", "]"))
  return blocks
end

local function div(el)
  if el.classes:includes("poster") then return poster(el) end
  if el.classes:includes("large-type") then return large_type(el) end
  if el.classes:includes("key-facts") then return key_facts(el) end
  if el.classes:includes("evaluation-scale") then return evaluation_scale(el) end
  local found = el
  if el.classes:includes("evaluation") and (is_html() or is_typst() or is_docx()) then found = evaluation(el) end
  for _, class in ipairs(el.classes) do
    if BOXES[class] then return box(found, class) or found end
  end
end

function Pandoc(doc)
  local numbered = doc.meta["trace-numbers"]
  doc.meta["trace-numbers"] = nil
  numbered = numbered ~= nil and pandoc.utils.stringify(numbered) == "true"
  return doc:walk({ Link = traced(numbered) }):walk({ Div = div })
end
