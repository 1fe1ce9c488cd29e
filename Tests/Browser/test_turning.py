"""Turning the pictures of a figure needs no script."""

import pytest

from built import PAGES, pages_with

TURNED = "(picture) => getComputedStyle(picture).rotate"


@pytest.mark.parametrize("name", pages_with('class="turning"'))
@pytest.mark.parametrize("scripts", [True, False])
def test_the_box_turns_every_picture_of_its_figure_and_back(browser, name, scripts):
    context = browser.new_context(java_script_enabled=scripts, reduced_motion="reduce")
    page = context.new_page()
    page.goto(PAGES[name].as_uri())
    figure = page.locator("figure:has(.turning)").first
    box = figure.get_by_role("checkbox")
    pictures = figure.locator(".panel img")
    rotations = lambda: {pictures.nth(place).evaluate(TURNED) for place in range(pictures.count())}
    assert rotations() == {"none"}
    box.press("Space")
    assert rotations() == {"180deg"}
    box.click()
    assert rotations() == {"none"}
    context.close()
