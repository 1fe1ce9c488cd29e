"""The Tab key goes through everything that can be used, shows where it is, and comes back."""

import pytest

from built import VARIED

# What can be reached at once; the first summary stands for its closed details.
NUMBER_PLACES = """() => {
  const usable = "a[href], button, input, summary, [tabindex='0']";
  window.places = [...document.querySelectorAll(usable)].filter((place) =>
    place.checkVisibility({ visibilityProperty: true }) && !place.closest("dialog, [inert]"));
  return places.length;
}"""

# Which place has the focus, and whether it shows: a frame around it, on the screen, on top.
LOOK = """() => {
  const place = document.activeElement;
  const style = getComputedStyle(place);
  const { left, top, width, height } = place.getClientRects()[0] ?? {};
  // A long link in a table that scrolls sideways shows in part.
  const onTop = [0.1, 0.5, 0.9].map((part) =>
    document.elementFromPoint(left + part * width, top + Math.min(height, 40) / 2));
  return {
    number: places.indexOf(place),
    html: place.outerHTML.slice(0, 120),
    isFramed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
    isOnTop: onTop.some((one) => one && (place.contains(one) || one.contains(place))),
  };
}"""


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", [*VARIED, "b1.1-unet-architecture"])
def test_tab_reaches_everything_and_shows_where_it_is(page, open_page, name, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_page(name)
    count = page.evaluate(NUMBER_PLACES)
    assert count > 10
    looks = []
    for _ in range(count):
        page.keyboard.press("Tab")
        looks.append(page.evaluate(LOOK))
    assert [look["number"] for look in looks] == list(range(count))
    assert [look["html"] for look in looks if not look["isFramed"]] == []
    assert [look["html"] for look in looks if not look["isOnTop"]] == []


def test_the_skip_link_leads_past_the_bar(open_page):
    page = open_page("a1.1-forward-process")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
