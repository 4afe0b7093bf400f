// Small elements of the panel.
let count = 0;

export function unique(stem) {
  count += 1;
  return `workbench-${stem}-${count}`;
}

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      made.addEventListener(name.slice(2), value);
    } else if (value === true) {
      made.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

export function button(text, onclick, attributes = {}) {
  return element('button', {type: 'button', class: 'workbench-button', onclick, ...attributes}, text);
}

// A mark that differs in shape as well as in colour; the words beside it say the same.
const MARKS = {done: '●', outdated: '◐', new: '○', blocked: '◌', failed: '✕', skipped: '–', there: '●', missing: '○'};

export function mark(state) {
  return element('span', {class: 'workbench-mark', 'data-state': state, 'aria-hidden': 'true'}, MARKS[state] || '○');
}
