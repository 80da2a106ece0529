"""Feedback: nobody has to give a name, no name is kept then, and everything is followed up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from spkt_desktop.forms import FORMS, Known, check, entry
from spkt_desktop.forms.routing import destination
from spkt_desktop.records import Context, Number, Officer, Record, Values

SARAN, TINDAK = FORMS["saran"], FORMS["tindak_saran"]


def said(kind: str = "Saran", sender: dict[str, Any] | None = None, **more: Any) -> Values:
    return {"pengirim": sender or {"cara": "anonim"}, "masukan": {"jenis": kind, "isi": "Kursi kurang."} | more}


def named(**more: Any) -> dict[str, Any]:
    return {"cara": "bernama", "nama": "Siti Rahayu"} | more


def done(**more: Any) -> Values:
    return {"tindakan": {"petugas": "87020875", "tindakan": "Kursi ditambah.", "hasil": "Enam kursi baru."} | more}


def record(values: Values, form: str = "saran") -> Record:
    return Record(
        id="r", form=form, form_version=1, number=Number(form, 2026, 1, f"{form}/1"),
        registered_at="2026-11-20T10:00:00+07:00", officer="87020875", values=values,
        context=Context("", "", {}, {}, {}), who="", what="",
    )  # fmt: skip


def kept(values: Values, known: Known) -> Values:
    checked = check(SARAN, values, known)
    assert checked.problems == ()
    return checked.values


def test_a_sender_without_a_name_is_shown_as_one(known: Known) -> None:
    values = kept(said(), known)
    assert values["pengirim"] == {"cara": "anonim", "nama": "Anonim"}
    assert entry(SARAN, values).who == "Anonim"
    assert kept(values, known) == values


@pytest.mark.parametrize("name", ["nama", "alamat", "kontak"])
def test_no_identity_of_a_sender_without_a_name_is_kept(name: str, known: Known) -> None:
    checked = check(SARAN, said(sender={"cara": "anonim", name: "Siti Rahayu"}), known)
    assert [(p.section, p.field) for p in checked.problems] == [("pengirim", name)]


def test_a_sender_is_without_a_name_unless_he_gives_one(known: Known) -> None:
    checked = check(SARAN, {"pengirim": {"nama": "Siti"}, "masukan": {"jenis": "Saran", "isi": "A"}}, known)
    assert {p.field for p in checked.problems} == {"cara", "nama"}


@pytest.mark.parametrize("name", ["", "Anonim"])
def test_a_sender_with_a_name_says_it(name: str, known: Known) -> None:
    checked = check(SARAN, said(sender=named(nama=name)), known)
    assert [(p.section, p.field) for p in checked.problems] == [("pengirim", "nama")]
    assert entry(SARAN, kept(said(sender=named()), known)).who == "Siti Rahayu"


def test_whoever_wants_an_answer_says_where(known: Known) -> None:
    def doubted(sender: dict[str, Any]) -> list[str]:
        return [p.field for p in check(SARAN, said(sender=sender), known).warnings]

    assert doubted(named(dibalas=True)) == ["kontak"]
    assert doubted(named(dibalas=True, kontak="08123456789")) == []
    assert doubted({"cara": "anonim", "dibalas": True}) == []


@pytest.mark.parametrize("text", ["Saya dimintai uang", "ada pungli", "adik saya dipukul petugas", "DITAMPAR di ruang"])
def test_an_offence_is_pointed_to_propam_or_a_report(text: str, known: Known) -> None:
    assert [p.field for p in check(SARAN, said("Keluhan", isi=text), known).warnings] == ["isi"]


@pytest.mark.parametrize(
    "text", ["Petugas lama", "Minta kursi ditambah", "pukul 08.00 belum buka", "tidak dipungut biaya"]
)
def test_other_complaints_are_not(text: str, known: Known) -> None:
    assert check(SARAN, said("Keluhan", isi=text), known).warnings == ()


def test_a_complaint_about_an_officer_goes_to_propam(known: Known) -> None:
    def goes_to(values: Values) -> str:
        return destination(SARAN, check(SARAN, values, known).values, known, ())

    assert goes_to(said("Keluhan", petugas="petugas piket siang")) == "Propam"
    assert goes_to(said("Keluhan", layanan="Sikap petugas")) == "Propam"
    assert goes_to(said("Keluhan")) == ""
    assert goes_to(said("Apresiasi", petugas="petugas piket siang")) == ""


def test_it_waits_until_a_follow_up_closes_it(known: Known) -> None:
    def outstanding(*after: Record, **unit: Any) -> list[tuple[str, datetime | None]]:
        assert SARAN.awaits is not None
        found = SARAN.awaits(record(said()), replace(known, unit=unit, after=lambda _: after))
        return [(one.form, one.due) for one in found]

    still, closed = record(done(), "tindak_saran"), record(done(selesai=True), "tindak_saran")
    promised = datetime.fromisoformat("2026-12-04T10:00:00+07:00")
    assert outstanding() == outstanding(still) == [("tindak_saran", promised)]
    assert outstanding(still, closed) == []
    sooner = datetime.fromisoformat("2026-11-27T10:00:00+07:00")
    assert outstanding(saran={"janji_hari": 7}) == [("tindak_saran", sooner)]


def test_the_answer_begins_with_whom_it_is_for(known: Known) -> None:
    asked = kept(said("Kritik", named(kontak="0812345678")), known)
    (proposal,) = TINDAK.follows["saran"](record(asked))
    assert proposal.values == {"saran": {"pengirim": "Siti Rahayu", "kontak": "0812345678", "jenis": "Kritik"}}
    assert list(TINDAK.follows["saran"](record({}))) == []


def test_a_sender_without_a_name_gets_none_in_the_answer(known: Known) -> None:
    about = record(kept(said(), known))
    values = {"saran": {"pengirim": "Siti Rahayu", "kontak": "0812345678", "jenis": "Saran"}} | done()
    checked = check(TINDAK, values, replace(known, about=about))
    assert checked.problems == ()
    assert checked.values["saran"] == {"pengirim": "Anonim", "jenis": "Saran"}
    assert check(TINDAK, values, known).values["saran"] == values["saran"]


def doubts(values: Values, known: Known, about: Values | None = None) -> set[str]:
    of = record(about) if about else None
    return {p.field for p in check(TINDAK, values, replace(known, about=of)).warnings}


def test_closing_says_what_came_of_it_and_that_the_sender_knows(known: Known) -> None:
    assert doubts(done(selesai=True), known) == set()
    assert doubts(done(selesai=True, hasil=""), known) == {"hasil"}
    asked = said(sender=named(dibalas=True, kontak="0812345678"))
    assert doubts(done(selesai=True), known, asked) == {"disampaikan"}
    assert doubts(done(selesai=True, disampaikan="Belum disampaikan"), known, asked) == {"disampaikan"}
    assert doubts(done(selesai=True, disampaikan="Telepon"), known, asked) == set()
    assert doubts(done(), known, asked) == set()


def test_a_follow_up_lies_between_the_feedback_and_today(known: Known) -> None:
    assert doubts(done(tanggal="2026-11-19"), known, said()) == {"tanggal"}
    assert doubts(done(tanggal="2026-11-20"), known, said()) == set()
    later = check(TINDAK, done(tanggal="2026-11-23"), known)
    assert [(p.section, p.field) for p in later.problems] == [("tindakan", "tanggal")]


def test_nobody_follows_up_a_complaint_about_himself(known: Known) -> None:
    officer = Officer("87020875", "Bagus Prasetyo, S.H.", "Bripka", "Banit SPKT", "petugas")
    staffed = replace(known, officers={officer.nrp: officer})
    assert doubts(done(), staffed, said("Keluhan", petugas="Bripka bagus prasetyo")) == {"petugas"}
    assert doubts(done(), staffed, said("Apresiasi", petugas="Bripka Bagus Prasetyo")) == set()
    assert doubts(done(), staffed, said("Keluhan", petugas="petugas siang")) == set()
