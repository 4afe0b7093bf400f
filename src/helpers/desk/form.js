// A form whose parts are told by Python. Text is only ever put in as text, never as HTML.
// Each form may be loaded as a module of its own, so the page counts them.
const COUNT = Symbol.for("helpers.desk.forms");

// JupyterLab's own keys (arrows between cells, "d d" to delete one, "5" for a heading) are not for whoever is in a
// form; saving is. It looks for the mark on what has the focus when a key arrives at the document, so the window hears
// it first. Saving writes the notebook's file and leaves the form as it is.
const keys = (event) => {
  const place = event.target;
  if (!place.closest?.("form.desk")) return;
  const saves = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s";
  if (saves) delete place.dataset.lmSuppressShortcuts;
  else place.dataset.lmSuppressShortcuts = "true";
};
const KEYS = Symbol.for("helpers.desk.keys");
globalThis[KEYS] ??= window.addEventListener("keydown", keys, true) ?? true;

// What stood in a form when it was last recorded or filled in, by form: a page may draw one a second time.
const KEPT = (globalThis[Symbol.for("helpers.desk.kept")] ??= new WeakMap());
// What somebody chooses from a list is a place to look at; what they write or tick is work.
const WORK = ["lines", "text", "number", "radio", "checks"];

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined && value !== "") node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

// Which questions are asked: as helpers.desk.fields.asked does it.
function asked(fields, values) {
  const found = new Set();
  for (const field of fields) {
    const given = (name) => (values[name] === true ? "yes" : String(values[name] || ""));
    const holds = (one) => found.has(one.field) && one.answers.includes(given(one.field));
    if (field.when.every(holds)) found.add(field.id);
  }
  return found;
}

function control(field, id, described) {
  const common = { id, name: id, "aria-describedby": described, "aria-required": field.required ? "true" : null };
  if (field.kind === "select") {
    const options = field.choices.map((one) => make("option", { value: one.value }, one.label));
    const first = make("option", { value: " " }, "Choose …");
    first.value = "";
    return make("select", common, first, ...options);
  }
  if (field.kind === "lines") return make("textarea", { ...common, rows: 5 });
  if (field.kind === "number") return make("input", { ...common, type: "text", inputmode: "numeric", class: "short" });
  if (field.kind === "date") return make("input", { ...common, type: "date", class: "short" });
  return make("input", { ...common, type: "text", autocomplete: "off" });
}

function several(field, id, described) {
  const type = field.kind === "radio" ? "radio" : "checkbox";
  const rows = field.choices.map((one, place) => {
    const input = make("input", { type, name: id, value: one.value, id: `${id}-${place}` });
    const hint = one.hint ? make("span", { class: "hint" }, ` ${one.hint}`) : null;
    return make("label", { class: "choice", for: `${id}-${place}` }, input, make("span", {}, one.label, hint ?? ""));
  });
  const legend = make("legend", {}, field.label, field.required ? "" : make("span", { class: "hint" }, " (may be left)"));
  const attributes = { id, "aria-describedby": described, tabindex: "-1" };
  const clear = make("button", { type: "button", class: "plain", hidden: true }, "Clear the answer");
  clear.setAttribute("aria-label", `Clear the answer: ${field.label}`);
  clear.dataset.clears = id;
  return make("fieldset", attributes, legend, ...rows, type === "radio" ? clear : null);
}

