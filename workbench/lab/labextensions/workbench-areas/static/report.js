// A report beside the notebook, in a frame with an origin of its own: no script in it can reach notebooks or kernels.
import {button, element} from './elements.js';

const ALLOWED = 'allow-scripts allow-popups allow-downloads';

// `apart`: what is shown comes from a server of its own, whose origin is another anyway; it may read its own files.
export function reportWidget(lab, {address, programme, area, name, title, apart = false}) {
  const frame = element('iframe', {
    class: 'workbench-frame', title, src: address, sandbox: apart ? `${ALLOWED} allow-same-origin` : ALLOWED
  });
  const content = new lab.widgets.Widget({node: element('div', {class: 'workbench-report'}, frame)});
  const widget = new lab.apputils.MainAreaWidget({content});
  widget.id = `workbench-report-${programme}-${area}`;
  widget.addClass('workbench-beside');
  widget.title.label = title;
  widget.title.closable = true;
  widget.title.icon = lab.ui.LabIcon.resolve({icon: 'workbench:areas'});
  let current = address;
  // JupyterLab's own button says that it is pressed or not, which a button that does something is not.
  const act = (text, explained, onclick) => {
    const made = new lab.widgets.Widget({node: element('div', {}, button(text, onclick, {title: explained}))});
    made.addClass('workbench-tool');
    return made;
  };
  widget.toolbar.addItem('reload', act(
    'Reload', apart ? 'Load the page again' : 'Show the report as it was built last', () => widget.reload()
  ));
  widget.toolbar.addItem('apart', act(
    'Open in a tab of its own', 'Open the report in a browser tab of its own',
    () => window.open(current, '_blank', 'noopener')
  ));
  widget.toolbar.node.setAttribute('aria-label', title);
  widget.reload = (next = current) => {
    current = next;
    frame.src = next;
  };
  widget.reported = {programme, area, name};
  return widget;
}
