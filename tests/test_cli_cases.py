"""Papers, follow-ups, routing, articles and packs at the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from spkt_desktop import paths
from spkt_desktop.app.sample import sample_values
from tests.commands import DONE, REFUSED, WRONG_USE, Ran, printed, run
from tests.desks import carried_on

NRP = "87020875"


@pytest.fixture
def desk(folder: Path) -> Path:
    """The desk that the commands work on."""
    return folder


def take_in(desk: Path, form: str, values: Any = None, *more: object) -> Ran:
    raw = json.dumps(values or sample_values(form, nrp=NRP)).encode()
    return run("register", form, "--data", desk, "--values", "-", *more, stdin=raw)


def test_one_intake_prints_every_paper_and_begins_what_follows(desk: Path, tmp_path: Path) -> None:
    values = sample_values("lp_b", nrp=NRP)
    report = take_in(desk, "lp_b", values, "--pdf", tmp_path / "lp.pdf").only
    assert [paper["paper"] for paper in report["papers"]] == ["lp_b", "sttlp", "pernyataan", "rekomendasi"]
    name = values["pelapor"]["nama"].replace(" ", "").upper()
    for paper in report["papers"]:
        target = tmp_path / f"{paper['paper']}.pdf"
        assert run("print", report["number"], "--data", desk, "--paper", paper["paper"], "--pdf", target).code == DONE
        assert name in printed(target).upper()
        assert paper["number"].replace(" ", "") in printed(target)
    assert run("print", report["id"], "--data", desk, "--paper", "visum", "--pdf", tmp_path / "x.pdf").code == REFUSED

    offered = {line["form"]: line for line in run("follow", report["id"], "--data", desk).out}
    assert {"visum", "rujukan"} <= set(offered)
    begun = run("follow", report["number"], "visum", "--data", desk).only
    asked = carried_on("visum", begun)
    visum = take_in(desk, "visum", asked, "--about", report["number"], "--pdf", tmp_path / "visum.pdf").only
    assert report["number"].replace(" ", "") in printed(tmp_path / "visum.pdf")
    shown = run("show", report["id"], "--data", desk).only
    assert shown["followed_by"] == [visum["id"]] and shown["awaited"] and shown["destination"] == "Reskrim"
    assert run("show", visum["number"], "--data", desk).only["about"] == report["id"]
    assert run("follow", report["id"], "pencabutan", "--data", desk).code == REFUSED
    assert run("follow", report["id"], "visum", "--pick", "99", "--data", desk).code == REFUSED


def test_a_set_of_copies_prints_one_for_each_addressee(desk: Path, tmp_path: Path) -> None:
    report = take_in(desk, "lp_b").only
    assert run("print", report["id"], "--data", desk, "--set", "--pdf", tmp_path / "set.pdf").code == DONE
    assert printed(tmp_path / "set.pdf").count("Rangkapuntuk:") >= 8


def test_a_record_is_routed_and_marked_with_a_reason(desk: Path) -> None:
    report = take_in(desk, "lp_b").only
    routed = run("route", report["id"], "--to", "Polres", "--reason", "Ditarik Satreskrim", "--data", desk)
    assert routed.only["destination"] == "Polres"
    assert run("route", report["id"], "--to", "Dapur", "--reason", "Alasan baik", "--data", desk).code == REFUSED
    assert run("route", report["id"], "--to", "Lantas", "--data", desk).code == WRONG_USE
    assert run("attention", report["id"], "--reason", "Tokoh masyarakat", "--data", desk).only["attention"] is True
    lifted = run("attention", report["id"], "--off", "--reason", "Sudah selesai", "--data", desk)
    assert lifted.only["attention"] is False
    kinds = [event["kind"] for event in run("show", report["id"], "--data", desk).only["events"]]
    assert kinds == ["registered", "routed", "attention", "attention"]


def test_articles_are_found_by_number_word_and_day(desk: Path) -> None:
    assert run("law", "curanmor", "--data", desk).out[0]["cite"] in ("Pasal 476 KUHP", "Pasal 477 KUHP")
    assert run("law", "362", "--on", "2025-12-31", "--data", desk).out[0]["cite"] == "Pasal 362 KUHP lama"
    assert run("law", "476", "--on", "2026-01-02", "--data", desk).out[0]["cite"] == "Pasal 476 KUHP"
    assert run("law", "476", "--on", "kemarin", "--data", desk).code == WRONG_USE


def test_a_protected_case_is_shown_as_an_event_and_listed_by_initials(desk: Path) -> None:
    values = sample_values("lp_b", nrp=NRP)
    child = {"identitas": "Tanpa identitas", "nama": "Sekar Ayu", "tanggal_lahir": "2014-05-06"}
    done = take_in(desk, "lp_b", {**values, "korban": [{**child, "alamat": "Desa Mantren"}]}).only
    assert done["protection"] == ["anak"]
    (listed,) = run("search", "Sekar", "--data", desk).out
    assert listed["values"] == {} and "Sekar" not in json.dumps(listed)
    shown = run("show", done["id"], "--data", desk).only
    assert shown["values"]["korban"][0]["nama"] == "Sekar Ayu" and shown["events"][-1]["kind"] == "opened"


def test_a_pack_of_the_polres_is_taken_in(desk: Path, tmp_path: Path) -> None:
    polres, stick = tmp_path / "polres", tmp_path / "flashdisk"
    stick.mkdir()
    card = run("init", "--data", polres, "--name", "POLRES TIRTAMULYA", polres=True).only["polres_card"]
    law = json.loads((paths.resources("data") / "hukum.json").read_text(encoding="utf-8"))
    file = tmp_path / "hukum.json"
    file.write_text(json.dumps({**law, "version": 7}), encoding="utf-8")
    make = ("pack", "--data", polres, "--kind", "hukum", "--name", "hukum", "--version", 7, "--to", stick, file)
    pack = run(*make, polres=True).only["pack"]
    assert run("take-pack", pack, "--data", desk).code == REFUSED
    told = run("take-card", card, "--data", desk).only["fingerprint"]
    assert run("take-card", card, "--fingerprint", told, "--data", desk).code == DONE
    assert run("take-pack", pack, "--data", desk).only["version"] == 7
    assert run("take-pack", pack, "--data", desk).code == REFUSED
    assert run("packs", "--data", desk).out[0]["version"] == 7
    assert run("verify", "--data", desk).code == DONE
