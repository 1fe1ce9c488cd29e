"""One browser for all tests, the site served under a sub-path, and pages to test in."""

import os
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect, sync_playwright

import visits
from built import FOLDER, PAGES

# Debian's, unless another one is named.
PROGRAM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM)
        yield browser
        browser.close()


class SlowLine(SimpleHTTPRequestHandler):
    """Sends pages in pieces and deferred scripts late: what is painted in between must not move."""

    def do_GET(self):
        if self.path.endswith(".js") and "/theme-" not in self.path:
            time.sleep(0.2)
        super().do_GET()

    def copyfile(self, source, outputfile):
        if not source.name.endswith(".html"):
            return super().copyfile(source, outputfile)
        page = source.read()
        for start in range(0, len(page), len(page) // 20):
            outputfile.write(page[start : start + len(page) // 20])
            time.sleep(0.02)

    def end_headers(self):
        # A script from the cache would be early again.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """Where the site stands on a static host, in a folder of it."""
    root = tmp_path_factory.mktemp("host")
    (root / "some").mkdir()
    (root / "some" / "path").symlink_to(FOLDER)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SlowLine, directory=root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/path/"
    server.shutdown()


@pytest.fixture
def page(browser):
    """A page of its own memory, in the dark theme, 1440 pixels wide."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900},
        color_scheme="dark",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def open_page(page):
    """Opens a page of the site from disk, by its name."""

    def open_page(name):
        page.goto(PAGES[name].as_uri())
        return page

    return open_page


@pytest.fixture(scope="session")
def visit(browser, address):
    """What happens in a visit to a page; each kind of visit is made once."""
    visitor = visits.Visitor(browser, address)
    yield visitor.visit
    visitor.close()
