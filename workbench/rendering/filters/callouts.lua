-- What every format needs to know of a callout.
local callouts = {}

local LABELS = { note = "Note", tip = "Tip", warning = "Warning", important = "Important", caution = "Caution" }

-- Returns kind, title as inlines, body as blocks and whether the title is the author's; nil for any other block.
function callouts.read(el)
  local kind
  for _, class in ipairs(el.classes) do kind = kind or class:match("^callout%-(%a+)$") end
  if not kind or not LABELS[kind] then return nil end
  local body, title = el.content, el.attributes.title
  local inlines
  if title then
    -- As Quarto does, the words of the attribute are read as Markdown.
    local read = pandoc.read(title, "markdown").blocks
    inlines = #read == 1 and read[1].t == "Para" and read[1].content or pandoc.Inlines(title)
  elseif body[1] and body[1].t == "Header" then
    inlines = body[1].content
    body = body:clone()
    body:remove(1)
  else
    inlines = pandoc.Inlines(LABELS[kind])
  end
  local own = pandoc.utils.stringify(inlines) ~= LABELS[kind]
  return {
    kind = kind, label = LABELS[kind], title = inlines, own = own, body = body,
    collapse = el.attributes.collapse, icon = el.attributes.icon ~= "false",
    minimal = el.attributes.appearance == "minimal",
  }
end

-- Returns the title as it stands on paper: the author's own after the kind, which on a screen the icon says.
function callouts.printed_title(it)
  if not it.own or it.minimal or it.kind == "note" then return it.title end
  return pandoc.Inlines { pandoc.Str(it.label .. ":"), pandoc.Space() } .. it.title
end

return callouts
