"""The visum: what is asked of the doctor is said outright, the right officer signs, and a report is not typed again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from spkt_desktop.forms import FORMS, Known, check, entry, sample
from spkt_desktop.forms.protection import CHILD, SEXUAL
from spkt_desktop.forms.routing import destination
from spkt_desktop.forms.visum_sections import FITTING
from spkt_desktop.records import Context, Number, Officer, Record, Values

VISUM, RESULT = FORMS["visum"], FORMS["hasil_visum"]
KAPOLSEK = Officer("79070334", "Hariyanto", "AKP", "Kapolsek", "kapolsek")
DETECTIVE = Officer("85040561", "Dwi Hartono", "Aipda", "Kanit Reskrim", "petugas")
CLERK = Officer("87020875", "Bagus Prasetyo", "Bripka", "Banit SPKT", "petugas")
EXAMINATIONS = {name for names in FITTING.values() for name in names}
WOUNDED: Values = {
    "tujuan": {"rumah_sakit": "RSUD Wirabuana"},
    "dasar": {"dasar": "lp", "lp_nomor": "LP/B/7/XI/2026"},
    "korban": {"nama": "Budi Santoso"},
    "kejadian": {"tanggal": "2026-11-20", "tempat": "Pasar Sumberjati"},
    "pemeriksaan": {"jenis": "Luka", "luka": "Memar pada lengan kiri.", "periksa_luka": True},
    "pengiriman": {"penanda_tangan": KAPOLSEK.nrp, "pengantar": CLERK.nrp},
}


@pytest.fixture
def desk(known: Known) -> Known:
    return replace(
        known,
        officers={officer.nrp: officer for officer in (KAPOLSEK, DETECTIVE, CLERK)},
        skills={DETECTIVE.nrp: frozenset({"penyidik_pembantu"})},
        unit={"rumah_sakit": [{"nama": "RSUD Wirabuana", "pimpinan": "Direktur", "alamat": "Jalan Pahlawan 8"}]},
    )


def request(**parts: dict[str, Any]) -> Values:
    """A request for somebody wounded, with some sections changed."""
    return WOUNDED | {name: WOUNDED[name] | part for name, part in parts.items()}


def examined(kind: str, *examinations: str, **more: Any) -> Values:
    """A request of that kind for just these examinations."""
    state = {"jenis": kind, "luka": "Tampak memar."} | dict.fromkeys(examinations, True) | more
    return WOUNDED | {"pemeriksaan": state}


def problems(values: Values, known: Known) -> dict[tuple[str, str], str]:
    return {(p.section, p.field): p.message for p in check(VISUM, values, known).problems}


def warned(values: Values, known: Known) -> dict[tuple[str, str], str]:
    return {(p.section, p.field): p.message for p in check(VISUM, values, known).warnings}


def record(form: str, values: Values, **changes: Any) -> Record:
    made = Record(
        id=f"r-{form}", form=form, form_version=1, number=Number(form, 2026, 7, f"{form.upper()}/7/XI/2026"),
        registered_at="2026-11-21T23:40:00+07:00", officer=CLERK.nrp, values=values,
        context=Context("", "", {}, {}, {}), who="", what="",
    )  # fmt: skip
    return replace(made, **changes)


def awaited(values: Values, known: Known, *after: str) -> list[tuple[str, str]]:
    assert VISUM.awaits
    here = replace(known, after=lambda _: [record(form, {}) for form in after])
    return [(one.what, one.form) for one in VISUM.awaits(record("visum", values), here)]


def test_an_ordinary_request_passes_without_a_word(desk: Known) -> None:
    checked = check(VISUM, request(), desk)
    assert (checked.problems, checked.warnings, checked.protection) == ((), (), ())
    assert destination(VISUM, checked.values, desk, checked.protection) == "Reskrim"


@pytest.mark.parametrize("kind", FITTING)
def test_the_examination_must_be_said_outright(kind: str, desk: Known) -> None:
    assert "KUHAP Ps 49(2)" in problems(examined(kind), desk)["pemeriksaan", FITTING[kind][0]]
    assert problems(examined(kind, lainnya="Pemeriksaan golongan darah"), desk) == {}
    for name in FITTING[kind]:
        assert problems(examined(kind, name), desk) == {}


@pytest.mark.parametrize("kind", FITTING)
def test_only_what_fits_is_asked_and_taken(kind: str, desk: Known) -> None:
    shown = {field.name for field in VISUM.section("pemeriksaan").asked({"jenis": kind})}
    assert shown & EXAMINATIONS == set(FITTING[kind])
    assert ("ditemukan_tempat" in shown) is ("keberatan" in shown) is (kind == "Mayat")
    for name in EXAMINATIONS - set(FITTING[kind]):
        assert set(problems(examined(kind, FITTING[kind][0], name), desk)) == {("pemeriksaan", name)}


def test_who_is_no_investigator_is_warned_of_as_signatory(desk: Known) -> None:
    place = ("pengiriman", "penanda_tangan")
    assert "KUHAP Ps 49(1)" in warned(request(pengiriman={"penanda_tangan": CLERK.nrp}), desk)[place]
    assert problems(request(pengiriman={"penanda_tangan": CLERK.nrp}), desk) == {}
    for officer in (KAPOLSEK, DETECTIVE):
        assert place not in warned(request(pengiriman={"penanda_tangan": officer.nrp}), desk)
    assert place in problems(WOUNDED | {"pengiriman": {}}, desk)


def test_an_investigator_signs_as_what_they_are(desk: Known) -> None:
    signed = {"penanda_tangan": DETECTIVE.nrp}
    assert check(VISUM, request(pengiriman=signed), desk).values["pengiriman"]["selaku"] == "Penyidik Pembantu"
    assert "selaku" not in check(VISUM, request(), desk).values["pengiriman"]
    other = request(pengiriman={**signed, "selaku": "Penyidik"})
    assert check(VISUM, other, desk).values["pengiriman"]["selaku"] == "Penyidik"
    assert ("pengiriman", "selaku") in warned(other, desk)


def test_a_letter_that_nobody_carries_is_warned_of(desk: Known) -> None:
    alone = WOUNDED | {"pengiriman": {"penanda_tangan": KAPOLSEK.nrp}}
    assert ("pengiriman", "pengantar") in warned(alone, desk)
    alone["pengiriman"]["pengantar_nama"] = "Briptu Fajar, Polres"
    assert warned(alone, desk) == {}


def test_a_spoken_report_waits_for_its_number(desk: Known) -> None:
    spoken = WOUNDED | {"dasar": {"dasar": "lisan"}}
    assert set(warned(spoken, desk)) == {("dasar", "dasar")}
    to_come = ("Laporan Polisi menyusul", "lp_b")
    result = ("Hasil visum dari RSUD Wirabuana", "hasil_visum")
    assert awaited(spoken, desk) == [result, to_come]
    assert awaited(spoken, desk, "lp_b") == awaited(spoken, desk, "lp_a") == awaited(WOUNDED, desk) == [result]
    assert awaited(spoken, desk, "hasil_visum") == [to_come]
    assert awaited(WOUNDED, desk, "hasil_visum") == []


def test_a_protected_request_that_was_not_opened_still_waits(desk: Known) -> None:
    assert awaited({}, desk) == [("Hasil visum dari rumah sakit", "hasil_visum")]


def test_a_report_without_number_is_only_warned_of(desk: Known) -> None:
    assert set(warned(WOUNDED | {"dasar": {"dasar": "lp"}}, desk)) == {("dasar", "lp_nomor")}


def test_a_victim_whom_nobody_knows_needs_no_more_than_a_name(desk: Known) -> None:
    stranger = {"identitas": "Tidak dikenal", "nama": "Tidak dikenal (Mr. X)", "umur": 40, "jenis_kelamin": "L"}
    checked = check(VISUM, WOUNDED | {"korban": stranger}, desk)
    assert (checked.problems, checked.warnings, checked.protection) == ((), (), ())


def test_the_family_is_told_before_an_autopsy(desk: Known) -> None:
    place = ("pemeriksaan", "keluarga_diberitahu")
    for told in ({}, {"keluarga_diberitahu": "belum"}):
        assert "KUHAP Ps 50" in warned(examined("Mayat", "bedah_mayat", **told), desk)[place]
    assert warned(examined("Mayat", "bedah_mayat", keluarga_diberitahu="sudah"), desk) == {}
    assert warned(examined("Mayat", "periksa_luar"), desk) == {}


@pytest.mark.parametrize(
    ("family", "field"),
    [
        ({"keluarga_diberitahu": "sudah", "keberatan": "keberatan"}, "keberatan"),
        ({"keluarga_diberitahu": "tidak ditemukan"}, "keluarga_diberitahu"),
    ],
)
def test_a_family_that_objects_or_is_not_found_leads_to_the_court(
    family: dict[str, str], field: str, desk: Known
) -> None:
    found = warned(examined("Mayat", "bedah_mayat", **family), desk)
    assert set(found) == {("pemeriksaan", field)}
    assert "penetapan pengadilan" in found["pemeriksaan", field]


def test_a_child_is_examined_with_consent_and_protected(desk: Known) -> None:
    for child in ({"tanggal_lahir": "2012-05-17"}, {"umur": 17}):
        checked = check(VISUM, request(korban=child), desk)
        assert [(w.section, w.field) for w in checked.warnings] == [("korban", "wali")]
        assert checked.protection == (CHILD,)
        assert destination(VISUM, checked.values, desk, checked.protection) == "PPA"
        assert warned(request(korban={**child, "wali": "Sri Rahayu, ibu"}), desk) == {}
    dead = examined("Mayat", "periksa_luar") | {"korban": {"nama": "Budi", "umur": 3}}
    assert ("korban", "wali") not in warned(dead, desk)


def test_sexual_violence_is_protected_by_kind_and_by_examination(desk: Known) -> None:
    for values in (examined("Kekerasan seksual", "periksa_luka"), examined("Mayat", "periksa_seksual")):
        assert check(VISUM, values, desk).protection == (SEXUAL,)
    shown = entry(VISUM, examined("Kekerasan seksual", "periksa_seksual"), protected=True)
    assert (shown.who, shown.what) == ("B.S.", "Kekerasan seksual")


def test_nothing_happens_after_today(desk: Known) -> None:
    later = "2026-11-23"
    values = request(dasar={"lp_tanggal": later}, korban={"tanggal_lahir": later}, kejadian={"tanggal": later})
    values["pemeriksaan"] = {"jenis": "Mayat", "periksa_luar": True, "ditemukan_tanggal": later}
    assert set(problems(values, desk)) == {
        ("dasar", "lp_tanggal"), ("korban", "tanggal_lahir"), ("kejadian", "tanggal"),
        ("pemeriksaan", "ditemukan_tanggal"),
    }  # fmt: skip


def test_the_hospital_is_filled_in_from_the_list_of_the_unit(desk: Known) -> None:
    listed = {"pimpinan": "Direktur", "alamat": "Jalan Pahlawan 8"}
    for name in ("RSUD Wirabuana", "rsud wirabuana"):
        found = check(VISUM, request(tujuan={"rumah_sakit": name}), desk).values["tujuan"]
        assert found == listed | {"rumah_sakit": name}
    typed = {"rumah_sakit": "RSUD Wirabuana", "pimpinan": "Plt. Direktur"}
    assert check(VISUM, request(tujuan=typed), desk).values["tujuan"] == listed | typed
    other = {"rumah_sakit": "Puskesmas Punung"}
    assert check(VISUM, request(tujuan=other), desk).values["tujuan"] == other


REPORT: Values = {
    "pelapor": {
        "identitas": "KTP", "nik": "3501054502900003", "nama": "Siti Aminah", "alamat": "Desa Punung",
        "kedudukan": "korban",
    },
    "korban": [
        {"nama": "Budi Santoso", "umur": 40},
        {"identitas": "Badan/organisasi", "nama": "CV Maju"},
        {"identitas": "Tidak dikenal", "nama": "Tidak dikenal (Mr. X)"},
    ],
    "terlapor": [
        {"nama": "Heri Susanto"}, {"identitas": "Tidak dikenal", "nama": "Dalam lidik"}, {"nama": "Joko Purnomo"},
    ],
    "kejadian": {"waktu": "saat", "tanggal": "2026-11-20", "jam": "21:00", "tempat": "Pasar", "uraian": "..."},
}  # fmt: skip


@pytest.mark.parametrize(("form", "ground"), [("lp_b", "lp"), ("lp_a", "lp"), ("pengaduan", "pengaduan")])
def test_a_report_is_carried_over_for_each_victim(form: str, ground: str, desk: Known) -> None:
    proposals = list(VISUM.follows[form](record(form, REPORT)))
    assert [one.label for one in proposals] == ["Siti Aminah", "Budi Santoso", "Tidak dikenal (Mr. X)"]
    first = proposals[0].values
    assert first["korban"] == {name: value for name, value in REPORT["pelapor"].items() if name != "kedudukan"}
    for one in proposals:
        begun = one.values
        assert begun["dasar"] == {"dasar": ground, "lp_nomor": f"{form.upper()}/7/XI/2026", "lp_tanggal": "2026-11-21"}
        assert begun["kejadian"] == {name: v for name, v in REPORT["kejadian"].items() if name != "uraian"}
        assert begun["pemeriksaan"] == {"pelaku": "Heri Susanto, Joko Purnomo"}
        finished = begun | {
            "tujuan": WOUNDED["tujuan"], "pengiriman": WOUNDED["pengiriman"],
            "pemeriksaan": WOUNDED["pemeriksaan"] | begun["pemeriksaan"],
        }  # fmt: skip
        assert problems(finished, desk) == {}


@pytest.mark.parametrize("form", VISUM.follows)
def test_what_a_real_report_gives_fits_the_visum(form: str, desk: Known) -> None:
    proposals = list(VISUM.follows[form](record(form, sample(FORMS[form]))))
    assert proposals
    for one in proposals:
        finished = WOUNDED | one.values
        finished["pemeriksaan"] = WOUNDED["pemeriksaan"] | one.values["pemeriksaan"]
        assert problems(finished, desk) == {}
        assert one.values["kejadian"]["tanggal"] <= "2025-03-14"


def test_a_complainant_who_suffered_themselves_is_a_victim() -> None:
    own = {"pelapor": {"nama": "Siti Aminah"}, "hak": {"dasar": "korban"}}
    assert [one.label for one in VISUM.follows["pengaduan"](record("pengaduan", own))] == ["Siti Aminah"]
    anothers = own | {"hak": {"dasar": "kuasa"}, "korban": [{"nama": "Budi Santoso"}]}
    assert [one.label for one in VISUM.follows["pengaduan"](record("pengaduan", anothers))] == ["Budi Santoso"]


def test_a_report_that_was_not_opened_still_gives_its_number() -> None:
    (only,) = VISUM.follows["lp_b"](record("lp_b", {}))
    assert only.values["dasar"]["lp_nomor"] == "LP_B/7/XI/2026"
    assert "korban" not in only.values


def test_more_suspects_than_the_line_holds_are_cut_between_names(desk: Known) -> None:
    many = REPORT | {"terlapor": [{"nama": f"Nama Terlapor Nomor {at}"} for at in range(50)]}
    suspects = next(iter(VISUM.follows["lp_b"](record("lp_b", many)))).values["pemeriksaan"]["pelaku"]
    assert len(suspects) <= 300
    assert suspects.startswith("Nama Terlapor Nomor 0, ")
    assert suspects.endswith(", dkk.")


@pytest.mark.parametrize("kind", FITTING)
def test_only_the_dead_have_a_label(kind: str) -> None:
    papers = [paper.name for paper in VISUM.papers_of(examined(kind))]
    assert papers == (["visum", "label_mayat"] if kind == "Mayat" else ["visum"])
    assert [paper.name for paper in VISUM.papers_of({})] == ["visum"]


def test_the_old_code_of_procedure_is_not_cited() -> None:
    texts = [str(field.default) for paper in VISUM.papers for field in paper.settings]
    texts += [law for paper in (*VISUM.papers, *RESULT.papers) for law in paper.basis]
    assert not any("1981" in text or "133" in text for text in texts)


def test_the_result_begins_with_whom_and_where(known: Known) -> None:
    (begun,) = RESULT.follows["visum"](record("visum", WOUNDED))
    assert begun.label == "Budi Santoso"
    assert begun.values == {"pihak_pertama": {"instansi": "RSUD Wirabuana"}, "hasil": {"korban": "Budi Santoso"}}
    (unopened,) = RESULT.follows["visum"](record("visum", {}))
    assert unopened.values == {"pihak_pertama": {}, "hasil": {}}
    assert not RESULT.alone


def test_a_result_is_neither_from_the_future_nor_older_than_its_request(known: Known) -> None:
    values = sample(RESULT)
    values["hasil"]["tanggal"] = values["penyerahan"]["tanggal"] = "2026-11-23"
    assert {(p.section, p.field) for p in check(RESULT, values, known).problems} == {
        ("penyerahan", "tanggal"), ("hasil", "tanggal"),
    }  # fmt: skip
    about = replace(known, about=record("visum", WOUNDED))
    values["penyerahan"]["tanggal"] = "2026-11-22"
    for day, said in (("2026-11-20", 1), ("2026-11-21", 0), ("2026-11-22", 0)):
        values["hasil"]["tanggal"] = day
        assert len(check(RESULT, values, about).warnings) == said


def test_the_result_of_a_protected_request_is_protected(known: Known) -> None:
    about = record("visum", {}, protection=(SEXUAL,))
    assert check(RESULT, sample(RESULT), replace(known, about=about)).protection == (SEXUAL,)
