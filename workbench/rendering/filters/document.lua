-- Second filter, for each format: drops what is for other formats, numbers sections, figures and tables, resolves
-- cross-references. What follows (the theme's components, then the format's own filter) sees plain Pandoc.
local context = CONTEXT

local function fault(what, needle)
  io.stderr:write("WORKBENCH-FAULT " .. pandoc.json.encode({ what = what, needle = needle }) .. "\n")
end

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

-- How far headings have to move up, so that a page begins with one of level 1.
local function levels_above(doc)
  local top = 10
  doc:walk { Header = function(el) top = math.min(top, el.level) end }
  return top == 10 and 0 or top - 1
end

local function is_callout(el)
  for _, class in ipairs(el.classes) do
    if class:match("^callout%-") then return true end
  end
end

-- The heading of a tab, or of a callout, names it; it is no section of the report.
local function unlist_titles(el)
  if is_callout(el) and el.content[1] and el.content[1].t == "Header" then
    el.content[1].classes:extend { "unnumbered", "unlisted" }
    return el
  end
  if not el.classes:includes("panel-tabset") then return nil end
  for _, block in ipairs(el.content) do
    if block.t == "Header" then
      block.classes:insert("unnumbered")
      block.classes:insert("unlisted")
    end
  end
  return el
end

local counts, depth = { 0, 0, 0, 0, 0, 0, 0, 0, 0 }, tonumber(context.number_depth) or 3

local function number_section(el, above)
  el.level = el.level - above
  local text = el.content:clone()
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
end

local NBSP = utf8.char(0xA0)

-- On paper the numbers behind the figures stand together at the end, so that they do not interrupt the chapters.
local function is_title(block) return block and block.t == "Header" end

local function data_reference(number)
  local link = pandoc.Link("Table" .. NBSP .. "A" .. number, "#tbl-data-" .. number, "", pandoc.Attr("", { "cross-reference" }))
  return pandoc.Inlines { pandoc.Str("Data:"), pandoc.Space(), link }
end

-- Returns what stands in the block of data, without its title, and its table; the title becomes the table's caption.
local function table_of(el)
  local blocks, title, found = el.content:clone(), pandoc.Inlines {}, nil
  if is_title(blocks[1]) then
    title = blocks[1].content
    if title[1] and title[1].t == "Str" and title[1].text == "Data:" then title:remove(1) end
    if title[1] and title[1].t == "Space" then title:remove(1) end
    blocks:remove(1)
  end
  for index, block in ipairs(blocks) do
    if block.t == "Table" and not found then
      block.caption = { long = pandoc.Blocks { pandoc.Plain(title) } }
      found = index
    end
  end
  return blocks, found
end

local function is_data(block) return block.t == "Div" and block.classes:includes("figure-data") end

