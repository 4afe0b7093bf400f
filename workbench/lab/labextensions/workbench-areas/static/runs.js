// Runs the explorer and the notebooks of forms when they are first looked at: they show nothing before.
// Only where it says so in its metadata, and only as it was given: with any other code it waits for a person.
const OWN = [
  /^\s*(#.*)?$/,
  /^(programme|area)(: str)? = "[a-z0-9-]*"$/,
  /^from helpers\.explorer import open_explorer$/,
  /^explorer = open_explorer\(programme, area\)$/,
  /^explorer(\.(matrix|surveys|records|statistics|earlier))?$/,
  /^from helpers\.desk\.judgement import open_judgement$/,
  /^judgement = open_judgement\(programme, area\)$/,
  /^judgement(\.(notes|matters|proposal|evaluation|panel)\(\))?$/,
  /^from helpers\.desk\.record_reading import open_record_reading$/,
  /^reading = open_record_reading\(programme, area\)$/,
  /^reading(\.(drawing|replacements|form|handing_over)\(\))?$/
];

function told(model) {
  return model.getMetadata('workbench') || {};
}

export function asGiven(model) {
  const marked = told(model).runs_when_opened === true;
  const lines = [...model.cells].filter(cell => cell.type === 'code').flatMap(cell => cell.sharedModel.getSource().split('\n'));
  return marked && lines.every(line => OWN.some(each => each.test(line.trimEnd())));
}

async function lookedAt(panel) {
  await new Promise(seen => {
    const watch = new IntersectionObserver(entries => {
      if (entries.some(each => each.isIntersecting) || panel.isDisposed) {
        watch.disconnect();
        seen();
      }
    });
    watch.observe(panel.node);
  });
}

export function runs(lab) {
  return {
    id: 'workbench-areas:runs',
    autoStart: true,
    activate: app => {
      app.docRegistry.addWidgetExtension('Notebook', {
        createNew: (panel, context) => {
          run(lab, panel, context).catch(error => console.warn(`The notebook did not run by itself: ${error.message}`));
        }
      });
    }
  };
}

async function run(lab, panel, context) {
  await context.ready;
  if (!asGiven(context.model)) {
    return;
  }
  await Promise.all([context.sessionContext.ready, lookedAt(panel)]);
  const kernel = context.sessionContext.session && context.sessionContext.session.kernel;
  if (!kernel || panel.isDisposed) {
    return;
  }
  await kernel.info;
  const {content} = await kernel.requestCommInfo({target_name: 'jupyter.widget'});
  if (content.status === 'ok' && Object.keys(content.comms).length && told(context.model).keeps_kernel !== true) {
    // It ran for a page that is gone: its widgets are unknown here, and go with the kernel. Not so where somebody may
    // have filled in half a form in another page.
    await context.sessionContext.restartKernel();
    await kernel.info;
  }
  const before = written(context.model);
  await lab.notebook.NotebookActions.runCells(panel.content, [...panel.content.widgets], context.sessionContext);
  // Nothing of what it shows is kept in it: whoever wrote nothing is not asked whether to save.
  if (!panel.isDisposed && written(context.model) === before) {
    context.model.dirty = false;
  }
}

function written(model) {
  return JSON.stringify([...model.cells].map(cell => cell.sharedModel.getSource()));
}
