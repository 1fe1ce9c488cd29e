"""The arrow keys move a slider, and with it its picture and what it reads."""

import pytest

from built import pages_with

BLENDS = pages_with('class="slider blend')
STRIPS = pages_with('class="slider strip')

STATE = """(slider) => ({
  reading: slider.querySelector(".reading").textContent.trim(),
  spoken: slider.querySelector("input").getAttribute("aria-valuetext"),
  label: slider.querySelector("output").textContent,
  picture: slider.querySelector("canvas")?.toDataURL()
    ?? [...slider.querySelectorAll("img")].filter((image) => image.checkVisibility())
      .map((image) => image.src).join(" "),
})"""


def press(page, slider, key):
    page.keyboard.press(key)
    return slider.evaluate(STATE)


@pytest.mark.parametrize("name", [*BLENDS, *STRIPS])
def test_arrow_keys_change_picture_and_reading(open_page, name):
    page = open_page(name)
    for slider in page.locator(".slider").all():
        slider.locator("input").focus()
        first = press(page, slider, "Home")
        second = press(page, slider, "ArrowRight")
        last = press(page, slider, "End")
        for part in ["reading", "picture", "spoken"]:
            assert len({first[part], second[part], last[part]}) == 3, part
        assert second["label"] in second["spoken"]
        press(page, slider, "Home")
        assert press(page, slider, "ArrowRight") == second
        assert press(page, slider, "ArrowLeft") == first


@pytest.mark.parametrize("name", STRIPS)
def test_a_strip_shows_one_picture_at_a_time(open_page, name):
    page = open_page(name)
    for slider in page.locator(".slider").all():
        slider.locator("input").focus()
        for _ in range(int(slider.locator("input").get_attribute("max")) + 1):
            picture = press(page, slider, "ArrowRight")["picture"]
            assert picture and " " not in picture


# The picture that stands without scripts is the one that the slider begins with.
@pytest.mark.parametrize("name", [*BLENDS, *STRIPS])
def test_scripts_change_nothing_before_a_slider_is_moved(browser, open_page, name):
    context = browser.new_context(java_script_enabled=False)
    still = context.new_page()
    page = open_page(name)
    still.goto(page.url)
    read = "[...document.querySelectorAll('.reading')].map((reading) => reading.textContent.trim())"
    assert page.evaluate(read) == still.evaluate(read) != []
    context.close()
