// Altair draws a chart once; where its rows alone are others, they are exchanged in the drawing that is there.
async function redrawing({ model, el }, library) {
  const EXCHANGE = "change:_py_to_js_updates";
  const heard = {};
  const whole = () => {
    const spec = model.get("spec");
    return spec && { ...spec, datasets: model.get("rows"), description: model.get("said") };
  };
  // Altair hears of changes from here, each kind by the drawing that is there: older ones are gone.
  const told = {
    get: (name) => (name === "spec" ? whole() : model.get(name)),
    on: (name, handler) => { heard[name] = handler; },
    set: (name, value) => model.set(name, value),
    save_changes: () => model.save_changes()
  };
  // Altair makes the widget itself the drawing that a screen reader meets.
  const say = () => (model.get("said") ? el.setAttribute("aria-label", model.get("said")) : el.removeAttribute("aria-label"));
  // What is drawn over is said by the list beside the chart; the rectangle itself has no words.
  const hush = () => el.querySelectorAll('g[class*="brush_brush"]').forEach((each) => each.setAttribute("aria-hidden", "true"));
  const chosen = () => Object.values(model.get("_vl_selections") ?? {}).some(({ value }) => Object.keys(value ?? {}).length);
  new MutationObserver(hush).observe(el, { childList: true, subtree: true });

  let spec = model.get("spec"), rows = model.get("rows");
  const draw = async () => {
    const [newSpec, newRows] = [model.get("spec"), model.get("rows")];
    if (newSpec !== spec || (newRows !== rows && chosen())) {
      // A new drawing also forgets what was drawn over.
      [spec, rows] = [newSpec, newRows];
      await heard["change:spec"]?.();
    } else if (newRows !== rows) {
      rows = newRows;
      const named = Object.entries(structuredClone(rows));
      const updates = named.map(([name, value]) => ({ namespace: "data", name, scope: [], value }));
      await heard[EXCHANGE]?.({ changed: { _py_to_js_updates: updates } });
    }
    say();
  };
  let turn = library.render({ model: told, el });
  model.on("change", () => { turn = turn.then(draw, draw); });
  await turn;
}
