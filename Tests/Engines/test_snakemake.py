"""Snakemake runs a plan of the report: the same site, also when it and its jobs are killed."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2]
PROGRAM = PACKAGE / ".build" / "debug" / "report"
SNAKEMAKE = Path(sys.executable).with_name("snakemake")

# Chapters of both parts that are quick with few digits, a training among them.
CHAPTERS = os.environ.get("CHAPTERS", "A1.1 B1.2.1 B1.2.2").split()
SETTINGS = os.environ.get("SETTINGS", "--set limit=64").split()


def report(folder, *arguments):
    return subprocess.run([PROGRAM, *arguments], cwd=folder, check=True, capture_output=True, text=True)


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """The site of a plain build."""
    folder = package(tmp_path_factory.mktemp("plain"))
    report(folder, "build", *CHAPTERS, *SETTINGS)
    return contents(folder / "_site")


def package(folder):
    """The package in a folder of its own, with an empty store."""
    for name in ["Sources", "chapters", "models", "templates", "site"]:
        (folder / name).symlink_to(PACKAGE / name)
    return folder


@pytest.fixture
def planned(tmp_path):
    """A package with a plan of its build, which lies in another folder."""
    folder = tmp_path / "package"
    folder.mkdir()
    package(folder)
    (tmp_path / "work").mkdir()
    report(folder, "plan", *CHAPTERS, *SETTINGS, "--output", tmp_path / "work" / "Snakefile")
    return folder, tmp_path / "work"


def start(work):
    command = [SNAKEMAKE, "--cores", "2", "--rerun-incomplete", "--quiet"]
    return subprocess.Popen(command, cwd=work, start_new_session=True)


def test_the_site_is_that_of_a_plain_build(planned, expected):
    folder, work = planned
    assert start(work).wait() == 0
    assert len(expected) > 20
    assert contents(folder / "_site") == expected
    assert rules_run(work) == {"site"}


def test_a_plan_with_other_settings_makes_its_own_site(planned, expected, tmp_path):
    folder, work = planned
    assert start(work).wait() == 0
    other = tmp_path / "other"
    other.mkdir()
    plan = ["plan", *CHAPTERS, "--output"]
    report(folder, *plan, other / "Snakefile", *SETTINGS, "--set", "A1.1.seed=7")
    assert {"A1_1", "site"} <= rules_run(other)
    assert contents(folder / "_site") != expected
    # Back to the first: all jobs are done, and the site of their settings is set again.
    back = tmp_path / "back"
    back.mkdir()
    report(folder, *plan, back / "Snakefile", *SETTINGS)
    assert rules_run(back) == {"site"}
    assert contents(folder / "_site") == expected


def rules_run(work):
    """Runs a plan, and returns the names of the rules that were run."""
    command = [SNAKEMAKE, "--cores", "2"]
    outcome = subprocess.run(command, cwd=work, check=True, capture_output=True, text=True)
    return set(re.findall(r"^(?:local)?rule (\w+):", outcome.stderr + outcome.stdout, re.M))


def test_a_killed_run_goes_on(planned, expected):
    folder, work = planned
    first = start(work)
    deadline = time.monotonic() + 300
    while not list((folder / ".report" / "stages").glob("*.unfinished")):
        assert first.poll() is None and time.monotonic() < deadline, "no training was seen"
        time.sleep(0.01)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    # What was killed may end a moment later, and leaves its lock.
    time.sleep(1)
    shutil.rmtree(work / ".snakemake" / "locks", ignore_errors=True)
    assert start(work).wait() == 0
    assert contents(folder / "_site") == expected
