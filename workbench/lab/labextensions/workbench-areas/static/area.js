// One area unfolded: its notebooks, its stages, its evidence, its draft.
import {button, element, mark} from './elements.js';
import {draftSection} from './draft.js';

const HEADING = 'workbench-heading';

function stageItem(stage, area, acts) {
  const why = stage.why ? element('span', {class: 'workbench-why'}, stage.why) : null;
  return element(
    'li', {},
    mark(stage.state),
    button(stage.title, () => acts.openNotebook(area, stage.id), {class: 'workbench-link', title: 'Open the notebook'}),
    element('span', {class: 'workbench-says'}, stage.says), why
  );
}

function wholeItem({id, title}, area, acts) {
  return element(
    'li', {}, button(title, () => acts.openNotebook(area, id), {class: 'workbench-link', title: 'Open the notebook'})
  );
}

function tableItem(table) {
  const state = table.there ? 'there' : 'missing';
  return element(
    'li', {}, mark(state), element('span', {class: 'workbench-name'}, table.title),
    element('span', {class: 'workbench-says'}, table.says)
  );
}

export function areaDetail(area, workbench, acts) {
  const draft = draftSection(area, workbench, {
    failed: acts.failed,
    ended: ended => acts.draftEnded(area, ended)
  });
  const held = area.held
    ? element('p', {class: 'workbench-warning'},
      `${area.held} ${area.held === 1 ? 'text' : 'texts'} may identify somebody and ${area.held === 1 ? 'is' : 'are'} in no output: workbench findings`)
    : null;
  const missing = area.evidence.filter(table => !table.there).length;
  const coverage = `Evidence: ${area.evidence.length - missing} of ${area.evidence.length} tables`;
  const none = area.evidence.length && missing === area.evidence.length
    ? element('p', {class: 'workbench-warning'},
      'There is no evidence yet. This command takes it in: ', element('code', {}, `workbench intake ${area.programme}`),
      ' To try things with synthetic evidence, make it before: ', element('code', {}, `workbench sample ${area.programme}`))
    : null;
  const node = element(
    'div', {class: 'workbench-detail'}, none,
    element('div', {class: 'workbench-row'},
      button('Open the notebooks', () => acts.openDesk(area)),
      button('Show the report', () => acts.showReport(area), {
        'aria-disabled': String(!area.report),
        title: area.report ? 'Beside the notebook' : 'There is no report yet: build the draft'
      }),
      acts.quarto() ? button('Preview with Quarto', () => acts.preview(area)) : null),
    draft.node,
    area.notebooks.length ? element('h3', {class: HEADING}, 'Whole area') : null,
    area.notebooks.length ? element('ul', {class: 'workbench-whole'}, ...area.notebooks.map(each => wholeItem(each, area, acts))) : null,
    element('h3', {class: HEADING}, 'Stages'),
    element('ul', {class: 'workbench-list'}, ...area.stages.map(stage => stageItem(stage, area, acts))),
    area.evidence.length ? element('h3', {class: HEADING}, coverage) : null,
    area.evidence.length ? element('ul', {class: 'workbench-list'}, ...area.evidence.map(tableItem)) : null,
    held,
    element('details', {class: 'workbench-more'},
      element('summary', {}, 'More'),
      element('p', {class: 'workbench-hint'}, 'Your changes to a notebook are kept. A fresh copy starts from its source; yours is set aside in the folder set-aside.'),
      button('Take fresh copies', () => acts.freshCopies(area)),
      element('p', {class: 'workbench-hint'}, 'An area has a layout of its own, found again as you left it.'),
      button(`Sit down at the desk of ${area.name}`, () => acts.sitDown(area)))
  );
  return {node, build: draft.start};
}
