"""Visits to a page of the site, and what was seen in them. A visit is long: tests share it."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from built import PAGES, THEMES, WIDTHS

# From disk at every width in both themes; from a host loaded anew at every width, by a slow line.
KINDS = ["from disk", "from disk, scripts off", *(f"from a host, {width} px" for width in WIDTHS)]

NOTE_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const moved = sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? String(node));
      window.shifts.push(`${value.toFixed(5)}: ${moved.join(", ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
"""

# Every picture that is displayed was near the screen once, and has come or failed at the end.
SCROLL_TO_END = """async () => {
  const frame = () => new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));
  for (let top = 0; top < document.scrollingElement.scrollHeight; top += innerHeight) {
    scrollTo(0, top);
    await frame();
  }
  const coming = [...document.images].filter((image) => image.checkVisibility() && !image.complete);
  await Promise.all(coming.map((image) => new Promise((resume) => {
    image.addEventListener("load", resume);
    image.addEventListener("error", resume);
  })));
  await frame();
}"""

WIDER_THAN_SCREEN = "document.scrollingElement.scrollWidth - innerWidth"
# Turning is done by the style sheet.
DEAD_CONTROLS = """[...document.querySelectorAll("button, input, dialog")]
  .filter((control) => !control.matches(".turning input"))
  .filter((control) => control.checkVisibility({ visibilityProperty: true }))
  .map((control) => control.outerHTML)"""


@dataclass
class Visit:
    complaints: list = field(default_factory=list)
    requests: list = field(default_factory=list)
    failures: list = field(default_factory=list)
    shifts: list = field(default_factory=list)
    overflows: list = field(default_factory=list)
    controls: list = field(default_factory=list)

    def listen(self, page):
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", self._on_failure)
        page.on("response", self._on_response)

    def _on_console(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _on_failure(self, request):
        # A picture that a change of width makes needless is called off; that is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.failures.append(f"{request.failure} {request.url}")

    def _on_response(self, response):
        if response.status >= 400:
            self.failures.append(f"{response.status} {response.url}")

    def measure(self, page):
        """Notes by how much the page is wider than the screen, at every width and theme."""
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                by = page.evaluate(WIDER_THAN_SCREEN)
                if by > 0:
                    self.overflows.append(f"{theme}, {width} px: {by} px too wide")

    @property
    def foreign(self):
        own = ("127.0.0.1", None)
        return [url for url in self.requests if urlsplit(url).hostname not in own]


class Visitor:
    def __init__(self, browser, address):
        self.contexts = {
            scripts: browser.new_context(java_script_enabled=scripts) for scripts in (True, False)
        }
        self.contexts[True].add_init_script(NOTE_SHIFTS)
        self.address = address
        self.seen = {}

    def visit(self, name, kind):
        if (name, kind) not in self.seen:
            self.seen[name, kind] = self._go(name, kind)
        return self.seen[name, kind]

    def _go(self, name, kind):
        scripts = "scripts off" not in kind
        width = int(kind.split()[-2]) if kind.endswith("px") else 1440
        page = self.contexts[scripts].new_page()
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": width, "height": 900})
        visit = Visit()
        visit.listen(page)
        page.goto(self.address + f"{name}.html" if "host" in kind else PAGES[name].as_uri())
        if scripts:
            page.evaluate(SCROLL_TO_END)
            visit.shifts = page.evaluate("window.shifts")
        else:
            visit.controls = page.evaluate(DEAD_CONTROLS)
        if "disk" in kind:
            visit.measure(page)
        if "disk" in kind and scripts:
            # The pictures of the other theme.
            page.evaluate(SCROLL_TO_END)
        page.close()
        return visit

    def close(self):
        for context in self.contexts.values():
            context.close()
