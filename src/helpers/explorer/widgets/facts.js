// Facts as HTML; what somebody unfolded stays unfolded when the facts change.
function render({ model, el }) {
  el.classList.add("explorer-facts");
  const draw = () => {
    const open = new Set([...el.querySelectorAll("details[open] > summary")].map((each) => each.textContent));
    const focused = el.contains(document.activeElement) ? document.activeElement.textContent : null;
    el.innerHTML = model.get("html");
    for (const summary of el.querySelectorAll("summary")) {
      if (open.has(summary.textContent)) summary.parentElement.open = true;
      if (summary.textContent === focused) summary.focus();
    }
  };
  model.on("change:html", draw);
  draw();
}
export default { render };
