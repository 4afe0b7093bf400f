-- A table of many columns and few rows, its rows made columns: on paper it is narrower so.
local turning = {}

local FEW, MANY = 4, 6 -- rows of it at most, columns at least

-- Whether the table can be turned; `rows` is what widths.rows says of it.
function turning.wanted(el, rows)
  if #el.head.rows ~= 1 or #rows - 1 > FEW or #rows < 2 or #el.colspecs < MANY or #el.foot.rows > 0 then return false end
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row) do
      if cell.columns > 1 or cell.rows > 1 then return false end
    end
  end
  return true
end

function turning.turned(el, rows)
  local made = pandoc.List {}
  for column = 1, #el.colspecs do
    local cells = pandoc.List {}
    for _, row in ipairs(rows) do cells:insert(row[column].cell) end
    made:insert(pandoc.Row(cells))
  end
  local result = el:clone()
  local last = el.colspecs[#el.colspecs][1]
  local specs = pandoc.List { { "AlignLeft", nil } }
  for _ = 2, #rows do specs:insert { last, nil } end
  result.colspecs = specs
  result.head = pandoc.TableHead { made:remove(1) }
  local body = el.bodies[1]:clone()
  body.head = {}
  body.body = made
  result.bodies = { body }
  return result
end

return turning
