"""JupyterLab's settings for the desk: this machine alone, with a token, nothing fetched from anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench.files import private_folder, write_json
from workbench.lab.places import Places
from workbench.lab.saving import save_no_widgets

#: For people who look after machines, or asking a registry or a news page.
_LEFT_OUT = (
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/pluginmanager-extension",
    "@jupyterlab/apputils-extension:announcements",
    "nbdime-jupyterlab",
    # Not for the people at this desk; each would ask the server for something, or wait for it.
    "@jupyterlab/lsp-extension",
    "@jupyterlab/notebook-extension:language-server",
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/terminal-extension",
)
#: Extensions of the server; no others, whatever else is installed.
_SERVERS = {"jupyterlab": True, "workbench.lab.extension": True}
USUAL_PORT = 8888
_DEFAULTS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    # Light or dark as the person's system has it.
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none", "autoStartDefaultKernel": True},
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 30},
    # What widgets say is answered in the order in which it was said, in one thread of the kernel.
    "@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"},
}


def server_settings(places: Places, *, port: int, token: str, browser: bool, layout: str) -> dict[str, Any]:
    """Return the settings of the server, by class and name.

    Parameters
    ----------
    places
        Where the desk lies.
    port
        The port; 0 for the usual one, or a free one near it.
    token
        What a browser has to show.
    browser
        Whether to open one.
    layout
        Name of the layout to open.
    """
    address = f"/lab/workspaces/{layout}"
    return {
        "ServerApp": {
            "ip": "127.0.0.1",
            "port": port or USUAL_PORT,
            "port_retries": 0 if port else 50,
            "open_browser": browser,
            "root_dir": str(places.root),
            "default_url": address,
            # Containers have one user. The server hears this machine alone, and wants its token.
            "allow_root": True,
            "allow_unauthenticated_access": False,
            "allow_remote_access": False,
            "quit_button": True,
            "use_redirect_file": False,
            "jpserver_extensions": dict(_SERVERS),
            "log_level": "ERROR",
        },
        "IdentityProvider": {"token": token},
        "LabApp": {
            "default_url": address,
            "open_browser": browser,
            "extension_manager": "readonly",
            "news_url": None,
            "check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
            "extra_labextensions_path": [str(places.extensions)],
            "workspaces_dir": str(places.layouts),
            "user_settings_dir": str(places.settings),
            "log_level": "ERROR",
        },
        "FileContentsManager": {
            "delete_to_trash": False,
            "allow_hidden": False,
            "pre_save_hook": save_no_widgets,
        },
        "KernelSpecManager": {"allowed_kernelspecs": ["python3"]},
        # The widget of a chart sends its data in one message.
        "ZMQChannelsWebsocketConnection": {"iopub_data_rate_limit": 100_000_000, "rate_limit_window": 3.0},
    }


def private_settings(folder: Path) -> dict[str, str]:
    """Write what JupyterLab reads from a configuration folder; return the variables that lead there.

    A person's own configuration of another Jupyter does not count here, nor does what the system has.
    """
    config = private_folder(folder / "config")
    write_json(config / "labconfig" / "page_config.json", {"disabledExtensions": dict.fromkeys(_LEFT_OUT, True)})
    write_json(config / "labconfig" / "default_setting_overrides.json", _DEFAULTS)
    return {
        "JUPYTER_CONFIG_DIR": str(config),
        "JUPYTER_DATA_DIR": str(private_folder(folder / "data")),
        "JUPYTER_RUNTIME_DIR": str(private_folder(folder / "runtime")),
        "JUPYTER_PREFER_ENV_PATH": "0",
        "JUPYTER_NO_CONFIG": "",
    }
