// "Build this area's draft": starts a build, shows how far it is, and says how it ended.
import {button, element, unique} from './elements.js';

const PAUSE = 600;

export function draftSection(area, workbench, hears) {
  const title = unique('draft');
  const status = element('p', {class: 'workbench-status', role: 'status'});
  const bar = element('progress', {'aria-label': `Draft of ${area.name}: notebooks run`, hidden: true});
  const log = element('pre', {class: 'workbench-log', tabindex: '0', role: 'region', 'aria-label': 'What the build said'});
  const said = element('details', {hidden: true}, element('summary', {}, 'What the build said'), log);
  const build = button("Build this area's draft", start, {'aria-describedby': title});
  const stop = button('Stop', () => workbench.stop(current.id).then(show, fail), {hidden: true});
  const node = element(
    'section', {class: 'workbench-draft', 'aria-label': `Draft of ${area.name}`},
    element('p', {id: title, class: 'workbench-hint'}, 'Runs the notebooks that need it and makes the report. What is up to date is not done again.'),
    element('div', {class: 'workbench-row'}, build, stop), bar, status, said
  );
  let current = null;

  function show(draft) {
    current = draft;
    const running = draft.state === 'running';
    build.setAttribute('aria-disabled', String(running));
    if (!running && document.activeElement === stop) {
      build.focus();  // not lost with the button that goes
    }
    stop.hidden = !running;
    bar.hidden = !running;
    if (draft.total) {
      bar.max = draft.total;
      bar.value = draft.done;
    } else {
      bar.removeAttribute('value');
    }
    if (status.textContent !== draft.message) {
      status.textContent = draft.message;
    }
    status.dataset.state = draft.state;
    said.hidden = draft.lines.length === 0;
    log.textContent = draft.lines.join('\n');
    return draft;
  }

  function fail(error) {
    status.textContent = error.message;
    status.dataset.state = 'failed';
    build.setAttribute('aria-disabled', 'false');
    hears.failed(error.message);
  }

  async function follow() {
    while (current.state === 'running') {
      await new Promise(resolve => setTimeout(resolve, PAUSE));
      show(await workbench.draft(current.id));
    }
    hears.ended(current);
  }

  async function start() {
    if (current && current.state === 'running') {
      return;
    }
    try {
      show(await workbench.build(area.programme, area.slug));
      await follow();
    } catch (error) {
      fail(error);
    }
  }

  if (area.draft) {
    show(area.draft);
    if (area.draft.state === 'running') {
      follow().catch(fail);
    }
  }
  return {node, start};
}
