"""JupyterLab started on the desk, and everything of it ended with it."""

from __future__ import annotations

import os
import secrets
import signal
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.files import private_folder, write_text
from workbench.lab.bench import Bench
from workbench.lab.ending import as_far_as_it_goes, end_workers, say_nothing_more
from workbench.lab.extension import serve_bench
from workbench.lab.jupyter import private_settings, server_settings
from workbench.lab.kernels import desk_kernels, kernel_variables, write_kernelspec
from workbench.lab.layout import keep_layout, layout_name
from workbench.lab.others import ADDRESS, open_desks, own_folder
from workbench.lab.warming import FOLDER as BUNDLES
from workbench.processes import end_children

if TYPE_CHECKING:
    from workbench.lab.places import Places
    from workbench.lab.roles import Role
    from workbench.lab.sitting import Sitting
    from workbench.project import Project


def open_lab(
    project: Project,
    places: Places,
    sitting: Sitting,
    area: str,
    role: Role,
    *,
    port: int = 0,
    browser: bool = True,
    fresh: bool = False,
    say: Callable[[str], None] = print,
) -> None:
    """Serve JupyterLab on an area's desk until it is ended.

    Parameters
    ----------
    project, places, sitting
        What is worked on, and where the desk lies.
    area
        Slug of the area whose desk is laid; empty to begin with the panel alone.
    role
        Who sits there.
    port
        The port; 0 for the usual one, or a free one near it.
    browser
        Whether to open one.
    fresh
        Begin with the first layout and fresh copies of the notebooks; the old copies are set aside.
    say
        Hears where the desk is, and how to end it.
    """
    private_folder(places.root)
    before = dict(os.environ)
    with own_folder(places) as folder:
        os.environ.update(private_settings(folder))
        from workbench.execution.running import kernel_environment

        os.environ.update(kernel_environment(sitting.project.root))
        kernels = desk_kernels(sitting, places.jupyter / "preload")
        os.environ[BUNDLES] = str(private_folder(places.jupyter / "bundles"))
        kernels.prepare()
        data = Path(os.environ["JUPYTER_DATA_DIR"])
        os.environ["JUPYTER_PATH"] = str(data)
        os.environ["JUPYTER_CONFIG_PATH"] = os.environ["JUPYTER_CONFIG_DIR"]
        write_kernelspec(kernels, kernel_variables(folder), data)
        bench = Bench(project, places, role, kernels, before, folder, (sitting.programme.id, area))
        bench.keep(sitting)
        name = layout_name(sitting.programme.id, area, role.id)
        if area:
            stages = tuple(unit.stage for unit in sitting.units_of(area)) if fresh else ()
            from workbench.lab.roles import DESK_NOTEBOOKS

            opened = bench.open(sitting.programme.id, area, (*stages, *DESK_NOTEBOOKS) if fresh else ())
            notes = [f"{each['title']}: {each['note']}" for each in opened["notebooks"] if each["note"]]
        else:
            keep_layout(places.layouts, None, name, report=False, fresh=fresh)
            notes = []
        serve_bench(bench)
        bench.tell_explorer(20.0)  # once the page is there
        token = secrets.token_urlsafe(24)
        others = open_desks(places)
        settings = server_settings(places, port=port, token=token, browser=browser, layout=name)
        try:
            said = [*notes, kernels.said() if kernels.reason else "", *others]
            _serve(settings, said, folder / ADDRESS, say, lambda: bench.look_ahead(area))
        finally:
            bench.drafts.end()
            bench.previews.end()
            # Jupyter's server ends the kernels that it knows; one that is only just starting would stay.
            end_children()
            end_workers()


def _serve(
    settings: dict, notes: list[str], known: Path, say: Callable[[str], None], begin: Callable[[], None]
) -> None:
    from jupyter_server.serverapp import ServerApp
    from traitlets.config import Config

    extensions = settings["ServerApp"].pop("jpserver_extensions")
    # Jupyter's server takes its own settings twice, and says so of this one.
    warnings.filterwarnings("ignore", message="Overriding existing pre_save_hook")
    app = ServerApp.instance(jpserver_extensions=extensions, config=Config(settings))
    app.initialize(argv=[], starter_extension="lab", find_extensions=False)
    cleanup = as_far_as_it_goes(app.cleanup_kernels)

    async def cleanup_quietly() -> None:
        say_nothing_more()
        await cleanup()

    app.cleanup_kernels = cleanup_quietly
    address = f"http://127.0.0.1:{app.port}{settings['ServerApp']['default_url']}"
    address += f"?token={settings['IdentityProvider']['token']}"
    write_text(known, address, private=True)

    def announce() -> None:
        say(f"The desk is open: {address}")
        for note in filter(None, notes):
            say(note)
        say("Leave this window open. To end: Ctrl-C here, or File > Shut Down in the browser.")
        begin()  # while the browser loads JupyterLab

    # Jupyter's own handler asks whether it is meant, and hears Ctrl-C on a terminal alone.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: app.stop(from_signal=True))
    # Said once it can be reached: the server takes its port when its loop begins, which it has asked for already.
    app.io_loop.add_callback(announce)
    app.start()
    say("The desk is closed. Notebooks and layout are kept as you left them.")
