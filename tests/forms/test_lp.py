"""The Laporan Polisi of both models: what is refused, doubted, carried over, and where it goes."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from spkt_desktop.app.statute import shipped_law
from spkt_desktop.forms import FORMS, Known, check, complete, entry, sample
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.routing import destination
from spkt_desktop.records import Context, Number, Record, Values

LP_B, LP_A = FORMS["lp_b"], FORMS["lp_a"]

THEFT: Values = {
    "laporan": {"saluran": "datang"},
    "pelapor": {
        "kedudukan": "korban", "identitas": "KTP", "nik": "3501054502900003", "nama": "Siti Aminah",
        "tanggal_lahir": "1990-02-05", "jenis_kelamin": "P", "alamat": "Desa Punung",
    },
    "kebutuhan": {"dinilai": True},
    "kejadian": {
        "apa": "Pencurian", "waktu": "saat", "tanggal": "2026-11-20", "jam": "09:00", "tempat": "Pasar Punung",
        "uraian": "Dompet diambil orang tidak dikenal.",
    },
    "kerugian": [{"uraian": "Uang tunai", "nilai": 2_000_000}],
    "kajian": {"jenis_delik": "biasa", "penilaian": "ya"},
    "tindakan": {"hak_dijelaskan": True},
}  # fmt: skip


@pytest.fixture(scope="module")
def lawful(known: Known) -> Known:
    """The check with the list of articles that the program is shipped with."""
    return replace(known, law=shipped_law())


def theft(**changes: Any) -> Values:
    """The theft with sections replaced, or fields of a section that does not repeat."""
    values = copy.deepcopy(THEFT)
    for name, part in changes.items():
        values[name] = {**values.get(name, {}), **part} if isinstance(part, dict) else part
    return values


def warned(values: Values, known: Known, form: Form = LP_B) -> dict[tuple[str, int, str], str]:
    checked = check(form, values, known)
    assert checked.problems == ()
    return {(p.section, p.index, p.field): p.message for p in checked.warnings}


def made(form: str, values: Values) -> Record:
    return Record(
        id="r1", form=form, form_version=1, number=Number(form, 2026, 7, "7/XI/2026"),
        registered_at="2026-11-20T10:00:00+07:00", officer="87020875", values=values,
        context=Context("", "", {}, {}, {}), who="", what="",
    )  # fmt: skip


def test_only_what_law_and_number_need_is_asked_for(known: Known) -> None:
    checked = check(LP_B, {}, known)
    assert {(p.section, p.field) for p in checked.problems} == {
        ("pelapor", "nama"), ("pelapor", "alamat"), ("kejadian", "apa"), ("kejadian", "uraian"),
    }  # fmt: skip
    least = {"pelapor": {"nama": "Budi", "alamat": "Desa X"}, "kejadian": {"apa": "Pencurian", "uraian": "Hilang."}}
    assert check(LP_B, least, known).problems == ()
    assert {(p.section, p.field) for p in check(LP_A, {}, known).problems} == {
        ("petugas", "nrp"), ("kejadian", "apa"), ("kejadian", "uraian"),
    }  # fmt: skip


def test_a_whole_report_is_doubted_only_where_an_article_is_missing(known: Known) -> None:
    assert set(warned(theft(), known)) == {("pasal", 0, "pasal")}


def test_what_is_still_to_come_or_not_yet_born_is_refused(known: Known) -> None:
    values = theft(
        kejadian={"tanggal": "2026-11-23"}, terlapor=[{"nama": "A", "tanggal_lahir": "2027-01-01"}],
        saksi=[{"nama": "B", "tanggal_lahir": "2027-01-01"}], pelapor={"tanggal_lahir": "2027-01-01"},
    )  # fmt: skip
    assert [(p.section, p.field) for p in check(LP_B, values, known).problems] == [
        ("pelapor", "tanggal_lahir"), ("kejadian", "tanggal"), ("terlapor", "tanggal_lahir"),
        ("saksi", "tanggal_lahir"),
    ]  # fmt: skip


def test_an_event_before_the_birth_of_anybody_in_it_is_doubted(known: Known) -> None:
    values = theft(kejadian={"tanggal": "1989-01-01"}, saksi=[{"nama": "B", "tanggal_lahir": "1989-05-05"}])
    assert {("pelapor", 0, "tanggal_lahir"), ("saksi", 0, "tanggal_lahir")} <= set(warned(values, known))


@pytest.mark.parametrize(("channel", "said"), [("datang", False), ("telepon", True), ("surat", True), ("daring", True)])
def test_whoever_does_not_stand_there_still_has_to_sign(channel: str, said: bool, known: Known) -> None:
    found = warned(theft(laporan={"saluran": channel}), known)
    assert ("menyusul" in found.get(("laporan", 0, "saluran"), "")) is said


def test_a_reporter_who_is_the_victim_is_not_typed_again(known: Known) -> None:
    again = {"identitas": "KTP", "nik": "3501054502900003", "nama": "Siti Aminah", "tanggal_lahir": "1990-02-05"}
    assert "tidak perlu" in warned(theft(korban=[again]), known)["korban", 0, "nama"]
    assert ("korban", 0, "nama") not in warned(theft(korban=[{"nama": "Siti Aminah"}]), known)
    assert "belum diisi" in warned(theft(pelapor={"kedudukan": "saksi"}), known)["korban", 0, "nama"]


def test_special_needs_are_to_be_assessed_for_women_children_and_the_elderly(known: Known) -> None:
    place = ("kebutuhan", 0, "dinilai")
    assert place in warned(theft() | {"kebutuhan": {}}, known)
    assert place not in warned(theft() | {"kebutuhan": {"perempuan": True}}, known)
    man = {"nama": "Budi", "identitas": "Tanpa identitas", "jenis_kelamin": "L", "alamat": "Desa X"}
    for born, said in (("1990-01-01", False), ("1960-01-01", True), ("2012-01-01", True)):
        found = warned(theft() | {"kebutuhan": {}, "pelapor": man | {"tanggal_lahir": born}}, known)
        assert (place in found) is said


def test_a_child_in_it_makes_the_report_a_protected_one(known: Known) -> None:
    values = theft(korban=[{"nama": "Anak Contoh", "umur": 12, "jenis_kelamin": "L"}])
    checked = check(LP_B, values, known)
    assert checked.protection == ("anak",)
    assert destination(LP_B, checked.values, known, checked.protection) == "PPA"
    assert entry(LP_B, checked.values, True).who == "S.A."


@pytest.mark.parametrize(("on", "cite"), [("2026-01-02", "Pasal 476 KUHP"), ("2026-01-01", "476")])
def test_an_article_is_that_of_the_day_of_the_event(on: str, cite: str, lawful: Known) -> None:
    checked = check(LP_B, theft(kejadian={"tanggal": on}, pasal=[{"pasal": "476"}]), lawful)
    assert checked.values["pasal"][0]["pasal"] == cite
    assert ("judul" in checked.values["pasal"][0]) is cite.startswith("Pasal")


def test_a_complaint_offence_is_pointed_to_its_own_form(lawful: Known) -> None:
    for form, values in ((LP_B, theft(pasal=[{"pasal": "433"}])), (LP_A, sample(LP_A) | {"pasal": [{"pasal": "433"}]})):
        values["kejadian"]["tanggal"] = "2026-11-20"
        said = [p.message for p in check(form, values, lawful).warnings if p.section == "pasal"]
        assert any("formulir Pengaduan" in message for message in said)
    assert "Pengaduan" in warned(theft(kajian={"jenis_delik": "aduan"}), lawful)["kajian", 0, "jenis_delik"]


@pytest.mark.parametrize(("value", "said"), [(500_000, True), (500_001, False)])
def test_a_petty_theft_is_pointed_out(value: int, said: bool, lawful: Known) -> None:
    values = theft(kerugian=[{"uraian": "Uang", "nilai": value}], pasal=[{"pasal": "476"}])
    messages = [p.message for p in check(LP_B, values, lawful).warnings if p.section == "pasal"]
    assert any("Pasal 478" in message for message in messages) is said
    old = values | {"pasal": [{"pasal": "Pasal 476 KUHP lama"}]}
    assert not any("Pasal 478" in p.message for p in check(LP_B, old, lawful).warnings)


@pytest.mark.parametrize(("bond", "said"), [("Suami/istri", True), ("Ipar", True), ("Tetangga", False)])
def test_a_theft_in_the_family_has_its_own_rule(bond: str, said: bool, lawful: Known) -> None:
    values = theft(terlapor=[{"nama": "Budi", "hubungan": bond}], pasal=[{"pasal": "476"}])
    assert ("Ps 481" in warned(values, lawful).get(("terlapor", 0, "hubungan"), "")) is said


def test_the_report_goes_to_whom_it_concerns(lawful: Known) -> None:
    def sent(values: Values, known: Known = lawful) -> str:
        checked = check(LP_B, values, known)
        return destination(LP_B, checked.values, known, checked.protection)

    assert sent(theft()) == "Reskrim"
    assert sent(theft(pasal=[{"pasal": "Pasal 310 UU LLAJ"}])) == "Lantas"
    police = theft(terlapor=[{"nama": "Budi", "pekerjaan": "Anggota Polri"}])
    assert sent(police) == "Propam"
    assert "kode etik" in warned(police, lawful)["terlapor", 0, "pekerjaan"]
    without = replace(lawful, unit={"kesatuan": {"penyidikan": False}})
    assert sent(theft(), without) == "Polres"
    assert "diteruskan ke Polres" in warned(theft(), without)["kejadian", 0, "apa"]


def test_the_study_of_the_investigators_is_read(known: Known) -> None:
    assert "Kajian awal" in warned(theft() | {"kajian": {}}, known)["kajian", 0, "penilaian"]
    assert "Informasi" in warned(theft(kajian={"penilaian": "perdata"}), known)["kajian", 0, "penilaian"]
    assert ("kajian", 0, "tempat_lapor") in warned(theft(kajian={"pernah_dilaporkan": "sudah"}), known)
    assert "Ps 144" in warned(theft(tindakan={"hak_dijelaskan": False}), known)["tindakan", 0, "hak_dijelaskan"]


def test_an_answer_is_awaited_for_fourteen_times_24_hours(known: Known) -> None:
    assert LP_B.awaits is not None
    (awaited,) = LP_B.awaits(made("lp_b", theft()), known)
    assert awaited.due == datetime.fromisoformat("2026-11-20T10:00:00+07:00") + timedelta(days=14)


def test_things_taken_and_brought_are_found_by_their_numbers(known: Known) -> None:
    values = theft(
        kerugian=[{"uraian": "Sepeda motor", "nomor": "AE 1234 XY"}],
        barang_bukti=[{"nama": "Dus ponsel", "nomor": "490154203237518"}],
    )  # fmt: skip
    assert set(entry(LP_B, check(LP_B, values, known).values).things) == {
        ("nomor", "AE1234XY"), ("nomor", "490154203237518"),
    }  # fmt: skip


def test_the_report_that_was_to_follow_a_visum_begins_with_its_victim(known: Known) -> None:
    visum = sample(FORMS["visum"])
    visum["pemeriksaan"]["pelaku"] = "Heri Susanto"
    (begun,) = LP_B.follows["visum"](made("visum", visum))
    assert begun.label == visum["korban"]["nama"]
    assert begun.values["korban"][0]["nama"] == visum["korban"]["nama"]
    assert begun.values["kejadian"].get("tempat") == visum["kejadian"].get("tempat")
    assert [row["nama"] for row in begun.values["terlapor"]] == ["Heri Susanto"]
    missing = {(p.section, p.field) for p in check(LP_B, begun.values, known).problems}
    assert missing == {("pelapor", "nama"), ("pelapor", "alamat"), ("kejadian", "apa"), ("kejadian", "uraian")}


@pytest.mark.parametrize("parent", ["pengaduan", "informasi"])
def test_a_report_after_a_complaint_or_information_needs_nothing_typed_again(parent: str, known: Known) -> None:
    told = sample(FORMS[parent], today=known.now.date())
    (begun,) = LP_B.follows[parent](made(parent, told))
    checked = check(LP_B, begun.values, known)
    assert checked.problems == ()
    assert {name: checked.values["pelapor"][name] for name in ("nama", "nik")} == {
        name: told["pelapor"][name] for name in ("nama", "nik")
    }  # fmt: skip
    matter, event = told.get("uraian") or told["perihal"], checked.values["kejadian"]
    assert (event["apa"], event["uraian"]) == (matter["perihal"], matter["uraian"])
    if parent == "pengaduan":
        assert [row["nama"] for row in checked.values["terlapor"]] == [row["nama"] for row in told["terlapor"]]
        assert checked.values["pasal"][0]["pasal"] == told["pasal"][0]["pasal"]


def test_a_visum_after_a_report_takes_each_victim(known: Known) -> None:
    values = complete(LP_B, theft(korban=[{"nama": "Budi"}]))
    begun = list(FORMS["visum"].follows["lp_b"](made("lp_b", values)))
    assert [proposal.values["korban"]["nama"] for proposal in begun] == ["Siti Aminah", "Budi"]


def test_the_receipt_shares_the_number_of_its_report() -> None:
    numbers = {paper.name: paper.number for paper in LP_B.papers}
    assert numbers["sttlp"] == "STT" + numbers["lp_b"]
    assert numbers["pernyataan"] == numbers["rekomendasi"] == ""
    assert len(LP_B.paper().labels) == 8
