"""Who may complain and until when, the withdrawal, and that a withdrawn complaint is not made again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from spkt_desktop.app.statute import shipped_law
from spkt_desktop.dates import ZONES
from spkt_desktop.errors import Problem
from spkt_desktop.forms import FORMS, Known, check, complete, sample
from spkt_desktop.forms.form import Form
from spkt_desktop.records import Context, Number, Record, Values

PENGADUAN, PENCABUTAN = FORMS["pengaduan"], FORMS["pencabutan"]
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZONES["WIB"])
KNOWN = Known(NOW, law=shipped_law())
SECOND = timedelta(seconds=1)


def changed(**parts: Any) -> Values:
    """The sample with these sections changed: rows replace a list, fields join a section."""
    values = sample(PENGADUAN, today=NOW.date())
    for name, part in parts.items():
        values[name] = part if isinstance(part, list) else values[name] | part
    return values


def under(*articles: str) -> list[Values]:
    return [{"pasal": article} for article in articles]


def blocked(values: Values, known: Known = KNOWN, form: Form = PENGADUAN) -> dict[tuple[str, str], str]:
    return {(p.section, p.field): p.message for p in check(form, values, known).problems}


def warned(values: Values, known: Known = KNOWN, form: Form = PENGADUAN) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in check(form, values, known).warnings:
        found.setdefault((problem.section, problem.field), []).append(problem)
    return {place: " ".join(p.message for p in problems) for place, problems in found.items()}


def days_ago(days: int) -> str:
    return (NOW.date() - timedelta(days=days)).isoformat()


def made(form: str, values: Values, at: datetime = NOW, number: int = 7) -> Record:
    return Record(
        id=f"{form}-{number}", form=form, form_version=1, number=Number(form, 2026, number, f"{form.upper()}/{number}"),
        registered_at=at.isoformat(), officer="87020875", values=values, context=Context("", "", {}, {}, {}), who="",
        what="",
    )  # fmt: skip


def after(*complaints: Record, withdrawn: bool = True) -> Known:
    """What is known where these complaints of the same person were made, and withdrawn or not."""
    follow_ups = {one.id: [made("pencabutan", {}, number=90 + at)] for at, one in enumerate(complaints) if withdrawn}
    return replace(
        KNOWN,
        visits=lambda form, nik: [one for one in complaints if (one.form, one.values["pelapor"]["nik"]) == (form, nik)],
        after=lambda record: follow_ups.get(record, []),
    )  # fmt: skip


@pytest.mark.parametrize(("home", "days"), [("dalam", 180), ("luar", 270)])
@pytest.mark.parametrize(("more", "over"), [(0, False), (1, True)])
def test_the_time_to_complain_ends_with_its_last_day(home: str, days: int, more: int, over: bool) -> None:
    learned = days_ago(days + more)
    values = changed(hak={"domisili": home, "tanggal_diketahui": learned}, kejadian={"tanggal": learned})
    values["pasal"] = []
    for at in (NOW.replace(hour=0, minute=0), NOW.replace(hour=23, minute=59)):
        found = blocked(values, replace(KNOWN, now=at))
        assert (("hak", "tanggal_diketahui") in found) is over
    if over:
        assert "KUHP Ps 29" in found["hak", "tanggal_diketahui"]
        assert str(days) in found["hak", "tanggal_diketahui"]
        assert "21 November 2026" in found["hak", "tanggal_diketahui"]


def test_adultery_has_the_same_time_but_a_report_without_complaint_has_none() -> None:
    late = {"tanggal_diketahui": days_ago(181)}
    assert ("hak", "tanggal_diketahui") in blocked(changed(hak=late, pasal=under("411")))
    theft = changed(hak=late, pasal=under("476"))
    assert blocked(theft) == {}
    assert "LP model B" in warned(theft)["pasal", "pasal"]


def test_the_former_code_gives_minors_three_months_more() -> None:
    learned = {"hak": {"tanggal_diketahui": days_ago(270)}, "kejadian": {"tanggal": "2025-12-20"}}
    assert blocked(changed(**learned, pasal=under("Pasal 293 KUHP lama"))) == {}
    assert blocked(changed(**learned, pasal=under("Pasal 310 KUHP lama"))) != {}


def test_the_day_of_knowing_is_needed_and_has_come() -> None:
    values = changed()
    del values["hak"]["tanggal_diketahui"]
    assert list(blocked(values)) == [("hak", "tanggal_diketahui")]
    assert list(blocked(changed(hak={"tanggal_diketahui": "2026-11-23"}))) == [("hak", "tanggal_diketahui")]
    early = changed(hak={"tanggal_diketahui": days_ago(30)})
    assert "sebelum" in warned(early)["hak", "tanggal_diketahui"]


@pytest.mark.parametrize(("born", "young"), [("2010-11-22", False), ("2010-11-23", True)])
def test_a_victim_under_sixteen_does_not_complain_alone(born: str, young: bool) -> None:
    child = {"tanggal_lahir": born}
    assert (("hak", "dasar") in blocked(changed(pelapor=child))) is young
    assert blocked(changed(pelapor=child, hak={"dasar": "anak_sendiri"})) == {}
    assert blocked(changed(pelapor=child, pasal=under("411"))) == {}
    assert (("hak", "dasar") in warned(changed(pelapor=child, hak={"dasar": "anak_sendiri"}))) is not young


def test_a_parent_complains_for_a_child_who_is_named() -> None:
    parent = {"dasar": "orang_tua_wali"}
    assert ("korban", "nama") in warned(changed(hak=parent))
    child, grown = {"nama": "Rizky", "tanggal_lahir": "2012-05-01"}, {"nama": "Rizky", "tanggal_lahir": "2010-11-22"}
    assert ("korban", "nama") not in warned(changed(hak=parent, korban=[child]))
    assert "ia sendiri" in warned(changed(hak=parent, korban=[grown]))["korban", "nama"]
    assert "orang tua" in warned(changed(korban=[child]))["korban", "nama"]
    assert check(PENGADUAN, changed(hak=parent, korban=[child]), KNOWN).protection == ("anak",)


def test_whose_right_depends_on_the_article_is_told() -> None:
    assert "411" in warned(changed(pasal=under("411")))["hak", "dasar"]
    assert ("hak", "dasar") not in warned(changed(pasal=under("412"), hak={"dasar": "perkawinan"}))
    assert "411" in warned(changed(pasal=under("436"), hak={"dasar": "perkawinan"}))["hak", "dasar"]
    assert ("hak", "keterangan") in warned(changed(hak={"dasar": "kuasa"}))


def test_the_family_rule_makes_a_complaint_of_a_theft() -> None:
    brother = [{"nama": "Heri", "hubungan": "Saudara kandung"}]
    stolen = changed(pasal=under("476"), terlapor=brother)
    assert "tandai" in warned(stolen)["pasal", "aduan"]
    marked = changed(pasal=[{"pasal": "476", "aduan": True}], terlapor=brother)
    assert ("pasal", "aduan") not in warned(marked)
    assert "LP model B" not in warned(marked).get(("pasal", "pasal"), "")
    spouse = changed(pasal=under("476"), terlapor=[{"nama": "Heri", "hubungan": "Suami/istri"}])
    assert "tidak dituntut" in warned(spouse)["pasal", "pasal"]


def test_a_withdrawn_complaint_is_not_made_again() -> None:
    values = changed(pasal=under("436"))
    earlier = made("pengaduan", check(PENGADUAN, values, KNOWN).values)
    assert "PENGADUAN/7" in blocked(values, after(earlier))["pelapor", "nama"]
    assert blocked(values, after(earlier, withdrawn=False)) == {}
    assert "sudah diadukan" in warned(values, after(earlier, withdrawn=False))["pelapor", "nama"]


@pytest.mark.parametrize("other", ["pasal", "tanggal", "keduanya"])
def test_another_matter_of_the_same_people_is_only_doubted(other: str) -> None:
    values = changed(pasal=under("436"))
    earlier = made("pengaduan", check(PENGADUAN, values, KNOWN).values)
    if other != "pasal":
        values["kejadian"] |= {"tanggal": days_ago(1)}
    if other != "tanggal":
        values["pasal"] = under("433")
    assert blocked(values, after(earlier)) == {}
    assert "PENGADUAN/7" in warned(values, after(earlier))["pelapor", "nama"]
    values["terlapor"] = [{"nama": "Orang Lain"}]
    assert ("pelapor", "nama") not in warned(values, after(earlier))


def test_adultery_may_be_complained_of_again() -> None:
    values = changed(pasal=under("411"), hak={"dasar": "perkawinan"})
    earlier = made("pengaduan", check(PENGADUAN, values, KNOWN).values)
    assert blocked(values, after(earlier)) == {}
    assert "PENGADUAN/7" in warned(values, after(earlier))["pelapor", "nama"]


def complaint(article: str = "436", zone: str = "WIB", at: datetime = NOW) -> Record:
    values = complete(PENGADUAN, check(PENGADUAN, changed(pasal=under(article)), KNOWN).values)
    return made("pengaduan", values, at.astimezone(ZONES[zone]))


def taken_back(about: Record, at: datetime, **parts: Any) -> dict[tuple[str, str], str]:
    (proposal,) = PENCABUTAN.follows["pengaduan"](about)
    values = proposal.values | {"pencabutan": {"alasan": "Berdamai.", "tanpa_paksaan": True} | parts}
    return blocked(values, replace(KNOWN, now=at, about=about), PENCABUTAN)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("read", ZONES)
def test_the_time_to_withdraw_ends_to_the_second_in_any_zone(zone: str, read: str) -> None:
    end = (NOW + timedelta(days=90)).astimezone(ZONES[read])
    assert taken_back(complaint(zone=zone), end) == {}
    over = taken_back(complaint(zone=zone), end + SECOND)
    assert list(over) == [("pencabutan", "alasan")]
    assert f"{end:%H.%M}" in over["pencabutan", "alasan"]


@pytest.mark.parametrize("article", ["411", "412"])
def test_adultery_is_withdrawn_until_the_trial(article: str) -> None:
    about = complaint(article)
    late = NOW + timedelta(days=400)
    assert taken_back(about, late) == {}
    known = replace(KNOWN, now=late, about=about)
    (proposal,) = PENCABUTAN.follows["pengaduan"](about)
    assert "sidang" in warned(proposal.values, known, PENCABUTAN)["pencabutan", "alasan"]


def test_a_withdrawal_is_free_and_made_once() -> None:
    about = complaint()
    assert ("pencabutan", "tanpa_paksaan") in taken_back(about, NOW, tanpa_paksaan=False)
    assert ("pencabutan", "tanpa_paksaan") in taken_back(about, NOW, tanpa_paksaan=None)
    (proposal,) = PENCABUTAN.follows["pengaduan"](about)
    again = replace(KNOWN, about=about, after=lambda _: [made("pencabutan", {}, number=91)])
    assert "PENCABUTAN/91" in blocked(proposal.values, again, PENCABUTAN)["pelapor", "nama"]


def test_nothing_of_the_complaint_is_typed_again() -> None:
    about = complaint()
    (proposal,) = PENCABUTAN.follows["pengaduan"](about)
    assert proposal.values["pelapor"] == about.values["pelapor"]
    assert proposal.values["perkara"]["pasal"] == "Pasal 436 KUHP"
    assert proposal.values["perkara"]["terlapor"] == about.values["terlapor"][0]["nama"]
    given = [row["nama"] for row in about.values["bukti"] if row.get("diserahkan")]
    assert [row["nama"] for row in proposal.values["bukti"]] == given
    assert list(PENCABUTAN.follows["pengaduan"](made("pengaduan", {})))


def test_somebody_else_who_withdraws_is_doubted() -> None:
    about = complaint()
    (proposal,) = PENCABUTAN.follows["pengaduan"](about)
    known = replace(KNOWN, about=about)
    assert warned(proposal.values, known, PENCABUTAN) == {}
    other = proposal.values | {"pelapor": proposal.values["pelapor"] | {"nama": "Orang Lain"}}
    assert "hanya pengadu" in warned(other, known, PENCABUTAN)["pelapor", "nama"]


def test_a_complaint_waits_for_its_answer_and_can_be_withdrawn_for_a_while() -> None:
    assert PENGADUAN.awaits
    about, day = complaint(), timedelta(days=1)
    waited = {one.form: one.due for one in PENGADUAN.awaits(about, KNOWN)}
    assert waited == {"": NOW + 14 * day, "pencabutan": NOW + 90 * day}
    later = replace(KNOWN, now=NOW + 90 * day + SECOND)
    assert [one.form for one in PENGADUAN.awaits(about, later)] == [""]
    assert [one.form for one in PENGADUAN.awaits(complaint("411"), KNOWN)] == [""]
    gone = replace(KNOWN, after=lambda _: [made("pencabutan", {})])
    assert list(PENGADUAN.awaits(about, gone)) == []


def test_a_sample_of_an_old_day_cites_the_code_of_that_day() -> None:
    old = sample(PENGADUAN, today=date(2025, 3, 14))
    assert old["pasal"][0]["pasal"].endswith("KUHP lama")
