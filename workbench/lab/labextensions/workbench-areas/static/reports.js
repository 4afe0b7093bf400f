// Reports in the main area: beside what is worked on, brought back with the layout, and Quarto's previews of them.
import {reportWidget} from './report.js';

const WRITTEN_IN = 'input, textarea, select, [contenteditable="true"]';

export function reports(lab, shell, workbench) {
  const tracker = new lab.apputils.WidgetTracker({namespace: 'workbench-report'});
  const previews = new Map();
  const shown = widget => Boolean(widget && widget.hasClass('workbench-beside'));

  function place(widget, quietly) {
    const beside = shell.currentWidget;
    const options = beside && !shown(beside) ? {mode: 'split-right', ref: beside.id} : {};
    shell.add(widget, 'main', {...options, activate: !quietly});
    if (!quietly) {
      shell.activateById(widget.id);
    }
  }

  function again(widget, address, quietly) {
    widget.reload(address);
    if (!quietly) {
      shell.activateById(widget.id);
    }
    return widget;
  }

  async function show({programme, area, name}, {quietly = false} = {}) {
    const desk = await workbench.desk();
    const page = area === 'national' ? 'index.html' : `areas/${area}/index.html`;
    const address = lab.coreutils.URLExt.join(desk.reports, programme, page);
    const old = tracker.find(each => each.reported.programme === programme && each.reported.area === area);
    if (old && !old.isDisposed) {
      return again(old, address, quietly);
    }
    const widget = reportWidget(lab, {address, programme, area, name, title: `Report: ${name}`});
    place(widget, quietly);
    await tracker.add(widget);
    return widget;
  }

  function preview({programme, slug, name}, address) {
    const key = `${programme}/${slug}`;
    const old = previews.get(key);
    if (old && !old.isDisposed) {
      return again(old, address, false);
    }
    const widget = reportWidget(lab, {
      address, programme, area: `${slug}-preview`, name, title: `Quarto: ${name}`, apart: true
    });
    previews.set(key, widget);
    place(widget, false);
    return widget;
  }

  // Whether somebody is writing in the main area: in a cell, or in a form below one.
  function writing() {
    const focused = document.activeElement;
    return Boolean(focused && focused.closest('#jp-main-dock-panel') && focused.closest(WRITTEN_IN));
  }

  return {tracker, show, preview, shown, writing};
}
