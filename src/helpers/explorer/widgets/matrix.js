// A table of buttons: row headers are quality indicators, column headers are strands, a button opens its cell.
function render({ model, el }) {
  el.classList.add("explorer-matrix");
  const cell = (tag, text, scope) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (scope) made.scope = scope;
    return made;
  };
  const draw = () => {
    const told = model.get("told");
    const focused = document.activeElement?.dataset?.cell;
    const table = document.createElement("table");
    table.append(cell("caption", told.caption ?? ""));
    const head = table.createTHead().insertRow();
    head.append(...(told.columns ?? []).map((label) => cell("th", label, "col")));
    const body = table.createTBody();
    for (const row of told.rows ?? []) {
      const line = body.insertRow();
      line.append(cell("th", row.title, "row"));
      for (const one of row.cells) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = `explorer-${one.tone}`;
        button.dataset.cell = `${row.id}/${one.strand}`;
        button.setAttribute("aria-label", one.label);
        button.setAttribute("aria-pressed", String(one.chosen));
        for (const text of one.lines) {
          const part = document.createElement("span");
          part.textContent = text;
          button.append(part);
        }
        button.addEventListener("click", () => {
          const [, , times] = model.get("clicked");
          model.set("clicked", [row.id, one.strand, (times ?? 0) + 1]);
          model.save_changes();
        });
        line.insertCell().append(button);
      }
      line.append(cell("td", row.together));
    }
    el.replaceChildren(table);
    if (focused) el.querySelector(`[data-cell="${CSS.escape(focused)}"]`)?.focus();
  };
  model.on("change:told", draw);
  draw();
}
export default { render };
