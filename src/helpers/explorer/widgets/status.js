// One line that a screen reader hears when it changes: the element stays, its text is replaced.
// JupyterLab takes arrows, Home and Enter for its cells wherever the focus is; in a view they belong to its own lists.
globalThis.workbenchKeys ??= document.addEventListener("focusin", (event) => {
  if (event.target.closest?.(".explorer-view")) event.target.dataset.lmSuppressShortcuts = "true";
}) ?? true;

function render({ model, el }) {
  const line = document.createElement("p");
  line.className = "explorer-status";
  line.setAttribute("role", "status");
  el.append(line);
  const say = () => {
    line.textContent = model.get("text");
    line.dataset.problem = String(model.get("problem"));
  };
  model.on("change", say);
  say();
}
export default { render };
