// The panel "Areas": a programme, its areas, and each area's state when it is unfolded.
import {element, mark, unique} from './elements.js';
import {areaDetail} from './area.js';

export class AreasPanel {
  constructor(workbench, acts) {
    this.workbench = workbench;
    this.acts = {...acts, failed: text => this.fail(text), draftEnded: (area, draft) => this.draftEnded(area, draft)};
    this.opened = new Map();
    this.programme = '';
    this.current = '';
    this.entries = [];
    this.sought = '';
    const chooser = unique('programme');
    const finder = unique('find');
    this.choose = element('select', {id: chooser, class: 'workbench-field', onchange: () => this.show(this.choose.value)});
    this.find = element('input', {id: finder, class: 'workbench-field', type: 'search', oninput: () => this.filter()});
    this.alert = element('p', {class: 'workbench-alert', role: 'alert', hidden: true});
    this.count = element('p', {class: 'workbench-hint', role: 'status'});
    this.list = element('ul', {class: 'workbench-areas'});
    this.kernels = element('p', {class: 'workbench-hint'});
    this.node = element(
      'div', {class: 'workbench-panel', role: 'region', 'aria-label': 'Areas'},
      element('h2', {class: 'workbench-title'}, 'Areas'),
      element('label', {for: chooser}, 'Programme'), this.choose,
      element('label', {for: finder}, 'Find an area'), this.find,
      this.alert, this.count, this.list, this.kernels
    );
  }

  // `here`: the programme and area whose layout this is, where it is one's.
  async begin(here) {
    try {
      this.desk = await this.workbench.desk();
    } catch (error) {
      this.fail(error.message);
      return;
    }
    this.choose.replaceChildren(...this.desk.programmes.map(one => element('option', {value: one.id}, one.title)));
    const {programme, area} = here && this.desk.programmes.some(one => one.id === here.programme) ? here : this.desk;
    this.choose.value = programme;
    this.kernels.textContent = `${this.desk.role.title}: ${this.desk.role.does}. ${this.desk.kernels}`;
    await this.show(programme, area);
    this.sought = area;
    this.shown();
  }

  // Brings the area that the desk is of into sight, once: while the panel is hidden nothing can be.
  shown() {
    const item = this.opened.get(this.sought);
    if (item && this.node.clientHeight) {
      const below = item.node.getBoundingClientRect().top - this.node.getBoundingClientRect().top;
      this.node.scrollTop += below > this.node.clientHeight / 2 ? below : 0;
      this.sought = '';
    }
  }

  async show(programme, unfolded = '') {
    this.programme = programme;
    // The panel is narrower than a long title.
    this.choose.title = this.choose.selectedOptions[0]?.textContent || '';
    this.opened.clear();
    this.current = '';
    this.list.replaceChildren();
    await this.refresh();
    if (unfolded && this.programme === programme && this.entries.some(entry => entry.slug === unfolded)) {
      await this.unfold(unfolded);
    }
  }

  // An answer that comes after another programme was chosen is not shown: arrow keys choose one after the other.
  async refresh() {
    const wanted = this.programme;
    try {
      const found = await this.workbench.areas(wanted);
      if (wanted !== this.programme) {
        return;
      }
      this.alert.hidden = true;
      this.entries = found.areas;
      this.draw();
    } catch (error) {
      if (wanted === this.programme) {
        this.fail(error.message);
      }
    }
  }

  draw() {
    for (const entry of this.entries) {
      const there = this.opened.get(entry.slug);
      const item = there || this.item(entry);
      this.tell(item, entry);
      this.opened.set(entry.slug, item);
      if (!there) {
        this.list.append(item.node);
      }
    }
    this.filter();
  }

  // The list goes by the build's records; of an area that was unfolded it is known what has changed since.
  tell(item, entry) {
    const state = this.stateOf(entry);
    item.mark.replaceWith((item.mark = mark(item.again && state === 'done' ? 'outdated' : state)));
    item.says.textContent = item.again ? `${entry.says}, ${item.again} to be run again` : entry.says;
  }

  stateOf(entry) {
    if (entry.failed) {
      return 'failed';
    }
    return entry.done === entry.stages ? 'done' : entry.done ? 'outdated' : 'new';
  }

  item(entry) {
    const detail = element('div', {id: unique('area'), hidden: true});
    const says = element('span', {class: 'workbench-says'}, entry.says);
    const shape = mark(this.stateOf(entry));
    const toggle = element(
      'button',
      {type: 'button', class: 'workbench-area', 'aria-expanded': 'false', 'aria-controls': detail.id,
        onclick: () => (detail.hidden ? this.unfold(entry.slug) : this.fold(entry.slug))},
      shape, element('span', {class: 'workbench-name'}, entry.name), says
    );
    const node = element('li', {'data-area': entry.slug}, toggle, detail);
    return {node, toggle, detail, says, mark: shape, name: entry.name, again: 0};
  }

  fold(slug) {
    const item = this.opened.get(slug);
    item.detail.hidden = true;
    item.toggle.setAttribute('aria-expanded', 'false');
  }

  async unfold(slug) {
    const item = this.opened.get(slug);
    item.toggle.setAttribute('aria-expanded', 'true');
    item.detail.hidden = false;
    this.current = slug;
    try {
      const area = await this.workbench.area(this.programme, slug);
      if (this.opened.get(slug) !== item) {
        return;
      }
      const detail = areaDetail(area, this.workbench, this.acts);
      item.build = detail.build;
      item.again = area.stages.filter(stage => stage.state === 'outdated').length;
      this.tell(item, this.entries.find(entry => entry.slug === slug));
      item.detail.replaceChildren(detail.node);
    } catch (error) {
      this.fail(error.message);
    }
  }

  async build(slug) {
    await this.unfold(slug);
    const item = this.opened.get(slug);
    item.node.scrollIntoView({block: 'nearest'});
    return item.build && item.build();
  }

  async draftEnded(area, draft) {
    // Built while another programme is looked at: its list is not this one's.
    const item = area.programme === this.programme ? this.opened.get(area.slug) : undefined;
    const focused = item && item.detail.contains(document.activeElement);
    await this.refresh();
    if (item && !item.detail.hidden) {
      await this.unfold(area.slug);
      if (focused) {
        item.detail.querySelector('.workbench-draft button').focus();
      }
    }
    if (draft.state === 'done') {
      this.acts.draftReady(area);
    } else if (draft.state === 'failed') {
      this.acts.notify(draft.message);
    }
  }

  filter() {
    const wanted = this.find.value.trim().toLowerCase();
    let shown = 0;
    for (const item of this.opened.values()) {
      item.node.hidden = Boolean(wanted) && !item.name.toLowerCase().includes(wanted);
      shown += item.node.hidden ? 0 : 1;
    }
    this.count.textContent = `${shown} of ${this.opened.size} shown`;
  }

  fail(text) {
    this.alert.textContent = text;
    this.alert.hidden = false;
  }
}
