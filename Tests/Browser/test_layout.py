"""No page is wider than its screen, and nothing moves while it loads and is scrolled."""

import pytest

from built import PAGES
from visits import KINDS, NOTE_SHIFTS


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "disk" in kind])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_the_screen(visit, name, kind):
    assert visit(name, kind).overflows == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "off" not in kind])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_while_a_page_loads(visit, name, kind):
    assert visit(name, kind).shifts == []


# What stands below the first screen comes before the scripts only by its address.
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("place", [".walkthrough", ".with-slider", "figure:not(.with-slider)"])
def test_nothing_moves_where_an_address_leads(page, address, place, width):
    page.add_init_script(NOTE_SHIFTS)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}a1.1-forward-process.html")
    anchor = page.locator(place).first.get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{address}a1.1-forward-process.html#{anchor}")
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") > 0
    assert page.evaluate("window.shifts") == []
