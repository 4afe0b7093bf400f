// One line that a screen reader hears when it changes: the element stays, its text is replaced.
// JupyterLab takes arrows, Home and Enter for its cells wherever the focus is; in a view they belong to its own lists.
// Saving stays JupyterLab's. It looks for the mark when a key arrives at the document, so the window hears it first.
const keys = (event) => {
  const place = event.target;
  if (!place.closest?.(".explorer-view")) return;
  const saves = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
  if (saves) delete place.dataset.lmSuppressShortcuts;
  else place.dataset.lmSuppressShortcuts = "true";
};
globalThis.workbenchKeys ??= window.addEventListener("keydown", keys, true) ?? true;

function render({ model, el }) {
  const line = document.createElement("p");
  line.className = "explorer-status";
  line.setAttribute("role", "status");
  el.append(line);
  const say = () => {
    line.textContent = model.get("text");
    line.dataset.problem = String(model.get("problem"));
  };
  model.on("change:text", say);
  model.on("change:problem", say);
  say();
  // What is looked at is brought up to date first, and it alone is read out: five views follow one choice.
  const look = (entries) => {
    const seen = entries.at(-1).isIntersecting;
    line.setAttribute("aria-live", seen ? "polite" : "off");
    if (seen === model.get("seen")) return;
    model.set("seen", seen);
    model.save_changes();
  };
  const watch = new IntersectionObserver(look);
  let waiting;
  const begin = () => {
    const view = el.closest(".explorer-view");
    if (view) watch.observe(view);
    else waiting = setTimeout(begin, 100);
  };
  begin();
  return () => {
    clearTimeout(waiting);
    watch.disconnect();
  };
}
export default { render };
