"""Code can be copied, and its lines and their sentences lead to each other."""

import pytest
from playwright.sync_api import expect

from built import pages_with

WALKTHROUGHS = pages_with('class="walkthrough"')

# Every badge of the page: what it leads to, and the badges in there.
BADGES = """() => [...document.querySelectorAll(".badge")].map((badge) => {
  const side = badge.closest("[data-step]");
  const other = document.getElementById(badge.hash.slice(1));
  return {
    from: side.id,
    to: other?.id,
    back: other?.querySelector(".badge")?.hash.slice(1),
    isSameStep: other?.dataset.step === side.dataset.step,
    isOtherSide: other?.matches(".step") !== side.matches(".step"),
  };
})"""

LIT = "(all) => all.map((side) => [side.matches('.step') ? 'step' : 'line', side.dataset.step])"


@pytest.mark.parametrize("name", WALKTHROUGHS)
def test_lines_and_sentences_lead_to_each_other(open_page, name):
    badges = open_page(name).evaluate(BADGES)
    assert badges
    for badge in badges:
        assert badge["isSameStep"] and badge["isOtherSide"], badge
        assert badge["back"] == badge["from"], badge


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", WALKTHROUGHS[::8])
def test_a_badge_lights_its_pair_and_takes_the_focus_across(page, open_page, name, width):
    page.set_viewport_size({"width": width, "height": 900})
    walkthrough = open_page(name).locator(".walkthrough").first
    for step in walkthrough.locator(".step").all():
        number = step.get_attribute("data-step")
        line = walkthrough.locator(f".line[data-step='{number}'] .badge")
        step.locator(".badge").click()
        expect(line).to_be_focused()
        expect(line).to_be_in_viewport()
        lit = walkthrough.locator(".lit").evaluate_all(LIT)
        assert lit == [["line", number], ["step", number]]
        page.keyboard.press("Enter")
        expect(step.locator(".badge")).to_be_focused()


@pytest.mark.parametrize("name", WALKTHROUGHS[::8])
def test_copy_puts_the_code_on_the_clipboard(page, address, name):
    page.goto(f"{address}{name}.html")
    for listing in page.locator(".listing").all():
        button = listing.locator(".copy")
        button.click()
        expect(button).to_have_text("copied")
        lines = listing.locator(".source").all_text_contents()
        assert page.evaluate("navigator.clipboard.readText()") == "\n".join(lines) + "\n"
        assert any(line.startswith("  ") for line in lines)
    expect(button).to_have_text("copy")
