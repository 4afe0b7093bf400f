"""Quarto as the engine, where it is on the machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import InputFaults, MissingProgram
from workbench.rendering.model import QUARTO_FORMAT, Output, RenderReport
from workbench.rendering.pandoc import RenderError
from workbench.rendering.sources import read_page
from workbench.rendering.website import Website, read_website
from workbench.rendering.word import finished
from workbench.rendering.wording import banner_of, foot_of, running_title

OLDEST = (1, 9)
_VERSION = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(r"\bWARN(?:ING)?\b|^Warning:")
# Quarto goes on after these and would publish a "?" where a value or a reference should be.
_SERIOUS = re.compile(
    r"meta|cross-?ref|unable to resolve|unknown|not found|missing|could ?n.t|could not", re.IGNORECASE
)


@dataclass(frozen=True)
class Quarto:
    """A Quarto on this machine: its program and version."""

    program: str
    version: str


def find_quarto(required: bool = False) -> Quarto | None:
    """Return the Quarto to use, or None where there is none of version 1.9 or later.

    Parameters
    ----------
    required
        Whether to refuse instead of returning None.

    Raises
    ------
    MissingProgram
        When it is required and not here, does not run, or is too old.
    """
    program = _program()
    why = "Quarto is not on this machine"
    if program:
        try:
            run = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60)
        except (OSError, subprocess.TimeoutExpired) as error:
            why = f"Quarto at {program} does not run ({error})"
        else:
            match = _VERSION.search(run.stdout)
            if run.returncode or not match:
                why = f"Quarto at {program} does not run: {(run.stderr or run.stdout).strip() or run.returncode}"
            elif (int(match[1]), int(match[2])) < OLDEST:
                why = f"Quarto at {program} is version {match[0]}; the reports need 1.9 or later"
            else:
                return Quarto(program, match[0])
    if required:
        raise MissingProgram(
            f"{why}. Install it from conda-forge (conda install -c conda-forge quarto) or from quarto.org, "
            "or render without it: --engine embedded"
        )
    return None


def _program() -> str | None:
    # PyPI's package `quarto` knows where other packages put the program; it is asked first.
    try:
        import quarto

        found = quarto.path()
    except Exception:  # whatever is wrong with that package, Quarto may still be on the PATH
        found = None
    return str(found) if found and Path(found).exists() else shutil.which("quarto")


def render_quarto(
    quarto: Quarto, project_dir: Path, site_dir: Path, formats: tuple[str, ...], report: Callable[[str], None]
) -> RenderReport:
    """Render the composed project with Quarto, once for all pages, and put the site in place when all went well.

    Raises
    ------
    InputFaults
        When a page uses a value that does not exist: Quarto would only warn.
    RenderError
        When Quarto fails, or warns that something is missing.
    """
    folder = project_dir.resolve()
    website = read_website(folder, strict=False)
    _check_values(website)
    made = folder / "_site"
    shutil.rmtree(made, ignore_errors=True)
    command = [quarto.program, "render", str(folder), "--no-execute", "--no-clean", "--output-dir", "_site"]
    names = [QUARTO_FORMAT[format] for format in formats]
    # All that the project names needs no saying. A list after --to is not understood wherever Quarto reads a page for
    # its title, so fewer formats are made one after the other.
    every = not set(website.metadata.get("format") or {}) - set(names)
    runs = [command] if every else [[*command, "--to", name] for name in names]
    environment = os.environ | {
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0"),
        "NO_COLOR": "1",
        # Not in the project, where Quarto would warn that it cannot check the PDF once more; Typst does already.
        "QUARTO_PDF_STANDARD": "ua-1",
    }
    warnings: list[str] = []
    for command in runs:
        run = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, errors="replace")
        said = _COLOUR.sub("", f"{run.stdout}\n{run.stderr}")
        if run.returncode:
            raise RenderError(f"Quarto {quarto.version} failed (exit {run.returncode}):\n{_end(said)}")
        warnings += [warning for warning in _warnings(said) if warning not in warnings]
    serious = [warning for warning in warnings if _SERIOUS.search(warning)]
    if serious:
        raise RenderError("\n  ".join([f"Quarto {quarto.version} warned that something is missing:", *serious]))
    outputs = _outputs(website, made, formats)
    _finish_word(website, made, outputs)
    _replace(made, site_dir)
    report(f"Quarto {quarto.version}: {len(website.pages)} pages, {', '.join(formats)}")
    return RenderReport("quarto", f"Quarto {quarto.version}", site_dir, tuple(sorted(outputs)), tuple(warnings))


def _finish_word(website: Website, made: Path, outputs: list[Output]) -> None:
    for output in outputs:
        if output.format == "docx":
            page, _ = read_page(website, output.source)
            path = made / output.path
            path.write_bytes(finished(path.read_bytes(), running_title(page), banner_of(page), foot_of(page)))


def _check_values(website: Website) -> None:
    faults = [
        fault for source in website.pages for fault in read_page(website, source)[1] if "no value" in fault.message
    ]
    if faults:
        raise InputFaults(faults, f"{len(faults)} values are missing; nothing was rendered")


def _warnings(said: str) -> list[str]:
    lines, found = said.splitlines(), []
    for number, line in enumerate(lines):
        if _WARNING.search(line) and "verapdf is not installed" not in line:
            # Quarto breaks a warning over indented lines.
            rest = []
            for following in lines[number + 1 :]:
                if not following.startswith("  ") or _WARNING.search(following):
                    break
                rest.append(following.strip())
            found.append(" ".join([line.strip(), *rest]))
    return found


def _end(said: str) -> str:
    # Where in Quarto's own program it happened tells a reader nothing.
    told = [line for line in said.splitlines() if line.strip() and not re.match(r"\s+at .*:\d+:\d+\)?$", line)]
    return "\n".join(f"  {line}" for line in told[-20:])


def _outputs(website: Website, made: Path, formats: tuple[str, ...]) -> list[Output]:
    outputs, missing = [], []
    for source in website.pages:
        only = read_page(website, source)[0].only
        for format in formats:
            if only and QUARTO_FORMAT[format] not in only:
                continue
            path = f"{source.removesuffix('.qmd')}.{format}"
            if (made / path).is_file():
                outputs.append(Output(path, format, source))
            else:
                missing.append(path)
    if missing:
        raise RenderError(f"Quarto ended well but did not make {', '.join(missing)}")
    return outputs


def _replace(made: Path, site: Path) -> None:
    site.parent.mkdir(parents=True, exist_ok=True)
    old = site.with_name(f".{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    # Copied beside the site first: the project may lie on another disk, where a move is not done in one step.
    new = site.with_name(f".{site.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(made, new)
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    # What the embedded engine knew of the old site is no longer so.
    (site.parent / "render-lock.json").unlink(missing_ok=True)
