-- Makes a list of everything in a page that the embedded engine cannot render, for every format asked for, with a piece
-- of the source to find each by.
local CALLOUTS = { note = true, tip = true, warning = true, important = true, caution = true }
local CALLOUT_ATTRIBUTES = { title = true, collapse = true, icon = true, appearance = true }
local APPEARANCES = { default = true, simple = true, minimal = true }
local FORMATS = { html = true, typst = true, docx = true }
-- Classes that mean something to Quarto and nothing here: their effect would be missing without a word.
local REFUSED_CLASSES = {
  ["panel-fill"] = true, ["panel-center"] = true, ["panel-sidebar"] = true, ["panel-input"] = true,
  ["column-margin"] = true, ["column-page"] = true, ["column-screen"] = true, ["column-body-outset"] = true,
  ["aside"] = true, ["fragment"] = true, ["notes"] = true, ["theorem"] = true, ["lightbox"] = true,
  ["profile"] = true, ["when-profile"] = true, ["landscape"] = true, ["hidden"] = true,
}
local REFUSED_ATTRIBUTES = {
  ["layout-ncol"] = true, ["layout-nrow"] = true, ["layout"] = true, ["fig-env"] = true, ["fig-pos"] = true,
  ["when-meta"] = true, ["unless-meta"] = true, ["when-profile"] = true, ["unless-profile"] = true,
  ["group"] = true, ["fig-scap"] = true, ["lang"] = nil, ["include"] = true, ["filename"] = true,
}

local found = pandoc.List {}
local function refuse(what, needle) found:insert { what = what, needle = needle } end

local function check_attributes(el)
  for _, class in ipairs(el.classes) do
    if REFUSED_CLASSES[class] or class:match("^column%-%a+%-") then
      refuse("the class '." .. class .. "' is not supported by the embedded engine", "." .. class)
    end
  end
  for name, _ in pairs(el.attributes) do
    if REFUSED_ATTRIBUTES[name] then
      refuse("the attribute '" .. name .. "' is not supported by the embedded engine", name .. "=")
    end
  end
end

local function check_condition(el)
  if not (el.classes:includes("content-visible") or el.classes:includes("content-hidden")) then return end
  local named = el.attributes["when-meta"] or el.attributes["unless-meta"] or el.attributes["when-profile"]
  for _, name in ipairs { "when-format", "unless-format" } do
    local format = el.attributes[name]
    if format then
      named = true
      if not FORMATS[format] then
        local hint = format == "pdf" and " (the PDF is made by Typst: write typst)" or ""
        refuse(name .. '="' .. format .. '" is not html, typst or docx' .. hint, name .. '="' .. format .. '"')
      end
    end
  end
  if not named then refuse("conditional content should say when-format or unless-format", "content-") end
end

local function check_callout(el)
  for _, class in ipairs(el.classes) do
    local kind = class:match("^callout%-(.+)$")
    if kind and not CALLOUTS[kind] then
      refuse("there is no callout of type '" .. kind .. "'; use note, tip, warning, important or caution", class)
    elseif kind then
      for name, value in pairs(el.attributes) do
        if not CALLOUT_ATTRIBUTES[name] and not REFUSED_ATTRIBUTES[name] then
          refuse("a callout has no '" .. name .. "'; it may have title, collapse, icon and appearance", name .. "=")
        elseif name == "appearance" and not APPEARANCES[value] then
          refuse("a callout's appearance is default, simple or minimal, not '" .. value .. "'", 'appearance="' .. value)
        end
      end
    end
  end
end

local function check_div(el)
  check_attributes(el)
  check_condition(el)
  check_callout(el)
  if el.identifier:match("^%a%a%a%-") and el.identifier:match("^fig%-") or el.identifier:match("^tbl%-") then
    refuse("a block as a figure or table (#" .. el.identifier .. ") is not supported; give the id to the picture or "
      .. "to the table's caption", "#" .. el.identifier)
  end
  if el.classes:includes("panel-tabset") and not (el.content[1] and el.content[1].t == "Header") then
    refuse("a tabset begins with the heading of its first tab", "panel-tabset")
  end
  if el.classes:includes("columns") then
    for _, block in ipairs(el.content) do
      if not (block.t == "Div" and block.classes:includes("column")) then
        refuse("only ::: {.column} blocks may stand directly in ::: {.columns}", ".columns")
        break
      end
    end
  end
end

local function check_image(el, caption_is_alt)
  check_attributes(el)
  local alt = el.attributes["fig-alt"] or el.attributes["alt"]
  if not alt and caption_is_alt then alt = pandoc.utils.stringify(el.caption) end
  if not alt or alt:match("^%s*$") then
    refuse("the picture " .. el.src .. " has no alternative text; say what it shows: {fig-alt=\"…\"}", el.src)
  end
end

-- Whether the page says itself that it is for the web alone: then a block of HTML is lost in no other format.
local web_only = false

local function raw(el)
  if web_only and el.t == "RawBlock" and el.format == "html" then return end
  if el.format == "html" and el.text:match("^<!%-%-") then return end
  local text = el.text:match("[^\n]+") or ""
  refuse("raw " .. el.format .. " is not supported: it would be lost in other formats", text)
end

local function math_found(el)
  refuse("mathematics is not supported by the embedded engine; for a plain dollar sign write \\$", "$" .. el.text)
