// What JupyterLab loads first: a module container written by hand, which takes everything it needs from JupyterLab itself.
(function () {
  'use strict';
  const NAME = 'workbench-areas';
  const here = document.currentScript.src;
  const NEEDED = {
    application: '@jupyterlab/application',
    apputils: '@jupyterlab/apputils',
    coreutils: '@jupyterlab/coreutils',
    launcher: '@jupyterlab/launcher',
    notebook: '@jupyterlab/notebook',
    services: '@jupyterlab/services',
    ui: '@jupyterlab/ui-components',
    widgets: '@lumino/widgets'
  };
  let scope = null;

  async function shared(name) {
    const versions = scope[name];
    if (!versions) {
      throw new Error(`JupyterLab does not have ${name}`);
    }
    const newest = Object.keys(versions).sort((a, b) => a.localeCompare(b, 'en', {numeric: true})).pop();
    return (await versions[newest].get())();
  }

  async function extension() {
    const names = Object.keys(NEEDED);
    const found = await Promise.all(names.map(name => shared(NEEDED[name])));
    const lab = Object.fromEntries(names.map((name, number) => [name, found[number]]));
    const [{plugin}, {runs}] = await Promise.all(['plugin.js', 'runs.js'].map(file => import(new URL(file, here).href)));
    return () => ({__esModule: true, default: [plugin(lab), runs(lab)]});
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[NAME] = {
    init(given) {
      scope = given;
    },
    get(module) {
      return module === './extension' ? extension() : Promise.reject(new Error(`No module is called ${module}`));
    }
  };
})();
