// The plugin: commands, the panel on the left, the launcher card, and reports that come back with the layout.
import {requests} from './requests.js';
import {AreasPanel} from './panel.js';
import {brandStyle} from './brand.js';
import {inOrder} from './queue.js';
import {notebooks} from './notebooks.js';
import {reports} from './reports.js';

const CATEGORY = 'Workbench';
const WHOLE = 130;
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

// A desk's layout is called programme_area_role; a layout with another name is nobody's.
function deskOf(layout) {
  const [programme, area, role] = layout.split('_');
  return role ? {programme, area} : null;
}

function activate(lab, app, restorer, launcher, palette) {
  const workbench = requests(lab);
  const {commands, shell} = app;
  const {Notification} = lab.apputils;
  const {PageConfig, URLExt} = lab.coreutils;
  const icon = new lab.ui.LabIcon({name: 'workbench:areas', svgstr: ICON});
  const report = reports(lab, shell, workbench);
  const notebook = notebooks(lab, app, workbench, report.shown);
  workbench.desk().then(desk => brandStyle(desk.colours), () => undefined);
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = new URL('panel.css', import.meta.url).href;
  document.head.append(sheet);

  // JupyterLab cuts a long message; all of it stands in the panel then.
  const notify = text => {
    Notification.error(text, {autoClose: 10000});
    if (text.length > WHOLE) {
      panel.fail(text);
    }
  };
  const attempt = action => async (...given) => {
    panel.alert.hidden = true;
    try {
      return await action(...given);
    } catch (error) {
      notify(error.message);
      return undefined;
    }
  };
  const ordered = inOrder();
  const inTurn = action => attempt(ordered(action));
  const showReport = inTurn(report.show);

  const acts = {
    notify,
    openNotebook: inTurn((area, id) => notebook.open(area, each => each.id === id)),
    openDesk: inTurn(area => notebook.open(area, () => true)),
    freshCopies: inTurn(notebook.renew),
    showReport: area => area.report
      ? showReport({programme: area.programme, area: area.slug, name: area.name})
      : notify(`There is no report of ${area.name} yet. Build its draft first.`),
    draftReady: inTurn(async area => {
      const wanted = {programme: area.programme, area: area.slug, name: area.name};
      if (report.writing()) {
        // Somebody is writing: the report comes beside them, and the keys stay theirs.
        await report.show(wanted, {quietly: true});
        Notification.success(`The draft of ${area.name} is ready.`, {
          autoClose: 10000, actions: [{label: 'Show the report', callback: () => void showReport(wanted)}]
        });
      } else {
        await report.show(wanted);
      }
    }),
    quarto: () => Boolean(panel.desk && panel.desk.quarto),
    // Quarto takes a while to start, and nobody waits for it in the meantime; only its tab is placed in turn.
    preview: attempt(async area => {
      const said = Notification.emit(`Quarto is preparing its preview of ${area.name}.`, 'in-progress', {autoClose: false});
      try {
        const {address} = await workbench.preview(area.programme, area.slug);
        await ordered(report.preview)(area, address);
      } finally {
        Notification.dismiss(said);
      }
    }),
    sitDown: attempt(async area => {
      await notebook.save();
      await workbench.open(area.programme, area.slug);
      const name = [area.programme, area.slug, panel.desk.role.id].join('_');
      window.location.assign(URLExt.join(PageConfig.getBaseUrl(), 'lab', 'workspaces', name));
    })
  };

  const panel = new AreasPanel(workbench, acts);
  const side = new lab.widgets.Widget({node: panel.node});
  side.id = 'workbench-areas';
  side.title.caption = 'Areas: stages, evidence, drafts';
  side.title.icon = icon;
  side.addClass('workbench-side');
  side.onAfterShow = () => panel.shown();
  shell.add(side, 'left', {rank: 10});
  restorer.add(side, 'workbench-areas');
  app.restored.then(() => panel.begin(deskOf(PageConfig.getOption('workspace'))));
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
  // By this a layout brings its reports back, all of them before anybody can click.
  commands.addCommand('workbench:report', {
    label: args => (args.name ? `Report: ${args.name}` : 'Show the report'), execute: attempt(report.show)
  });
  restorer.restore(report.tracker, {
    command: 'workbench:report', args: widget => widget.reported,
    name: widget => `${widget.reported.programme}/${widget.reported.area}`
  });
  for (const [rank, command] of ['workbench:areas', 'workbench:build-draft'].entries()) {
    if (launcher) {
      // Before JupyterLab's own.
      launcher.add({command, category: CATEGORY, categoryRank: -1, rank});
    }
    if (palette) {
      palette.addItem({command, category: CATEGORY});
    }
  }
}
