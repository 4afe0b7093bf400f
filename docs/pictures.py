"""The pictures of `docs/images`, made again from a built site.

Build the sample first, then run, from the project's folder::

    python docs/pictures.py

They are pictures of synthetic evidence, and say so themselves.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "compulsory-supervision-orders"
IMAGES = ROOT / "docs" / "images"
LARGEST = 300_000
"""Bytes that a picture may have."""

# Name, page, width and height of the window, place in the page.
PAGES = (
    ("area-report", "areas/fife/index.html", 1280, 1700, ""),
    ("evaluation", "areas/fife/index.html", 1280, 900, "sec-qi-2-1"),
    ("overview", "index.html", 1280, 1000, "sec-qi-2-1"),
    ("phone", "areas/fife/index.html", 390, 844, "sec-qi-2-1"),
    ("trace", "areas/fife/trace.html", 1280, 800, "v-records-chronology"),
    ("childrens-version", "areas/fife/childrens-version/index.html", 1280, 1100, "sec-said"),
    ("improvement-plan", "areas/fife/improvement-plan/index.html", 1280, 1100, "sec-actions"),
    ("overview-dark", "index.html", 1280, 900, "sec-areas"),
)
# The first picture leaves out what stands between these sections, so that they can be seen together.
SHOWN = ("sec-key-facts", "sec-key-messages")
_LEAVE_OUT = """(shown) => {
  let keep = true;
  for (const child of document.querySelector("article.report").children) {
    if (child.tagName === "H2") keep = shown.includes(child.id);
    if (!keep || child.matches(".other-versions, .synthetic-banner")) child.style.display = "none";
  }
}"""
PDF_PAGES = (1, 3, 7, 9)


def main(build: Path = BUILD) -> None:
    """Make every picture; the names of those written go to standard output."""
    site = build / "site"
    if not (site / "index.html").is_file():
        sys.exit("There is no built site. Run first: workbench build compulsory-supervision-orders")
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, content in {**web_pictures(site, build), "pdf-pages": pdf_picture(site)}.items():
        path = IMAGES / f"{name}.png"
        path.write_bytes(small(content))
        sys.stdout.write(f"{path.relative_to(ROOT)}  {path.stat().st_size:,} bytes\n")


def web_pictures(site: Path, build: Path) -> dict[str, bytes]:
    """Return pictures of pages of the site, and of a notebook, as a browser shows them."""
    from playwright.sync_api import sync_playwright

    program = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        taken = {}
        for name, address, width, height, place in PAGES:
            scheme = "dark" if name.endswith("-dark") else "light"
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto((site / address).as_uri() + f"#{place}")
            if not place:
                page.evaluate(_LEAVE_OUT, list(SHOWN))
            page.wait_for_timeout(300)
            taken[name] = page.screenshot()
        page = browser.new_page(viewport={"width": 1100, "height": 1000})
        page.goto(notebook_page(build / "notebooks" / "fife" / "03_surveys.ipynb", Path(folder)).as_uri())
        page.evaluate("(document.querySelector('svg') || document.body).scrollIntoView({block: 'center'})")
        page.wait_for_timeout(300)
        taken["notebook"] = page.screenshot()
        browser.close()
    return taken


def notebook_page(notebook: Path, folder: Path) -> Path:
    """Return an HTML page of an executed notebook."""
    import nbformat
    from nbconvert import HTMLExporter

    page, _ = HTMLExporter(mathjax_url="", require_js_url="").from_notebook_node(nbformat.read(notebook, as_version=4))
    path = folder / "notebook.html"
    path.write_text(page, encoding="utf-8")
    return path


def pdf_picture(site: Path) -> bytes:
    """Return some pages of a PDF side by side."""
    from PIL import Image

    pages = []
    with tempfile.TemporaryDirectory() as folder:
        for number in PDF_PAGES:
            target = Path(folder, str(number))
            command = ["pdftoppm", "-r", "60", "-png", "-singlefile", "-f", str(number), "-l", str(number)]
            subprocess.run([*command, str(site / "areas/fife/index.pdf"), str(target)], check=True, capture_output=True)
            pages.append(Image.open(target.with_suffix(".png")).convert("RGB"))
        gap = 12
        width = sum(page.width for page in pages) + gap * (len(pages) + 1)
        sheet = Image.new("RGB", (width, max(page.height for page in pages) + 2 * gap), "#c9d3db")
        left = gap
        for page in pages:
            sheet.paste(page, (left, gap))
            left += page.width + gap
    stream = io.BytesIO()
    sheet.save(stream, "PNG")
    return stream.getvalue()


def small(content: bytes) -> bytes:
    """Return a PNG picture with as many colours as it may have."""
    from PIL import Image

    picture: Any = Image.open(io.BytesIO(content)).convert("RGB")
    made = b""
    for colours in (256, 128, 64, 32):
        stream = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
        made = stream.getvalue()
        if len(made) <= LARGEST:
            return made
    return made


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else BUILD)
