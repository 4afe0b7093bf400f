// Draws with a module that the page has loaded once (see library.js).
const shared = (globalThis.workbenchModules ??= {});
function slot(name) {
  if (!shared[name]) {
    const made = { started: false };
    made.loaded = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
    shared[name] = made;
  }
  return shared[name];
}
async function render(context) {
  const found = await slot("NAME").loaded;
  const library = typeof found === "function" ? await found() : found;
  return typeof redrawing === "function" ? redrawing(context, library) : library.render(context);
}
export default { render };
