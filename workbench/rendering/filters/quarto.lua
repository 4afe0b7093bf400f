-- For Quarto, before anything else is done with a page: the same figures, tables, callouts and references in PDF and
-- Word as the embedded engine makes, by the same filters. HTML keeps Quarto's own.
local HERE = pandoc.path.directory(PANDOC_SCRIPT_FILE)
local KINDS = { "html", "typst", "docx" }

-- Runs the filter in `file` on `doc`. It sees `context` as the global CONTEXT.
local function run(file, doc, context)
  local modules = {}
  local env = setmetatable({ CONTEXT = context }, { __index = _ENV })
  function env.require(name)
    modules[name] = modules[name] or assert(loadfile(pandoc.path.join { HERE, name .. ".lua" }, "t", env))()
    return modules[name]
  end
  assert(loadfile(pandoc.path.join { HERE, file }, "t", env))()
  return env.Pandoc(doc)
end

-- Text of a value in the page's metadata; a dot parts the names.
local function says(meta, key)
  local value = meta
  for part in key:gmatch("[^.]+") do
    if type(value) ~= "table" and pandoc.utils.type(value) ~= "Meta" then return "" end
    value = value[part]
    if value == nil then return "" end
  end
  return pandoc.utils.stringify(value)
end

-- Quarto reads the id of a table as words at the end of its caption: `: Caption {#tbl-name tbl-colwidths="[1,2]"}`.
local function name_tables(doc)
  return doc:walk {
    Table = function(el)
      local last = el.caption.long[#el.caption.long]
      if not last or not last.content then return nil end
      for index, inline in ipairs(last.content) do
        if inline.t == "Str" and inline.text:sub(1, 6) == "{#tbl-" then
          local words = pandoc.utils.stringify(pandoc.Inlines { table.unpack(last.content, index) })
          el.identifier = words:match("^{#([^%s}]+)")
          el.attributes["tbl-colwidths"] = words:match("%[([%d.,%s]+)%]")
          while #last.content >= index do last.content:remove() end
          if #last.content > 0 and last.content[#last.content].t == "Space" then last.content:remove() end
          el.caption.long[#el.caption.long] = last
          return el
        end
      end
    end,
  }
end

local function top_level(doc)
  local top = 10
  doc:walk { Header = function(el) top = math.min(top, el.level) end }
  return top
end

-- The size of a drawing in CSS pixels: a PNG is the same picture as the SVG beside it, drawn with more dots.
local function picture_size(path)
  local file = io.open((path:gsub("%.png$", ".svg")), "rb")
  local opening = file and file:read(4096):match("<svg%f[%s][^>]*>")
  if file then file:close() end
  if not opening then return nil end
  local width, height = opening:match('%swidth="([%d.]+)'), opening:match('%sheight="([%d.]+)')
  return width and height and { tonumber(width), tonumber(height) }
end

local function picture_sizes(doc)
  local sizes = {}
  doc:walk { Image = function(el) sizes[el.src] = picture_size(el.src) end }
  return sizes
end

-- Whether sections are numbered. Quarto keeps the option from Pandoc and from the page's metadata.
local function numbers_sections()
  local param = _G.param
  return param ~= nil and param("number-sections", false) == true
end

-- A reference to a section leads to it by its title, where sections have no numbers.
local function link_sections(doc)
  if numbers_sections() then return doc end
  local titles = {}
  doc:walk { Header = function(el) titles[el.identifier] = el.content end }
  return doc:walk {
    Cite = function(el)
      local result = pandoc.Inlines {}
      for index, citation in ipairs(el.citations) do
        local id = citation.id:gsub("^%u", string.lower)
        if not id:match("^sec%-") or not titles[id] then return nil end
        if index > 1 then result:extend { pandoc.Str(","), pandoc.Space() } end
        result:insert(pandoc.Link(titles[id]:clone(), "#" .. id, "", pandoc.Attr("", { "cross-reference" })))
      end
      return result
    end,
  }
end

-- What Quarto would take for its own and make anew: a tabset, and a block with the id of a figure or table.
local RENAMED = { ["^fig%-"] = "figure-", ["^tbl%-"] = "table-" }

local function renamed(id)
  for prefix, new in pairs(RENAMED) do id = id:gsub(prefix, new) end
  return id
end

local function keep_from_quarto(doc, rename)
  return doc:walk {
    Para = function(el)
      -- A picture alone in its paragraph would be made a figure once more, its alternative text the caption.
      if #el.content == 1 and el.content[1].t == "Image" then
        el.content:insert(pandoc.RawInline("openxml", ""))
        return el
      end
    end,
    Div = function(el)
      if rename then el.identifier = renamed(el.identifier) end
      el.classes = el.classes:filter(function(class) return class ~= "panel-tabset" end)
      return el
    end,
    Link = function(el)
      if rename and el.target:sub(1, 1) == "#" then el.target = "#" .. renamed(el.target:sub(2)) end
      return el
    end,
  }
end

-- What a link to somewhere else may begin with, as in the embedded engine: everything else could run in a browser.
local SCHEMES = { http = true, https = true, mailto = true, tel = true }

local function refuse_links(doc)
  doc:walk {
    Link = function(el)
      local scheme = el.target:gsub("[%c%s]", ""):match("^(%a[%w+.-]*):")
      if scheme and not SCHEMES[scheme:lower()] then
        error("a link cannot begin with " .. scheme .. ":; it leads to a page or file of the project, or to the web")
      end
    end,
  }
end

local function kind_of_format()
  for _, kind in ipairs(KINDS) do
    if FORMAT:match(kind) then return kind end
  end
end

-- What the embedded engine's footer says of how a page was made.
local function page_made(meta)
  local parts = pandoc.List {}
  local function add(before, key)
    local text = says(meta, key)
    if text ~= "" then parts:insert(before .. text .. ".") end
  end
  add("", "report.release")
  add("Evidence as of ", "evidence.as_of")
  add("", "report.edition")
  add("Manifest entry ", "report.entry")
  local trace = says(meta, "report.trace")
  if #parts == 0 or says(meta, "report.release") == "" then return nil end
  local said = pandoc.Inlines(table.concat(parts, " "))
  if trace ~= "" then
    said:extend { pandoc.Space(), pandoc.Link("Where the numbers come from", trace), pandoc.Str(".") }
  end
  return pandoc.Div({ pandoc.Para(said) }, pandoc.Attr("", { "page-made" }))
end

-- What the first lines of a page say of its evidence.
local function evidence_of(meta)
  local as_of, edition = says(meta, "evidence.as_of"), says(meta, "report.edition")
  if as_of == "" then return "" end
  return "Evidence as of " .. as_of .. "." .. (edition ~= "" and " " .. edition .. "." or "")
end

function Pandoc(doc)
  local kind = kind_of_format()
  if not kind then return nil end
  refuse_links(doc)
  local banner = says(doc.meta, "evidence.notice")
  local context = {
    format = kind, values = {}, conditional = true, conditional_words = true, inline_pictures = true, lenient = true,
    number_sections = numbers_sections(),
    image_extension = kind == "docx" and "png" or "svg",
    toc = says(doc.meta, "contents-list") == "true", toc_depth = 2, banner = banner, images = {},
    cover_note = says(doc.meta, "plain-page") == "true" and "" or says(doc.meta, "report.cover_note"),
    -- From the page's folder to the project's.
    offset = quarto and quarto.project and quarto.project.offset,
  }
  if kind ~= "html" then doc = name_tables(doc) end
  doc = run("prepare.lua", doc, context)
  if kind == "html" then
    local evidence = evidence_of(doc.meta)
    if evidence ~= "" then
      doc.blocks:insert(1, pandoc.Div({ pandoc.Para(pandoc.Inlines(evidence)) }, pandoc.Attr("", { "page-evidence" })))
    end
    local state = says(doc.meta, "report.release")
    if state ~= "" then
      doc.blocks:insert(1, pandoc.Div({ pandoc.Para { pandoc.Strong(state) } }, pandoc.Attr("", { "page-state" })))
    end
    if banner ~= "" then
      doc.blocks:insert(1, pandoc.Div({ pandoc.Para { pandoc.Strong(banner) } }, pandoc.Attr("", { "page-banner" }, { role = "note" })))
    end
    local made = page_made(doc.meta)
    if made then doc.blocks:insert(made) end
    return run("../theme/components.lua", link_sections(doc), context)
  end
  local foot = says(doc.meta, "report.foot")
  if foot ~= "" then doc.meta.category = pandoc.MetaString(foot) end -- the running footer of Word shows it
  if banner ~= "" then doc.meta.subject = pandoc.MetaString(banner) end -- the running header of Word shows it
  local top = top_level(doc)
  doc = run("document.lua", doc, context)
  context.images = picture_sizes(doc)
  doc = run("../theme/components.lua", doc, context)
  doc = run(kind .. ".lua", doc, context)
  if kind == "typst" and top > 1 then
    -- Quarto moves the headings of a page without one of level 1 up itself, after this.
    doc = doc:walk { Header = function(el) el.level = el.level + 1 return el end }
  end
  if context.number_sections then
    -- The numbers are there already.
    doc = doc:walk { Header = function(el) el.classes:insert("unnumbered") return el end }
  end
  return keep_from_quarto(doc, kind == "docx")
end