local function gather_data(doc, above)
  if context.format == "html" then return doc end
  local gathered = pandoc.Blocks {}
  local count = 0
  local gather

  -- One block of data, put after what leads to it in `result`.
  local function move(block, result)
    local content, index = table_of(block)
    if not index then
      result:extend(content)
      return
    end
    count = count + 1
    content[index].identifier = "tbl-data-" .. count
    gathered:extend(content)
    local before = result[#result]
    if before and before.t == "Figure" and #before.caption.long > 0 then
      -- In the caption, so that it never stands alone on the next page.
      local last = before.caption.long[#before.caption.long]
      last.content:extend { pandoc.Str("."), pandoc.Space() }
      last.content:extend(data_reference(count))
      before.caption.long[#before.caption.long] = last
      result[#result] = before
    else
      result:insert(pandoc.Para(data_reference(count)))
    end
  end

  -- In the order in which they stand in the page, whatever they stand in; nil where there are none.
  function gather(blocks)
    local result, found = pandoc.Blocks {}, false
    for _, block in ipairs(blocks) do
      if is_data(block) then
        move(block, result)
        found = true
      else
        if block.t == "Div" or block.t == "BlockQuote" then
          local inside = gather(block.content)
          if inside then block.content, found = inside, true end
        elseif block.t == "BulletList" or block.t == "OrderedList" then
          local here = false
          local items = block.content:map(function(item)
            local inside = gather(item)
            here = here or inside ~= nil
            return inside or item
          end)
          if here then block.content, found = items, true end
        end
        result:insert(block)
      end
    end
    return found and result or nil
  end

  doc.blocks = gather(doc.blocks) or doc.blocks
  if count > 0 then
    local words = pandoc.Inlines("Appendix: data behind the figures")
    doc.blocks:insert(pandoc.Header(1 + above, words, pandoc.Attr("sec-data-behind-figures")))
    doc.blocks:extend(gathered)
  end
  return doc
end

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

local figures, tables = 0, 0

local function number_figure(el)
  if not el.identifier:match("^fig%-") then return nil end
  figures = figures + 1
  labels[el.identifier] = { kind = "Figure", number = tostring(figures) }
  el.caption = prefixed(el.caption, "Figure", tostring(figures))
  return el
end

local function number_table(el)
  local data = el.identifier:match("^tbl%-data%-(%d+)$")
  if data then
    el.caption = prefixed(el.caption, "Table", "A" .. data)
  elseif el.identifier:match("^tbl%-") then
    tables = tables + 1
    labels[el.identifier] = { kind = "Table", number = tostring(tables) }
    el.caption = prefixed(el.caption, "Table", tostring(tables))
  else
    return nil
  end
  return el
end

-- What stands in the words -------------------------------------------------------------------------------------------

-- A picture named without an ending gets the format's; its alternative text is where Pandoc's writers look for it.
local PICTURES = { svg = true, png = true, jpg = true, jpeg = true }

local function picture(image)
  if not PICTURES[image.src:match("%.(%a+)$") or ""] then image.src = image.src .. "." .. context.image_extension end
  local alt = image.attributes["fig-alt"] or image.attributes["alt"]
  image.attributes["fig-alt"] = nil
  image.attributes["alt"] = nil
  if alt then image.caption = pandoc.Inlines(alt) end
  return image
end

local function reference(citation)
  local id = citation.id:gsub("^%u", string.lower)
  local label = labels[id]
  if not label and context.lenient then return nil end
  if not label then
    fault("the cross-reference @" .. citation.id .. " leads nowhere", "@" .. citation.id)
    return pandoc.Inlines { pandoc.Str("?") }
  end
  local text
  if not label.number then
    text = label.text:clone()
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
    local linked = reference(citation)
    if not linked then return nil end
    if index > 1 then result:extend(pandoc.Inlines { pandoc.Str(","), pandoc.Space() }) end
    result:extend(linked)
  end
  return result
end

-- Links between pages lead to the same format of the other page.
local ENDING = { html = ".html", typst = ".pdf", docx = ".docx" }

-- From one folder of the project to a file in it.
local function relative(path)
  local up = context.folder and context.folder ~= "." and context.folder or ""
  local back = context.offset and context.offset:gsub("^%.$", ""):gsub("/$", "") or up:gsub("[^/]+", "..")
  return (back == "" and "" or back .. "/") .. path:gsub("^/+", "")
end

local function link_pages(el)
  if el.target:match("^%a[%w+.-]*:") then return nil end
  if el.classes:includes("traced") and (context.folder or context.offset) then
    -- Traces are web pages, whatever the format of the report.
    local path, anchor = el.target:match("^([^#]*)(#?.*)$")
    if path:sub(1, 1) == "/" then path = relative(path) end
    el.target = path:gsub("%.qmd$", ".html") .. anchor
    return el
  end
  if el.target:match("^/") and context.folder then el.target = relative(el.target) end
  local path, anchor = el.target:match("^([^#]*)(#?.*)$")
  if path:match("%.qmd$") then
    -- Places inside a page can be named in HTML only.
    el.target = path:gsub("%.qmd$", ENDING[context.format]) .. (context.format == "html" and anchor or "")
    return el
  end
end

function Pandoc(doc)
  -- Words are looked through only where some are conditional: they are most of a page.
  if context.conditional_words then
    doc = doc:walk { Div = conditional, Span = conditional }
  elseif context.conditional then
    doc = doc:walk { Div = conditional }
  end
  local above = levels_above(doc)
  -- A walk through the blocks alone takes Pandoc much less than one through all words: of those there is one. From the
  -- top down, so that titles are known as such before they are come to.
  doc = gather_data(doc, above):walk {
    traverse = "topdown", Div = unlist_titles, Header = function(el) return number_section(el, above) end,
    Figure = number_figure, Table = number_table,
  }
  return doc:walk { Cite = resolve, Link = link_pages, Image = picture }
end
