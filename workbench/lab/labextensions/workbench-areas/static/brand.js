// The brand's colours as variables, light and dark as JupyterLab's theme is.
export function brandStyle(colours) {
  const rules = side => Object.entries(colours[side]).map(([name, value]) => `--workbench-${name}: ${value};`).join(' ');
  const style = document.createElement('style');
  style.textContent =
    `body { ${rules('light')} }\nbody[data-jp-theme-light="false"] { ${rules('dark')} }`;
  document.head.append(style);
}
