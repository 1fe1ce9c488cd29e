"""The built site as files: which pages it has, and which of them hold what a test is about."""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "_site"
PAGES = {path.stem: path for path in sorted(FOLDER.glob("*.html"))}

THEMES = ["dark", "light"]
WIDTHS = [360, 768, 1440]

# One page of each kind, and of each kind of slider.
VARIED = ["index", "computation", "a1.1-forward-process", "a1.7-image-to-image"]


def pages_with(pattern):
    """The names of the pages whose HTML has the pattern."""
    return [name for name, path in PAGES.items() if re.search(pattern, path.read_text())]