// A browser shows a date in the order of its own language; below it stands the same in words, which nobody can misread.
function inWords(text) {
  const [year, month, day] = text.split("-").map(Number);
  if (!year) return "";
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.toLocaleDateString("en-GB", { timeZone: "UTC", weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

function question(field, prefix) {
  const id = `${prefix}-${field.id}`;
  const hint = field.hint ? make("p", { id: `${id}-hint`, class: "hint" }, field.hint) : null;
  const wrong = make("p", { id: `${id}-wrong`, class: "wrong", hidden: true });
  const words = field.kind === "date" ? make("p", { id: `${id}-words`, class: "hint words" }) : null;
  const described = [hint ? `${id}-hint` : "", `${id}-wrong`, words ? `${id}-words` : ""].filter(Boolean).join(" ");
  const row = make("div", { class: "question" });
  row.dataset.field = field.id;
  if (field.kind === "radio" || field.kind === "checks") {
    const group = several(field, id, described);
    group.querySelector("legend").after(...[hint, wrong].filter(Boolean));
    row.append(group);
  } else if (field.kind === "tick") {
    const input = make("input", { type: "checkbox", id, "aria-describedby": described });
    row.append(wrong, make("label", { class: "choice", for: id }, input, make("span", {}, field.label)), hint ?? "");
  } else {
    const may = field.required ? "" : make("span", { class: "hint" }, " (may be left)");
    row.append(make("label", { for: id }, field.label, may), hint ?? "", wrong, control(field, id, described), words ?? "");
  }
  return row;
}

function answer(row, field) {
  if (field.kind === "radio") return row.querySelector("input:checked")?.value ?? "";
  if (field.kind === "checks") return [...row.querySelectorAll("input:checked")].map((input) => input.value);
  if (field.kind === "tick") return row.querySelector("input").checked;
  return row.querySelector("input, select, textarea").value;
}

function put(row, field, value) {
  if (field.kind === "radio" || field.kind === "checks") {
    const chosen = Array.isArray(value) ? value.map(String) : [String(value ?? "")];
    for (const input of row.querySelectorAll("input")) input.checked = chosen.includes(input.value);
  } else if (field.kind === "tick") {
    row.querySelector("input").checked = value === true;
  } else {
    const input = row.querySelector("input, select, textarea");
    if (input.value !== String(value ?? "")) input.value = String(value ?? "");
  }
}

function shown(block) {
  if (block.kind === "table") {
    const head = make("tr", {}, ...block.columns.map((name) => make("th", { scope: "col" }, name)));
    const rows = block.rows.map((row) => make("tr", {}, ...row.map((cell) => make("td", {}, cell))));
    return make("table", {}, make("caption", {}, block.caption), make("thead", {}, head), make("tbody", {}, ...rows));
  }
  return make("p", {}, block.text);
}

function render({ model, el }) {
  globalThis[COUNT] = (globalThis[COUNT] ?? 0) + 1;
  const prefix = `desk-form-${globalThis[COUNT]}`;
  const title = make("h3", { id: `${prefix}-title` });
  const summary = make("div", { class: "problems", role: "alert", tabindex: "-1", hidden: true });
  const questions = make("div", {});
  const buttons = make("div", { class: "buttons" });
  const status = make("p", { class: "said", role: "status" });
  const below = make("div", { class: "below" });
  const root = make(
    "form",
    { class: "desk", novalidate: true, "aria-labelledby": `${prefix}-title` },
    title, summary, questions, buttons, status, below,
  );
  let waiting = false;
  let drawn = [];

  const fields = () => model.get("fields");
  const rowOf = (id) => [...questions.children].find((row) => row.dataset.field === id);
  const collect = () => Object.fromEntries(fields().map((field) => [field.id, answer(rowOf(field.id), field)]));
  // What stands in the form. Python says which answers to put otherwise; all others are whose who types them.
  let answers = { ...model.get("values") };

  function skip() {
    const ask = asked(fields(), collect());
    for (const row of questions.children) {
      row.hidden = !ask.has(row.dataset.field);
      const words = row.querySelector(".words");
      if (words) words.textContent = inWords(row.querySelector("input").value);
      const clear = row.querySelector("button.plain");
      if (clear) clear.hidden = !row.querySelector("input:checked");
    }
  }
  function fill() {
    for (const field of fields()) put(rowOf(field.id), field, answers[field.id]);
    skip();
  }
  function build() {
    const focused = root.contains(document.activeElement) ? document.activeElement.id : "";
    drawn = fields();
    questions.replaceChildren(...drawn.map((field) => question(field, prefix)));
    fill();
    if (focused) document.getElementById(focused)?.focus();
  }
  function name() {
    title.textContent = model.get("heading");
  }
  function act() {
    buttons.replaceChildren(
      ...model.get("actions").map((one, place) => {
        const button = make("button", { type: "button", class: place ? "second" : "main" }, one.label);
        button.addEventListener("click", () => {
          if (waiting) return;
          waiting = true;
          root.setAttribute("aria-busy", "true");
          model.send({ action: one.id, values: collect() });
        });
        return button;
      }),
    );
  }
  function wrong() {
    const errors = model.get("errors");
    const failed = model.get("failed");
    const items = fields().filter((field) => errors[field.id]).map((field) => {
      const link = make("a", { href: `#${prefix}-${field.id}` }, errors[field.id]);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        const row = rowOf(field.id);
        (row.querySelector("fieldset input") ?? row.querySelector("input, select, textarea")).focus();
      });
      return make("li", {}, link);
    });
    for (const field of fields()) {
      const row = rowOf(field.id);
      const message = row.querySelector(".wrong");
      message.textContent = errors[field.id] ?? "";
      message.hidden = !errors[field.id];
      const input = row.querySelector("select, textarea, input:not([type=radio])");
      if (input) input.toggleAttribute("aria-invalid", false);
      if (input && errors[field.id]) input.setAttribute("aria-invalid", "true");
    }
    summary.hidden = !items.length && !failed;
    summary.replaceChildren(
      make("h4", {}, "Nothing was recorded yet"),
      failed ? make("p", {}, failed) : "",
      items.length ? make("ul", {}, ...items) : "",
    );
  }
  function say() {
    status.textContent = model.get("said");
  }
  function show() {
    below.replaceChildren(...model.get("blocks").map(shown));
  }

  root.addEventListener("submit", (event) => event.preventDefault());
  root.addEventListener("click", (event) => {
    const id = event.target.dataset?.clears;
    if (!id) return;
    const row = event.target.closest(".question");
    for (const input of row.querySelectorAll("input")) input.checked = false;
    row.querySelector("input").focus();
    root.dispatchEvent(new Event("change"));
  });
  function told() {
    skip();
    answers = collect();
    model.set("values", answers);
    model.save_changes();
  }
  function putOtherwise() {
    answers = { ...collect(), ...model.get("put").values };
    fill();
    keep();
    told();
  }
  root.addEventListener("change", told);
  root.addEventListener("input", () => { answers = collect(); });
  const work = () => JSON.stringify(drawn.filter((field) => WORK.includes(field.kind)).map((field) => [field.id, answer(rowOf(field.id), field)]));
  const keep = () => KEPT.set(model, work());
  // Closing or reloading the page would lose it: the browser asks first.
  const leaving = (event) => {
    if (work() !== KEPT.get(model)) event.preventDefault();
  };
  const askOtherwise = () => {
    const kept = work() === KEPT.get(model);
    build();
    wrong();
    if (kept) keep();
  };
  const follow = { fields: askOtherwise, put: putOtherwise, heading: name, actions: act, errors: wrong,
    failed: wrong, said: say, blocks: show };
  for (const [trait, handler] of Object.entries(follow)) model.on(`change:${trait}`, handler);
  const heard = (message) => {
    if (!message?.done) return;
    waiting = false;
    root.removeAttribute("aria-busy");
    if (!model.get("failed") && !Object.keys(model.get("errors")).length) keep();
    if (!summary.hidden) summary.focus();
  };
  model.on("msg:custom", heard);

  build();
  if (!KEPT.has(model)) keep();
  window.addEventListener("beforeunload", leaving);
  for (const handler of [name, act, wrong, say, show]) handler();
  el.append(root);
  return () => {
    window.removeEventListener("beforeunload", leaving);
    for (const [trait, handler] of Object.entries(follow)) model.off(`change:${trait}`, handler);
    model.off("msg:custom", heard);
  };
}

export default { render };
