// The plugin: commands, the panel on the left, the launcher card, and reports that come back with the layout.
import {requests} from './requests.js';
import {AreasPanel} from './panel.js';
import {reportWidget} from './report.js';
import {brandStyle} from './brand.js';

const CATEGORY = 'Workbench';
const ICON = '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 22 22"><path class="jp-icon3" fill="#616161" d="M3 3h7v7H3zm9 0h7v3h-7zm0 5h7v2h-7zM3 12h7v2H3zm0 4h7v3H3zm9-4h7v7h-7z"/></svg>';

export function plugin(lab) {
  return {
    id: 'workbench-areas:panel',
    autoStart: true,
    requires: [lab.application.ILayoutRestorer],
    optional: [lab.launcher.ILauncher, lab.apputils.ICommandPalette],
    activate: (app, restorer, launcher, palette) => activate(lab, app, restorer, launcher, palette)
  };
}

function activate(lab, app, restorer, launcher, palette) {
  const workbench = requests(lab);
  const {commands, shell} = app;
  const icon = new lab.ui.LabIcon({name: 'workbench:areas', svgstr: ICON});
  const tracker = new lab.apputils.WidgetTracker({namespace: 'workbench-report'});
  const begun = workbench.desk();
  begun.then(desk => brandStyle(desk.colours), () => undefined);
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = new URL('panel.css', import.meta.url).href;
  document.head.append(sheet);

  const notify = text => lab.apputils.Notification.error(text, {autoClose: 10000});
  const attempt = action => async (...given) => {
    try {
      return await action(...given);
    } catch (error) {
      notify(error.message);
      return undefined;
    }
  };

  async function openAll(area, wanted, fresh) {
    const desk = await workbench.open(area.programme, area.slug, fresh);
    const notebooks = desk.notebooks.filter(each => wanted(each));
    for (const each of notebooks) {
      if (each.note) {
        lab.apputils.Notification.info(`${each.title}: ${each.note}`, {autoClose: 10000});
      }
      const there = await commands.execute('docmanager:open', {path: each.path, factory: 'Notebook', kernel: {name: 'python3'}});
      if (there && fresh && fresh.length) {
        await there.context.revert();
      }
    }
  }

  async function showReport({programme, area, name}) {
    const desk = await workbench.desk();
    const page = area === 'national' ? 'index.html' : `areas/${area}/index.html`;
    const address = lab.coreutils.URLExt.join(desk.reports, programme, page);
    const old = tracker.find(each => each.reported.programme === programme && each.reported.area === area);
    if (old && !old.isDisposed) {
      old.reload();
      shell.activateById(old.id);
      return old;
    }
    const widget = reportWidget(lab, {address, programme, area, name});
    place(widget);
    await tracker.add(widget);
    return widget;
  }

  function place(widget) {
    const beside = shell.currentWidget;
    shell.add(widget, 'main', beside && !tracker.has(beside) ? {mode: 'split-right', ref: beside.id} : {});
    shell.activateById(widget.id);
  }

  const acts = {
    notify,
    openNotebook: attempt((area, id) => openAll(area, each => each.id === id)),
    openDesk: attempt(area => openAll(area, () => true)),
    freshCopies: attempt(async area => {
      const desk = await workbench.open(area.programme, area.slug);
      await openAll(area, () => true, desk.notebooks.map(each => each.id));
    }),
    showReport: attempt(async area => {
      if (!area.report) {
        throw new Error(`There is no report of ${area.name} yet. Build its draft first.`);
      }
      await showReport({programme: area.programme, area: area.slug, name: area.name});
    }),
    quarto: () => Boolean(panel.desk && panel.desk.quarto),
    preview: attempt(async area => {
      const {address} = await workbench.preview(area.programme, area.slug);
      place(reportWidget(lab, {address, programme: area.programme, area: `${area.slug}-preview`, name: `${area.name} (Quarto)`}));
    }),
    sitDown: attempt(async area => {
      await workbench.open(area.programme, area.slug);
      const name = [area.programme, area.slug, panel.desk.role.id].join('_');
      window.location.assign(lab.coreutils.URLExt.join(lab.coreutils.PageConfig.getBaseUrl(), 'lab', 'workspaces', name));
    })
  };

  const panel = new AreasPanel(workbench, acts);
  const side = new lab.widgets.Widget({node: panel.node});
  side.id = 'workbench-areas';
  side.title.caption = 'Areas: stages, evidence, drafts';
  side.title.icon = icon;
  side.addClass('workbench-side');
  shell.add(side, 'left', {rank: 10});
  restorer.add(side, 'workbench-areas');
  app.restored.then(() => panel.begin());
  // A layout that was never kept shows the file browser; here people begin with the areas.
  shell.restored.then(layout => {
    if (layout.fresh) {
      setTimeout(() => shell.activateById(side.id), 0);
    }
  });

  const here = () => ({programme: panel.programme, area: panel.current});
  commands.addCommand('workbench:areas', {
    label: 'Areas', caption: 'See how far each area is, and open its notebooks', icon,
    execute: () => {
      shell.activateById(side.id);
      panel.find.focus();
    }
  });
  commands.addCommand('workbench:build-draft', {
    label: "Build this area's draft", caption: 'Run what needs it and make the report', icon,
    isEnabled: () => Boolean(here().area),
    execute: () => {
      shell.activateById(side.id);
      return panel.build(here().area);
    }
  });
  commands.addCommand('workbench:report', {
    label: args => (args.name ? `Report: ${args.name}` : 'Show the report'), execute: attempt(showReport)
  });
  restorer.restore(tracker, {
    command: 'workbench:report', args: widget => widget.reported,
    name: widget => `${widget.reported.programme}/${widget.reported.area}`
  });
  for (const [rank, command] of ['workbench:areas', 'workbench:build-draft'].entries()) {
    if (launcher) {
      launcher.add({command, category: CATEGORY, rank});
    }
    if (palette) {
      palette.addItem({command, category: CATEGORY});
    }
  }
}
