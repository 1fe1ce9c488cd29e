"""Points that the reader lets go in a plane flow to its pictures."""

import pytest

from built import pages_with

PLANES = [name for name in pages_with('"stepCount":') if name != "all"]

DISTANCE = """(plane) => {
  const places = (name) => [...plane.querySelectorAll(name)]
    .map((dot) => [Number(dot.getAttribute("cx")), Number(dot.getAttribute("cy"))]);
  return places(".dot").map(([x, y]) =>
    Math.min(...places(".picture").map(([a, b]) => Math.hypot(a - x, b - y))));
}"""


def test_there_is_a_plane():
    assert PLANES


@pytest.mark.parametrize("name", PLANES)
def test_points_go_by_button_and_by_pointer_and_end_at_pictures(open_page, name):
    page = open_page(name)
    # Without movement a way is drawn whole at once.
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    figure = page.locator("figure:has(.launches)")
    figure.get_by_role("button", name="let one go").press("Enter")
    assert figure.locator(".way").count() == 1
    figure.locator("svg").click(position={"x": 40, "y": 40})
    assert figure.locator(".way").count() == 2
    assert figure.locator("output").inner_text() == "2 points let go"
    assert max(figure.locator("svg").evaluate(DISTANCE)) < 0.05
    figure.get_by_role("button", name="clear").click()
    assert figure.locator(".way").count() == 0
    assert figure.locator(".picture").count() > 0
