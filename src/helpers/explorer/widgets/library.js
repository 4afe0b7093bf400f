// Loads a large module once for the whole page; every widget that needs it waits for it here.
const shared = (globalThis.workbenchModules ??= {});
function slot(name) {
  if (!shared[name]) {
    const made = { started: false };
    made.loaded = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
    shared[name] = made;
  }
  return shared[name];
}
function initialize({ model }) {
  const place = slot(model.get("name"));
  if (place.started) return;
  place.started = true;
  const address = URL.createObjectURL(new Blob([model.get("source")], { type: "text/javascript" }));
  import(address).then((found) => place.resolve(found.default), place.reject);
}
export default { initialize };
