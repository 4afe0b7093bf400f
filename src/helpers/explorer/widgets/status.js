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
const USES = ["pointerdown", "focusin", "click", "change"];

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
  // The view that somebody uses is told before others in sight: this leaves the page before what is chosen in it.
  const use = () => {
    if (globalThis.workbenchUsed === model) return;
    globalThis.workbenchUsed = model;
    model.set("used", model.get("used") + 1);
    model.save_changes();
  };
  // The next view is told when this one has been drawn.
  const drawn = () => {
    model.set("drawn", model.get("said"));
    model.save_changes();
  };
  const after = () => requestAnimationFrame(() => setTimeout(drawn));
  model.on("change:said", after);
  const watch = new IntersectionObserver(look);
  let waiting, view;
  const begin = () => {
    view = el.closest(".explorer-view");
    if (!view) return void (waiting = setTimeout(begin, 100));
    watch.observe(view);
    USES.forEach((kind) => view.addEventListener(kind, use, true));
  };
  begin();
  return () => {
    clearTimeout(waiting);
    watch.disconnect();
    USES.forEach((kind) => view?.removeEventListener(kind, use, true));
    model.off("change:said", after);
  };
}
export default { render };
