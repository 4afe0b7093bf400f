-- A program for `pandoc lua` that stays and serves: it reads requests from standard input, one after the other, checks
-- pages or makes them into formats, and answers each on standard output. So Pandoc starts once, not once for each page
-- and format, and a page is read once for all its formats.
--
-- A message is a line of JSON and then as many pieces of raw bytes as its `sizes` says. What is asked for stands in
-- `job`; an answer that begins with an `error` holds nothing else.
local HERE = pandoc.path.directory(arg[0])
local FILTERS = pandoc.path.join { HERE, "filters" }
local FAULT = "WORKBENCH-FAULT "

-- Runs a filter's file on `doc` as Pandoc would: with globals of its own. It sees `context` as CONTEXT, and the faults
-- that it writes to standard error are collected.
local function run(path, doc, format, context, faults)
  local modules = {}
  local folder = pandoc.path.directory(path)
  local errors = {}
  function errors.write(_, text) faults:insert(pandoc.json.decode(text:sub(#FAULT + 1), false)) end
  local env = setmetatable({
    CONTEXT = context, FORMAT = format, PANDOC_SCRIPT_FILE = path, io = setmetatable({ stderr = errors }, { __index = io }),
  }, { __index = _G })
  function env.require(name)
    modules[name] = modules[name] or assert(loadfile(pandoc.path.join { folder, name .. ".lua" }, "t", env))()
    return modules[name]
  end
  local result = assert(loadfile(path, "t", env))()
  if result then return result end
  return env.Pandoc(doc)
end

local function filter(name) return pandoc.path.join { FILTERS, name .. ".lua" } end

-- Calls `work` and returns what it returned, and what Pandoc warned of meanwhile.
local function listened(work)
  local messages, result = pandoc.log.silence(work)
  local warnings = pandoc.List {}
  for _, message in ipairs(messages) do
    local said = pandoc.json.decode(pandoc.json.encode(message), false)
    if said.verbosity ~= "INFO" and said.verbosity ~= "DEBUG" then warnings:insert { what = said.pretty, line = said.line } end
  end
  return result, warnings
end

local jobs = {}

-- A page read and checked: what is wrong in it, what it shows, and the page as JSON.
function jobs.check(asked, text)
  local faults = pandoc.List {}
  local found
  local document, warnings = listened(function()
    local doc = run(filter("prepare"), pandoc.read(text, "markdown"), "check", { values = asked.values, tokens = asked.tokens }, faults)
    doc.meta = {}
    found = run(filter("check"), doc, "check", {}, faults)(doc, asked.formats, asked.web_only)
    return pandoc.write(doc, "json")
  end)
  found.faults, found.warnings = faults, warnings
  return found, { document }
end

-- What Pandoc is told for each format.
local writers = {}

function writers.html(doc, options)
  local template = pandoc.template.compile("$toc$\n<!--workbench:body-->\n$body$\n")
  return pandoc.write(doc, "html5", {
    template = template, table_of_contents = true, toc_depth = options.toc_depth, wrap_text = "none",
  })
end

function writers.typst(doc, _) return pandoc.write(doc, "typst", { wrap_text = "none" }) end

function writers.docx(doc, options)
  pandoc.mediabag.empty()
  for name, value in pairs(options.metadata) do doc.meta[name] = pandoc.MetaString(value) end
  return pandoc.write(doc, "docx", { reference_doc = options.reference })
end

-- A page that was checked, made into the formats asked for; each has its own faults and warnings, or an error.
function jobs.make(asked, document)
  local answer, parts = { formats = {} }, {}
  local page = pandoc.read(document, "json")
  pandoc.system.with_working_directory(asked.folder, function()
    for _, each in ipairs(asked.formats) do
      local faults = pandoc.List {}
      local done, content, warnings = pcall(listened, function()
        local doc = page:clone()
        each.context.words, each.context.columns = asked.words, asked.columns
        if each.trace_numbers then doc.meta["trace-numbers"] = true end
        doc = run(filter("document"), doc, each.format, each.context, faults)
        doc = run(asked.components, doc, each.format, each.context, faults)
        doc = run(filter(each.format), doc, each.format, each.context, faults)
        return writers[each.format](doc, each)
      end)
      local said = { faults = faults, warnings = warnings }
      if not done then said = { error = tostring(content) } end
      answer.formats[each.format] = said
      table.insert(parts, done and content or "")
    end
  end)
  return answer, parts
end

local function answer(header, parts)
  header.sizes = pandoc.List {}
  for _, part in ipairs(parts) do header.sizes:insert(#part) end
  io.stdout:write(pandoc.json.encode(header), "\n", table.unpack(parts))
  io.stdout:flush()
end

for line in io.stdin:lines() do
  local asked = pandoc.json.decode(line, false)
  local given = {}
  for index, size in ipairs(asked.sizes) do given[index] = size > 0 and assert(io.stdin:read(size)) or "" end
  local done, header, parts = pcall(jobs[asked.job], asked, table.unpack(given))
  if done then answer(header, parts) else answer({ error = tostring(header) }, {}) end
end
