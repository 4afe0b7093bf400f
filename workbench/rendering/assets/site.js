// Small conveniences; everything on the page can be read and used without them.
document.documentElement.classList.add("js");

// The lists of reports and of contents fold away where there is no room for them beside the text.
document.querySelectorAll("[data-folds]").forEach((heading) => {
  const narrow = window.matchMedia(`(max-width: ${heading.dataset.below})`);
  const list = document.getElementById(heading.dataset.folds);
  const title = heading.textContent;
  const fit = () => {
    list.hidden = narrow.matches;
    if (!narrow.matches) {
      heading.textContent = title;
      return;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fold-button";
    button.textContent = title;
    button.setAttribute("aria-controls", list.id);
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      list.hidden = !list.hidden;
      button.setAttribute("aria-expanded", String(!list.hidden));
    });
    heading.replaceChildren(button);
  };
  narrow.addEventListener("change", fit);
  fit();
});
const current = document.querySelector(".site-nav [aria-current]");
const nav = current && current.closest("nav");
if (nav && nav.scrollHeight > nav.clientHeight) {
  nav.scrollTop = Math.max(0, current.offsetTop - nav.clientHeight / 2);
}

// Only what really scrolls is a stop for the keyboard.
const regions = document.querySelectorAll(".table-region, .figure-region");
const fitRegions = () => {
  for (const region of regions) {
    const scrolls = region.scrollWidth > region.clientWidth + 1;
    if (scrolls) {
      region.tabIndex = 0;
      region.setAttribute("role", "region");
    } else {
      region.removeAttribute("tabindex");
      region.removeAttribute("role");
    }
    const label = region.dataset.label || region.getAttribute("aria-label");
    region.dataset.label = label;
    if (scrolls) region.setAttribute("aria-label", label);
    else region.removeAttribute("aria-label");
  }
};
for (const region of document.querySelectorAll(".figure-region")) {
  const image = region.querySelector("img");
  const caption = region.parentElement.querySelector("figcaption");
  region.dataset.label = caption ? caption.textContent.trim() : "Figure";
  if (image && Number(image.getAttribute("width")) > 480) image.classList.add("wide");
  // Much is written in tall pictures: they keep their size on a phone and scroll.
  if (image && image.getAttribute("height") > 1.25 * image.getAttribute("width")) image.classList.add("tall");
}
fitRegions();
window.addEventListener("resize", fitRegions);
window.addEventListener("load", fitRegions);
document.addEventListener("toggle", fitRegions, true);

// Sections one under the other become tabs.
document.querySelectorAll(".tabset").forEach((tabset, number) => {
  const panels = [...tabset.querySelectorAll(":scope > .tab")];
  const bar = document.createElement("div");
  bar.className = "tab-list";
  bar.setAttribute("role", "tablist");
  const tabs = panels.map((panel, index) => {
    const heading = panel.querySelector(".tab-title");
    const tab = document.createElement("button");
    panel.id = panel.id || `tabs-${number}-${index}`;
    tab.id = `${panel.id}-tab`;
    tab.type = "button";
    tab.textContent = heading.textContent;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    panel.tabIndex = 0;
    bar.append(tab);
    return tab;
  });
  const choose = (chosen) => tabs.forEach((tab, index) => {
    tab.setAttribute("aria-selected", String(index === chosen));
    tab.tabIndex = index === chosen ? 0 : -1;
    panels[index].style.display = index === chosen ? "" : "none";
  });
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => choose(index));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      let next = step === undefined ? { Home: 0, End: tabs.length - 1 }[event.key] : index + step;
      if (next === undefined) return;
      next = (next + tabs.length) % tabs.length;
      event.preventDefault();
      choose(next);
      tabs[next].focus();
    });
  });
  tabset.prepend(bar);
  choose(0);
});

// What is folded away is printed all the same.
window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((details) => { details.open = true; }));

// Search: the index is a script of its own, read when somebody first searches; it works from a folder without a server.
const form = document.querySelector(".search");
if (form) {
  const input = form.querySelector("input");
  const found = document.getElementById("search-found");
  const root = document.body.dataset.root;
  form.hidden = false;
  let loading;
  const index = () => loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}assets/search-index.js`;
    script.onload = () => resolve(window.workbenchSearchIndex);
    script.onerror = reject;
    document.head.append(script);
  });
  const element = (name, text, parent) => {
    const made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
    return made;
  };
  const search = async () => {
    const words = input.value.toLowerCase().split(/\s+/).filter((word) => word.length > 1);
    found.replaceChildren();
    found.hidden = words.length === 0;
    if (!words.length) return;
    const hits = [];
    for (const page of await index()) {
      for (const [id, heading, text] of page.sections) {
        const title = `${page.title} ${heading}`.toLowerCase();
        const all = `${title} ${text.toLowerCase()}`;
        if (words.every((word) => all.includes(word))) {
          hits.push({ page, id, heading, score: words.filter((word) => title.includes(word)).length });
        }
      }
    }
    hits.sort((a, b) => b.score - a.score);
    element("p", hits.length === 1 ? "1 place found" : `${hits.length} places found${hits.length > 20 ? ", the first 20 shown" : ""}`, found);
    const list = element("ol", "", found);
    for (const hit of hits.slice(0, 20)) {
      const item = element("li", "", list);
      const link = element("a", hit.heading || hit.page.title, item);
      link.href = `${root}${hit.page.href}${hit.id ? `#${hit.id}` : ""}`;
      if (hit.heading) element("span", ` – ${hit.page.title}`, item).className = "where";
    }
  };
  input.addEventListener("focus", index, { once: true });
  input.addEventListener("input", search);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") { input.value = ""; search(); } });
}
