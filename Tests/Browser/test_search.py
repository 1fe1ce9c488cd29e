"""The search opens by its key, finds, leads to what it found, and gives the focus back."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def search(open_page):
    page = open_page("a1.1-forward-process")
    page.keyboard.press("/")
    expect(page.locator("#search-words")).to_be_focused()
    return page


def test_words_find_places_in_any_case(search):
    search.keyboard.type("UNET Architecture")
    expect(search.locator("#search-count")).to_have_text(re.compile(r"^(One place|\d+ places)"))
    expect(search.locator("#search-results a").first).to_contain_text("UNet architecture")


def test_what_is_nowhere_is_said(search):
    search.keyboard.type("xylophone")
    expect(search.locator("#search-count")).to_have_text("Nothing found.")
    expect(search.locator("#search-results a")).to_have_count(0)


def test_enter_leads_to_the_first_place(search):
    search.keyboard.type("unet architecture")
    href = search.locator("#search-results a").first.get_attribute("href")
    search.keyboard.press("Enter")
    search.wait_for_url(re.compile(re.escape(href) + "$"))
    expect(search.locator("#search")).to_be_hidden()


def test_arrow_keys_go_through_the_places(search):
    search.keyboard.type("noise")
    places = search.locator("#search-results a")
    expect(places.nth(1)).to_be_visible()
    search.keyboard.press("ArrowDown")
    expect(places.nth(0)).to_be_focused()
    search.keyboard.press("ArrowDown")
    expect(places.nth(1)).to_be_focused()
    search.keyboard.press("ArrowUp")
    search.keyboard.press("ArrowUp")
    expect(search.locator("#search-words")).to_be_focused()


def test_escape_closes_and_gives_the_focus_back(open_page):
    page = open_page("index")
    page.locator("#search-open").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search-words")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()
    expect(page.locator("#search-open")).to_be_focused()


def test_a_slash_is_a_character_where_one_types(search):
    search.keyboard.type("a/b")
    expect(search.locator("#search-words")).to_have_value("a/b")
