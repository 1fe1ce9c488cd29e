"""The reader's theme goes before the system's, and is remembered from page to page."""

from playwright.sync_api import expect

PAPER = "getComputedStyle(document.body).backgroundColor"
DARK, LIGHT = "rgb(21, 19, 15)", "rgb(250, 246, 236)"


def shown(page):
    """The background, and which of the two drawings of the first figure is shown."""
    pictures = page.locator("figure .drawing").first.locator("picture:visible")
    return page.evaluate(PAPER), pictures.evaluate_all("(all) => all.map((one) => one.className)")


def test_the_system_decides_until_the_reader_does(open_page):
    page = open_page("b1.1-unet-architecture")
    assert shown(page) == (DARK, ["by-night"])
    page.emulate_media(color_scheme="light")
    assert shown(page) == (LIGHT, ["by-day"])
    expect(page.locator("#theme-switch")).to_have_text("Dark")


def test_the_switch_switches_there_and_back(open_page):
    page = open_page("b1.1-unet-architecture")
    switch = page.locator("#theme-switch")
    expect(switch).to_have_text("Light")
    switch.focus()
    page.keyboard.press("Enter")
    assert shown(page) == (LIGHT, ["by-day"])
    expect(switch).to_have_text("Dark")
    page.keyboard.press("Enter")
    assert shown(page) == (DARK, ["by-night"])


def test_a_choice_is_remembered_on_other_pages(page, address):
    page.goto(f"{address}index.html")
    page.locator("#theme-switch").click()
    page.goto(f"{address}b1.1-unet-architecture.html")
    assert shown(page) == (LIGHT, ["by-day"])
    expect(page.locator("#theme-switch")).to_have_text("Dark")


def test_a_choice_is_remembered_from_disk(open_page):
    page = open_page("b1.1-unet-architecture")
    page.locator("#theme-switch").click()
    page.reload()
    assert shown(page) == (LIGHT, ["by-day"])


def test_who_returns_to_the_system_follows_it_again(page, address):
    page.goto(f"{address}b1.1-unet-architecture.html")
    page.locator("#theme-switch").click()
    page.locator("#theme-switch").click()
    page.reload()
    page.emulate_media(color_scheme="light")
    assert shown(page) == (LIGHT, ["by-day"])
