"""What a reference leads to shows beside it, for the pointer and for the keyboard."""

import pytest
from playwright.sync_api import expect

from built import PAGES

NAME = "a1.5-sampling-from-noise"
HERE = "#given"
ELSEWHERE = ".prose a[href*='.html#']"


@pytest.fixture
def referring(page):
    """A page that refers to another one, and is given a reference to a figure of its own."""
    given = '<p><a id="given" href="#five">the pictures above</a></p></main>'
    html = PAGES[NAME].read_text().replace("</main>", given)
    address = PAGES[NAME].as_uri()
    page.route(address, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(address)
    return page


@pytest.mark.parametrize("reference", [HERE, ELSEWHERE])
def test_the_pointer_brings_a_preview_and_takes_it_away(referring, reference):
    referring.locator(reference).first.hover()
    expect(referring.locator(".peek")).to_be_in_viewport()
    referring.mouse.move(1, 1)
    expect(referring.locator(".peek")).to_be_hidden()


@pytest.mark.parametrize("reference", [HERE, ELSEWHERE])
def test_the_pointer_may_rest_on_a_preview(referring, reference):
    referring.locator(reference).first.hover()
    shown = referring.locator(".peek")
    expect(shown).to_be_in_viewport()
    box = shown.bounding_box()
    referring.mouse.move(box["x"] + 40, box["y"] + box["height"] / 2)
    referring.wait_for_timeout(500)
    expect(shown).to_be_visible()
    referring.mouse.move(1, 1)
    expect(shown).to_be_hidden()


def test_a_preview_of_a_mixed_picture_shows_it(page):
    name = "a1.1-forward-process"
    given = '<p><a id="given" href="#every-t">mixed</a></p></main>'
    html = PAGES[name].read_text().replace("</main>", given)
    address = PAGES[name].as_uri()
    page.route(address, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(address)
    read = "(canvas) => canvas.toDataURL()"
    page.locator("#every-t input").focus()
    page.keyboard.press("Home")
    expect(page.locator("#every-t canvas")).to_be_visible()
    picture = page.locator("#every-t canvas").evaluate(read)
    page.locator("#given").hover()
    expect(page.locator(".peek canvas")).to_be_visible()
    assert page.locator(".peek canvas").evaluate(read) == picture


@pytest.mark.parametrize("reference", [HERE, ELSEWHERE])
def test_the_focus_brings_a_preview_and_escape_takes_it_away(referring, reference):
    # A focus that a script moves shows like a key's only after a key.
    referring.keyboard.press("Tab")
    referring.locator(reference).first.focus()
    expect(referring.locator(".peek")).to_be_visible()
    referring.keyboard.press("Escape")
    expect(referring.locator(".peek")).to_be_hidden()
    expect(referring.locator(reference).first).to_be_focused()


def test_a_preview_shows_the_place_that_is_meant(referring):
    referring.locator(HERE).hover()
    label = referring.locator("#five .label").text_content()
    expect(referring.locator(".peek .label")).to_have_text(label)


def test_a_preview_of_another_page_is_that_page(referring):
    link = referring.locator(ELSEWHERE).first
    link.hover()
    address = link.evaluate("(link) => link.href")
    expect(referring.locator(".peek iframe")).to_have_attribute("src", address)
    anchor = address.split("#")[1]
    place = referring.frame_locator(".peek iframe").locator(f"[id='{anchor}']")
    expect(place).to_be_in_viewport()
