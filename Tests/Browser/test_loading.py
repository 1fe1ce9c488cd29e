"""Every page loads whole and quietly, from disk and from a host, with scripts and without."""

import pytest

from built import FOLDER, PAGES
from visits import KINDS

KIBIBYTE = 1024

every_visit = pytest.mark.parametrize(
    "name, kind", [(name, kind) for name in PAGES for kind in KINDS]
)


@every_visit
def test_a_page_raises_no_error_and_no_warning(visit, name, kind):
    assert visit(name, kind).complaints == []


@every_visit
def test_a_page_asks_no_other_host(visit, name, kind):
    assert visit(name, kind).foreign == []


@every_visit
def test_everything_a_page_asks_for_comes(visit, name, kind):
    assert visit(name, kind).failures == []


@pytest.mark.parametrize("name", PAGES)
def test_without_scripts_nothing_is_shown_that_needs_them(visit, name):
    assert visit(name, "from disk, scripts off").controls == []


# The edition in one page is for those who want to have all of it.
@pytest.mark.parametrize("name", [name for name in PAGES if name != "all"])
def test_a_page_weighs_at_most_150_kibibytes(name):
    assert PAGES[name].stat().st_size <= 150 * KIBIBYTE


def test_all_scripts_weigh_at_most_40_kibibytes():
    # The search index is data, and is loaded only when it is asked for.
    scripts = [path for path in FOLDER.glob("assets/*.js") if path.name != "search.js"]
    assert 0 < sum(path.stat().st_size for path in scripts) <= 40 * KIBIBYTE
