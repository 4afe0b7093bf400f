// An area's notebooks: opened beside what is shown, begun anew, and saved before the page is left.
const NOTEBOOK = {factory: 'Notebook', kernel: {name: 'python3'}};

export function notebooks(lab, {commands, shell}, workbench, isReport) {
  const {Notification} = lab.apputils;
  const opened = () => [...shell.widgets('main')].filter(widget => widget.context && widget.context.model);
  const say = each => Notification.info(`${each.title}: ${each.note}`, {autoClose: 10000});

  // A notebook never covers the report that somebody is reading: it goes to the other notebooks, or beside it.
  function where() {
    const current = shell.currentWidget;
    if (!isReport(current)) {
      return undefined;
    }
    const other = [...shell.widgets('main')].find(widget => !isReport(widget));
    return other ? {ref: other.id, mode: 'tab-after'} : {ref: current.id, mode: 'split-left'};
  }

  async function open(area, wanted) {
    const desk = await workbench.open(area.programme, area.slug);
    for (const each of desk.notebooks.filter(wanted)) {
      if (each.note) {
        say(each);
      }
      await commands.execute('docmanager:open', {path: each.path, ...NOTEBOOK, options: where()});
    }
  }

  async function save(paths = null) {
    for (const widget of opened()) {
      const {context} = widget;
      if (context.model.dirty && !context.model.readOnly && (!paths || paths.has(context.path))) {
        await context.save();
      }
    }
  }

  // What stands on the screen is saved first, so that it is what is set aside.
  async function renew(area) {
    const before = await workbench.open(area.programme, area.slug);
    const paths = new Set(before.notebooks.map(each => each.path));
    await save(paths);
    const desk = await workbench.open(area.programme, area.slug, before.notebooks.map(each => each.id));
    for (const widget of opened().filter(each => paths.has(each.context.path))) {
      await widget.context.revert();
    }
    desk.notebooks.filter(each => each.note).forEach(say);
    Notification.success(
      `The notebooks of ${area.name} are fresh copies. What stood there is in the folder ${desk.folder}/set-aside.`,
      {autoClose: 10000}
    );
  }

  return {open, renew, save};
}
