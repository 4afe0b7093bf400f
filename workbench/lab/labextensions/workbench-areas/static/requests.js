// Requests to the workbench's part of the server; what goes wrong is one message.
export function requests(lab) {
  const settings = lab.services.ServerConnection.makeSettings();

  async function ask(path, init = {}) {
    const url = lab.coreutils.URLExt.join(settings.baseUrl, 'workbench', path);
    let response;
    try {
      response = await lab.services.ServerConnection.makeRequest(url, init, settings);
    } catch {
      throw new Error('The workbench does not answer. Look at the window in which you started it.');
    }
    const said = await response.json().catch(() => ({}));
    if (!response.ok) {
      throw new Error(said.message || `The workbench could not answer (${response.status}).`);
    }
    return said;
  }

  const post = (path, content) => ask(path, {method: 'POST', body: JSON.stringify(content)});
  const query = values => `?${new URLSearchParams(values)}`;
  return {
    desk: () => ask('desk'),
    areas: programme => ask(`areas${query({programme})}`),
    area: (programme, area) => ask(`area${query({programme, area})}`),
    open: (programme, area, fresh = []) => post('area', {programme, area, fresh}),
    build: (programme, area) => post('drafts', {programme, area}),
    preview: (programme, area) => post('preview', {programme, area}),
    draft: id => ask(`drafts/${id}`),
    stop: id => ask(`drafts/${id}`, {method: 'DELETE'})
  };
}