end

-- What is there for one format ---------------------------------------------------------------------------------------

-- Returns the formats of `shows` in which a block or span stands; nil where it says nothing of formats.
local function narrowed(el, shows)
  local visible = el.classes:includes("content-visible")
  if not visible and not el.classes:includes("content-hidden") then return nil end
  local when, unless = el.attributes["when-format"], el.attributes["unless-format"]
  local rest = {}
  for format, _ in pairs(shows) do
    local matches = (not when or when == format) and (not unless or unless ~= format)
    if matches == visible then rest[format] = true end
  end
  return rest
end

-- Everything in the page that can be linked to or leads somewhere, with the formats it is there for.
local places, ways, images, links = pandoc.List {}, pandoc.List {}, pandoc.List {}, pandoc.List {}
local conditional, conditional_words, inline_pictures = false, false, false

local function place(el, shows)
  if el.identifier ~= "" then places:insert { id = el.identifier, shows = shows } end
end

-- Looks through blocks or inlines once: a walk takes Pandoc longer than all that is done in it.
local function look(content, shows, in_figure)
  local function part(el)
    place(el, shows)
    local rest = narrowed(el, shows)
    if not rest then return nil end
    conditional, conditional_words = true, conditional_words or el.t == "Span"
    look(el.content, rest, in_figure)
    return nil, false
  end
  content:walk {
    traverse = "topdown",
    Div = function(el)
      check_div(el)
      return part(el)
    end,
    Span = function(el)
      check_attributes(el)
      check_condition(el)
      return part(el)
    end,
    Header = function(el)
      check_attributes(el)
      place(el, shows)
    end,
    Table = function(el) place(el, shows) end,
    Link = function(el)
      check_attributes(el)
      links:insert { target = el.target, shows = shows }
    end,
    Cite = function(el)
      for _, citation in ipairs(el.citations) do
        local words = #citation.prefix > 0 or #citation.suffix > 0
        ways:insert { written = citation.id, words = words, shows = shows }
      end
    end,
    Figure = function(el)
      place(el, shows)
      local image
      el:walk { Image = function(inner) image = inner end }
      if image then check_image(image, false) end
      look(el.content, shows, true)
      look(el.caption.long, shows, true)
      return nil, false
    end,
    Image = function(el)
      images:insert { source = el.src, shows = shows }
      if in_figure then return end
      inline_pictures = true
      check_image(el, true)
      if el.attributes["fig-alt"] and #el.caption == 0 then
        refuse("the picture " .. el.src .. " has no caption; a figure needs one: ![Caption](…)", el.src)
      elseif el.identifier ~= "" then
        refuse("the picture #" .. el.identifier .. " should stand in a paragraph of its own", "#" .. el.identifier)
      end
    end,
    RawBlock = raw,
    RawInline = raw,
    Math = math_found,
  }
end

local SUPPORTED = { fig = true, tbl = true, sec = true }

local function in_format(list, format)
  return list:filter(function(each) return each.shows[format] end)
end

local function check_references(format, where)
  local ids = {}
  for _, each in ipairs(in_format(places, format)) do
    if ids[each.id] then refuse("the id '" .. each.id .. "' is used twice" .. where, "#" .. each.id) end
    ids[each.id] = true
  end
  local known = pandoc.List {}
  for id, _ in pairs(ids) do known:insert(id) end
  known:sort()
  for _, each in ipairs(in_format(ways, format)) do
    local id = each.written:gsub("^%u", string.lower)
    local kind = id:match("^(%a+)%-")
    local needle = "@" .. each.written
    if not kind or not SUPPORTED[kind] then
      refuse("@" .. each.written .. " is not a reference to a figure (@fig-…), table (@tbl-…) or section (@sec-…); "
        .. "literature references are not supported; for a plain @ write \\@", needle)
    elseif not ids[id] then
      -- A figure's name is no help to who looks for a table.
      local alike = known:filter(function(other) return other:match("^(%a+)%-") == kind end)
      found:insert { what = "the cross-reference @" .. each.written .. " leads nowhere" .. where, needle = needle,
        wanted = id, known = alike }
    elseif each.words then
      refuse("words inside the brackets of [@" .. each.written .. "] are not supported", needle)
    end
  end
  for _, each in ipairs(in_format(links, format)) do
    local id = each.target:match("^#(.+)$")
    if id and not ids[id] then
      found:insert { what = "the link to #" .. id .. " leads nowhere" .. where, needle = "(#" .. id, wanted = id,
        known = known }
    end
  end
  return known
end

-- Files the page needs.
local function targets(format)
  return {
    images = in_format(images, format):map(function(each) return each.source end),
    links = in_format(links, format):map(function(each) return each.target end),
  }
end

return function(doc, formats, for_web)
  web_only = for_web
  local every = {}
  for _, format in ipairs(formats) do every[format] = true end
  look(doc.blocks, every, false)
  local ids, files = {}, {}
  for index, format in ipairs(formats) do
    if index == 1 or conditional then
      ids[format] = check_references(format, conditional and #formats > 1 and " in " .. format or "")
      files[format] = targets(format)
    else
      ids[format], files[format] = ids[formats[1]], files[formats[1]]
    end
  end
  return { found = found, ids = ids, files = files, conditional = conditional,
    conditional_words = conditional_words, inline_pictures = inline_pictures }
end
