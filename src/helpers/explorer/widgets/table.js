// DataTables builds a table once for as many columns; other rows are exchanged in the table that is there. Built anew on
// the same element each time, as itables does, a table takes longer with every time: all that listened to it before stays.
async function redrawing({ model, el }, library) {
  const { DataTable } = (library.jquery ??= globalThis.$).fn; // itables brings it along and names it so
  const escaped = (text) => {
    const made = document.createElement("p");
    made.textContent = text;
    return made.innerHTML;
  };
  let api, heads;
  const build = () => {
    api?.destroy(true);
    el.replaceChildren();
    const cells = heads.map((text) => `<th>${escaped(text)}</th>`);
    const settings = {
      ...model.get("_dt_args"),
      data_json: "[]",
      table_html: `<thead><tr>${cells.join("")}</tr></thead>`,
      columnDefs: [{ targets: "_all", render: DataTable.render.text() }]
    };
    const own = { _dt_args: settings, selected_rows: [], caption: "" };
    const told = { get: (name) => own[name] ?? model.get(name), on() {}, set() {}, save_changes() {} };
    library.render({ model: told, el });
    api = new DataTable.Api(el.querySelector("table"));
  };
  // What is on one page needs neither pages nor a search; a search that goes on is always to be seen.
  const trim = () => el.classList.toggle("explorer-short", api.data().length <= model.get("short") && !api.search());
  const draw = () => {
    const { columns, rows, caption } = model.get("told");
    el.style.display = rows?.length ? "" : "none";
    if (!rows?.length) return;
    const before = heads;
    heads = columns;
    if (before?.length !== heads.length) {
      build();
    } else if (before.some((text, place) => text !== heads[place])) {
      heads.forEach((text, place) => api.column(place).title(escaped(text)));
      api.order([]).search("");
    }
    api.caption(escaped(caption));
    api.clear().rows.add(rows).draw();
    trim();
  };
  model.on("change:told", draw);
  draw();
  return () => api?.destroy(true);
}
