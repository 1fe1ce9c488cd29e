"""The report as one page, printed as a book."""

import os
import subprocess

from built import FOLDER, PAGES
from conftest import PROGRAM

REPORT = FOLDER.parent / ".build" / "debug" / "report"


def test_the_one_page_has_every_chapter():
    page = PAGES["all"].read_text()
    chapters = [name for name in PAGES if f'href="{name}.html"><span' in PAGES["index"].read_text()]
    assert len(chapters) > 1
    assert [name for name in chapters if f'<article id="{name}">' not in page] == []


def test_it_is_printed_whole(tmp_path):
    book = tmp_path / "report.pdf"
    subprocess.run(
        [REPORT, "export", "pdf", "--output", book],
        check=True,
        cwd=FOLDER.parent,
        env=os.environ | {"CHROMIUM": PROGRAM},
    )
    assert book.read_bytes().startswith(b"%PDF")
    # Every picture is in it: those far below the first screen are loaded only for print.
    assert book.stat().st_size > 2_000_000
