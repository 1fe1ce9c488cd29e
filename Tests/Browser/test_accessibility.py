"""axe-core finds no barrier on any page, in either theme."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from built import PAGES, THEMES, VARIED


def barriers(page, **options):
    options |= {"resultTypes": ["violations"]}
    violations = page.evaluate("(options) => axe.run(options)", options)["violations"]
    return [
        f"{violation['id']}: {node['html']} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier_in_either_theme(open_page, name):
    page = open_page(name)
    page.evaluate(AXE_SCRIPT)
    assert barriers(page) == []
    # A theme changes nothing but colours.
    page.emulate_media(color_scheme="light")
    assert barriers(page, runOnly={"type": "rule", "values": ["color-contrast"]}) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", VARIED)
def test_a_page_has_no_barrier_on_a_small_screen(page, open_page, name, theme):
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme=theme)
    open_page(name)
    page.evaluate(AXE_SCRIPT)
    assert barriers(page) == []


@pytest.mark.parametrize("theme", THEMES)
def test_an_open_search_has_no_barrier(page, open_page, theme):
    page.emulate_media(color_scheme=theme)
    open_page("index")
    page.keyboard.press("/")
    page.keyboard.type("noise")
    page.locator("#search-results a").first.wait_for()
    page.evaluate(AXE_SCRIPT)
    assert barriers(page) == []
