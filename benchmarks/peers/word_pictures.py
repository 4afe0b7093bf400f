"""Drawings as PNG by the drawing engine, as Altair's ``save`` makes them: ``python word_pictures.py DRAWINGS.json``."""

import json
import re
import sys
import time
from pathlib import Path

import vl_convert

from helpers.drawing import font_folder


def main() -> None:
    """Make each drawing a picture of two pixels to each of its own; print how long that took."""
    vl_convert.register_font_directory(str(font_folder()))
    # The typeface that a page's drawing brings with it is not read here, and would only take time.
    listed = json.loads(Path(sys.argv[1]).read_text())
    drawings = [re.sub(r"<style>.*?</style>", "", Path(path).read_text(), flags=re.DOTALL) for path in listed]
    vl_convert.svg_to_png('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', scale=2)
    begun = time.perf_counter()
    for drawing in drawings:
        vl_convert.svg_to_png(drawing, scale=2)
    print(time.perf_counter() - begun)


if __name__ == "__main__":
    main()
