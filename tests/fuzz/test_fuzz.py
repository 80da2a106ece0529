"""Whatever comes from outside is taken or refused with a sentence: kept files, drawn bytes, steered by coverage."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import run, watching
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS, everything
from tests.promises import NIGHTLY, kept, points

FUZZER = importlib.util.find_spec("atheris") is not None
every_target = pytest.mark.parametrize("name", TARGETS)


def corpus(name: str) -> list[Path]:
    return sorted((run.CORPUS / name).glob("*"))  # git keeps no empty folder


@every_target
def test_every_kept_file_does_no_harm(name: str) -> None:
    files = corpus(name)
    for data in (*seeds(name), *(file.read_bytes() for file in files)):
        TARGETS[name](data)
    kept("fuzzed", corpus_files=len(files))


@every_target
def test_no_drawn_bytes_do_harm(name: str) -> None:
    @settings(
        max_examples=points(ci=30, nightly=5_000), deadline=None, derandomize=not NIGHTLY, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(data=st.binary(max_size=400))
    def harmless(data: bytes) -> None:
        TARGETS[name](data)

    harmless()
    kept("fuzzed", drawn=points(ci=30, nightly=5_000))


@pytest.mark.skipif(not FUZZER, reason="the fuzzer has wheels for Linux on x86-64 only")
@pytest.mark.skipif(NIGHTLY, reason="at night each target has a run of its own")
def test_a_fuzzer_that_sees_which_lines_run_finds_nothing() -> None:
    done = run.fuzz("everything", 12)
    assert done.executions > 100, done.output[-2000:]
    assert done.findings == (), done.output[-4000:]
    kept("fuzzed", executions=done.executions, features=done.features)


@pytest.mark.skipif(not FUZZER or not NIGHTLY, reason="takes minutes for each target")
@every_target
def test_a_fuzzer_that_has_minutes_finds_nothing(name: str) -> None:
    done = run.fuzz(name, 200)
    assert done.findings == (), done.output[-4000:]
    kept("fuzzed", executions=done.executions, features=done.features)


def test_the_kept_corpus_is_small_and_of_known_targets() -> None:
    assert {folder.name for folder in run.CORPUS.iterdir()} <= set(TARGETS)
    for name in TARGETS:
        assert len(corpus(name)) <= 2 * run.MOST_KEPT
        assert all(file.stat().st_size <= run.LARGEST for file in corpus(name))


def test_any_target_is_reached_by_the_first_byte() -> None:
    for number in range(len(TARGETS)):
        everything(bytes([number]))


def test_a_stray_write_is_heard(tmp_path: Path) -> None:
    """What these tests rely on to say that no file lay outside its folder."""
    inside = tmp_path / "dalam"
    inside.mkdir()
    (inside / "link").symlink_to(tmp_path)
    with watching.only_in(inside):
        (inside / "a").write_text("x")
        (inside / "a").replace(inside / "b")
        (tmp_path / "lain").exists()
    for stray in (
        lambda: (tmp_path / "luar").write_text("x"),
        lambda: (inside / ".." / "luar2").write_text("x"),
        lambda: (tmp_path / "folder").mkdir(),
        lambda: (inside / "b").rename(tmp_path / "c"),
        lambda: (inside / "link" / "luar3").write_text("x"),
    ):
        with pytest.raises(watching.Strayed), watching.only_in(inside):
            stray()
