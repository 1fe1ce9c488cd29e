"""A figure is enlarged by its button, exchanged by the arrow keys, and closed by Escape."""

import pytest
from playwright.sync_api import expect

from built import pages_with


@pytest.mark.parametrize("name", pages_with('class="enlarge"')[::6])
def test_every_figure_is_enlarged_and_gives_the_focus_back(open_page, name):
    page = open_page(name)
    shown = page.locator("dialog.enlarged")
    labels = page.locator("main figure:has(.enlarge) .label").all_text_contents()
    buttons = page.locator("main .enlarge").all()
    assert len(labels) == len(buttons) > 0
    for label, button in zip(labels, buttons):
        button.focus()
        page.keyboard.press("Enter")
        expect(shown).to_be_visible()
        expect(shown.locator(".label")).to_have_text(label)
        page.keyboard.press("Escape")
        expect(shown).to_be_hidden()
        expect(button).to_be_focused()


def test_arrow_keys_exchange_the_enlarged_figure(open_page):
    page = open_page("a1.2-classical-denoising")
    labels = page.locator("main figure:has(.enlarge) .label").all_text_contents()
    label = page.locator("dialog.enlarged .label")
    page.locator("main .enlarge").first.click()
    expect(label).to_have_text(labels[0])
    page.keyboard.press("ArrowRight")
    expect(label).to_have_text(labels[1])
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(label).to_have_text(labels[-1])


def test_buttons_exchange_the_enlarged_figure_and_say_which_it_is(open_page):
    page = open_page("a1.2-classical-denoising")
    labels = page.locator("main figure:has(.enlarge) .label").all_text_contents()
    page.locator("main .enlarge").first.click()
    dialog = page.locator("dialog.enlarged")
    said = dialog.get_by_role("status")
    expect(said).to_have_text(f"{labels[0]}, 1 of {len(labels)}")
    dialog.get_by_role("button", name="Next").click()
    expect(said).to_have_text(f"{labels[1]}, 2 of {len(labels)}")
    expect(dialog.locator(".label")).to_have_text(labels[1])
    dialog.get_by_role("button", name="Previous").click()
    dialog.get_by_role("button", name="Previous").click()
    expect(said).to_have_text(f"{labels[-1]}, {len(labels)} of {len(labels)}")


def test_an_enlarged_figure_is_larger_and_on_the_screen(open_page):
    page = open_page("a1.2-classical-denoising")
    button = page.locator("main .enlarge").first
    before = page.locator("main figure:has(.enlarge)").first.bounding_box()
    button.click()
    after = page.locator("dialog.enlarged").bounding_box()
    assert after["width"] > before["width"]
    assert after["x"] >= 0 and after["y"] >= 0
    assert after["x"] + after["width"] <= 1440 and after["y"] + after["height"] <= 900
