// A report beside the notebook, in a frame with an origin of its own: no script in it can reach notebooks or kernels.
import {element} from './elements.js';

export function reportWidget(lab, {address, programme, area, name}) {
  const frame = element('iframe', {
    class: 'workbench-frame', title: `Report: ${name}`, src: address,
    sandbox: 'allow-scripts allow-popups allow-downloads'
  });
  const content = new lab.widgets.Widget({node: element('div', {class: 'workbench-report'}, frame)});
  const widget = new lab.apputils.MainAreaWidget({content});
  widget.id = `workbench-report-${programme}-${area}`;
  widget.title.label = `Report: ${name}`;
  widget.title.closable = true;
  widget.toolbar.addItem('reload', new lab.ui.ToolbarButton({
    label: 'Reload', tooltip: 'Show the report as it was built last', onClick: () => widget.reload()
  }));
  widget.toolbar.addItem('apart', new lab.ui.ToolbarButton({
    label: 'Open in a tab of its own', tooltip: 'Open the report in a browser tab of its own',
    onClick: () => window.open(address, '_blank', 'noopener')
  }));
  widget.toolbar.node.setAttribute('aria-label', `Report of ${name}`);
  widget.reload = () => {
    frame.src = address;
  };
  widget.reported = {programme, area, name};
  return widget;
}
