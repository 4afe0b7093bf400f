-- First filter of every format: puts values in, drops what is for other formats, numbers sections, figures and tables,
-- resolves cross-references. What follows (the theme's components, then the format's own filter) sees plain Pandoc.
local OPEN, CLOSE = utf8.char(0xE000), utf8.char(0xE001)
local context = {}
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
    local blocks = pandoc.read(text, PANDOC_WORKBENCH_READER or "markdown").blocks
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
  Image = function(el) fill_attributes(el) el.src = fill(el.src) return el end,
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

-- Conditional content ------------------------------------------------------------------------------------------------

local function shown(el)
  local visible = el.classes:includes("content-visible")
  if not visible and not el.classes:includes("content-hidden") then return nil end
  local when, unless = el.attributes["when-format"], el.attributes["unless-format"]
  local matches = true
  if when then matches = matches and when == context.format end
  if unless then matches = matches and unless ~= context.format end
  if visible then return matches end
  return not matches
end

local function conditional(el)
  local show = shown(el)
  if show == nil then return nil end
  if not show then return {} end
  return el.content
end

-- Sections, figures, tables -------------------------------------------------------------------------------------------

local labels = {}

local function shift_headings(doc)
  local top = 10
  doc:walk { Header = function(el) top = math.min(top, el.level) end }
  if top == 10 then return doc end
  return doc:walk { Header = function(el) el.level = el.level - top + 1 return el end }
end

local function unlist_tabs(doc)
  -- A tab's heading names the tab; it is no section of the report.
  return doc:walk {
    Div = function(el)
      if not el.classes:includes("panel-tabset") then return nil end
      for _, block in ipairs(el.content) do
        if block.t == "Header" then
          block.classes:insert("unnumbered")
          block.classes:insert("unlisted")
        end
      end
      return el
    end,
  }
end

local function number_sections(doc)
  local counts = { 0, 0, 0, 0, 0, 0, 0, 0, 0 }
  local depth = tonumber(context.number_depth) or 3
  return doc:walk {
    Header = function(el)
      local text = pandoc.utils.stringify(el.content)
      local number
      if context.number_sections and not el.classes:includes("unnumbered") then
        counts[el.level] = counts[el.level] + 1
        for level = el.level + 1, 9 do counts[level] = 0 end
        if el.level <= depth then
          number = table.concat(counts, ".", 1, el.level)
          el.content:insert(1, pandoc.Span({ pandoc.Str(number) }, pandoc.Attr("", { "section-number" })))
          el.content:insert(2, pandoc.Space())
        end
      end
      if el.identifier ~= "" then
        labels[el.identifier] = { kind = "Section", number = number, text = text }
      end
      return el
    end,
  }
end

local NBSP = utf8.char(0xA0)

local function prefixed(caption, kind, number)
  local prefix = pandoc.Inlines { pandoc.Str(kind .. NBSP .. number .. ":"), pandoc.Space() }
  if #caption.long == 0 then
    caption.long = pandoc.Blocks { pandoc.Plain(prefix) }
  else
    local first = caption.long[1]
    first.content = prefix .. first.content
    caption.long[1] = first
  end
  return caption
end

local function set_alt(image)
  local alt = image.attributes["fig-alt"] or image.attributes["alt"]
  image.attributes["fig-alt"] = nil
  image.attributes["alt"] = nil
  if alt then image.caption = pandoc.Inlines(alt) end
  return image
end

local function col_widths(el)
  local widths = el.attributes["tbl-colwidths"]
  el.attributes["tbl-colwidths"] = nil
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

local function number_floats(doc)
  local figures, tables = 0, 0
  return doc:walk {
    traverse = "topdown",
    Figure = function(el)
      if el.identifier:match("^fig%-") then
        figures = figures + 1
        labels[el.identifier] = { kind = "Figure", number = tostring(figures) }
        el.caption = prefixed(el.caption, "Figure", tostring(figures))
      end
      return el:walk { Image = set_alt }, false
    end,
    Table = function(el)
      col_widths(el)
      if el.identifier:match("^tbl%-") then
        tables = tables + 1
        labels[el.identifier] = { kind = "Table", number = tostring(tables) }
        el.caption = prefixed(el.caption, "Table", tostring(tables))
      end
      -- The first column says what each row is about.
      if #el.colspecs > 1 then
        for index, body in ipairs(el.bodies) do
          body.row_head_columns = 1
          el.bodies[index] = body
        end
      end
      return el
    end,
    Image = function(el) return set_alt(el), false end,
  }
end

local function reference(citation)
  local id = citation.id:gsub("^%u", string.lower)
  local label = labels[id]
  if not label then
    fault("the cross-reference @" .. citation.id .. " leads nowhere", "@" .. citation.id)
    return pandoc.Inlines { pandoc.Str("?") }
  end
  local text
  if not label.number then
    text = pandoc.Inlines(label.text)
  elseif citation.mode == "SuppressAuthor" then
    text = pandoc.Inlines { pandoc.Str(label.number) }
  else
    text = pandoc.Inlines { pandoc.Str(label.kind .. NBSP .. label.number) }
  end
  return pandoc.Inlines { pandoc.Link(text, "#" .. id, "", pandoc.Attr("", { "cross-reference" })) }
end

local function resolve(el)
  local result = pandoc.Inlines {}
  for index, citation in ipairs(el.citations) do
    if index > 1 then result:extend(pandoc.Inlines { pandoc.Str(","), pandoc.Space() }) end
    result:extend(reference(citation))
  end
  return result
end

-- Links between pages lead to the same format of the other page.
local ENDING = { html = ".html", typst = ".pdf", docx = ".docx" }

local function link_pages(el)
  if el.target:match("^%a[%w+.-]*:") then return nil end
  local path, anchor = el.target:match("^([^#]*)(#?.*)$")
  if path:match("%.qmd$") then
    -- Places inside a page can be named in HTML only.
    el.target = path:gsub("%.qmd$", ENDING[context.format]) .. (context.format == "html" and anchor or "")
    return el
  end
end

function Pandoc(doc)
  local path = pandoc.utils.stringify(doc.meta["workbench-context"])
  local file = assert(io.open(path, "r"))
  context = pandoc.json.decode(file:read("a"), false)
  file:close()
  doc.meta["workbench-context"] = nil
  -- Authors' comments are not for publication; other raw content has been refused before.
  local function comment(el) if el.format == "html" and el.text:match("^%s*<!%-%-") then return {} end end
  doc = doc:walk { RawBlock = comment, RawInline = comment }:walk(fill_values)
  doc = doc:walk { Div = conditional, Span = conditional }
  doc = number_floats(number_sections(unlist_tabs(shift_headings(doc))))
  return doc:walk { Cite = resolve }:walk { Link = link_pages }
end
