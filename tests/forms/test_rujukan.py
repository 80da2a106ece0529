"""A referral fills itself in from the catalogue, asks nobody who they are, and follows what was reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from spkt_desktop.forms import FORMS, Known, check, complete, entry, sample
from spkt_desktop.forms.catalogue import CATALOGUE
from spkt_desktop.forms.rujukan import LAYANAN, SERVICE
from spkt_desktop.records import Context, Number, Record

RUJUKAN = FORMS["rujukan"]
_MADE_WITH = Context("unit", "87020875", {}, {}, {})
STATION = {"kesatuan": {"polres": "Polres Pacitan", "polda": "Polda Jawa Timur"}}


def chosen(name: str) -> dict[str, Any]:
    return complete(RUJUKAN, {"rujukan": {"layanan": name}})


def record(form: str, values: dict[str, Any]) -> Record:
    made = datetime(2026, 11, 22, tzinfo=UTC).isoformat()
    return Record("1", form, 1, Number("A", 2026, 1, "A/1"), made, "87020875", values, _MADE_WITH, "", "")


@pytest.mark.parametrize("name", CATALOGUE)
def test_choosing_a_service_fills_the_slip(name: str, known: Known) -> None:
    values, one = chosen(name), CATALOGUE[name]
    assert values["rujukan"]["tujuan"] == one.issuer
    assert values["rujukan"]["syarat"].splitlines() == list(one.needs)
    checked = check(RUJUKAN, values, known)
    assert checked.problems == ()
    assert [warning.message for warning in checked.warnings] == ([one.doubt] if one.doubt else [])


@pytest.mark.parametrize("name", LAYANAN)
def test_what_a_service_fills_in_fits_the_fields(name: str) -> None:
    names = {field.name for field in SERVICE.fields}
    assert set(LAYANAN[name].fields) | set(LAYANAN[name].defaults) <= names
    for field, text in LAYANAN[name].defaults.items():
        assert len(text) <= SERVICE.field(field).longest


def test_nobody_has_to_say_who_they_are(known: Known) -> None:
    checked = check(RUJUKAN, chosen("Tilang"), known)
    assert (checked.problems, checked.warnings) == ((), ())
    assert entry(RUJUKAN, checked.values).persons == ()


def test_what_was_changed_by_hand_stays(known: Known) -> None:
    values = chosen("SIM hilang")
    values["rujukan"] |= {"tujuan": "MPP Kabupaten", "syarat": "SKTLK"}
    told = check(RUJUKAN, values, known).values["rujukan"]
    assert (told["tujuan"], told["syarat"]) == ("MPP Kabupaten", "SKTLK")
    assert complete(RUJUKAN, {"rujukan": told})["rujukan"]["tujuan"] == "MPP Kabupaten"


def test_the_own_polres_is_named_and_stays_named(known: Known) -> None:
    here = replace(known, unit=STATION | {"rujukan": {"alamat_polres": "Jalan Ahmad Yani 1"}})
    told = check(RUJUKAN, chosen("BPKB hilang"), here).values
    assert told["rujukan"]["tujuan"] == (
        "Satreskrim Polres Pacitan (berita acara), lalu Ditlantas Polda Jawa Timur/Samsat"
    )
    assert told["rujukan"]["alamat_tujuan"].endswith("Polres Pacitan: Jalan Ahmad Yani 1")
    assert check(RUJUKAN, told, here).values == told


def test_a_name_that_no_longer_fits_is_left_as_it_was(known: Known) -> None:
    values = chosen("SIM baru")
    values["rujukan"]["tujuan"] = "Polres setempat".rjust(200, "x")
    here = replace(known, unit={"kesatuan": {"polres": "Polres Kota Baru Sekali"}})
    checked = check(RUJUKAN, values, here)
    assert checked.problems == ()
    assert checked.values["rujukan"]["tujuan"] == values["rujukan"]["tujuan"]


def test_half_a_word_is_answered_with_what_may_be_meant(known: Known) -> None:
    values = {"rujukan": {"layanan": "hajatan", "tujuan": "Polres", "syarat": "KTP", "biaya": "Gratis"}}
    said = check(RUJUKAN, values, known).warnings
    assert [(one.field, one.message) for one in said] == [("layanan", "Mungkin yang dimaksud: Izin keramaian.")]


def test_a_slip_without_papers_or_fee_is_doubted(known: Known) -> None:
    said = check(RUJUKAN, {"rujukan": {"layanan": "Gamelan", "tujuan": "Dinas"}}, known).warnings
    assert [one.field for one in said] == ["syarat", "biaya"]


def test_lost_goods_lead_to_who_replaces_them_with_the_reporter_carried(known: Known) -> None:
    values = sample(FORMS["sktlk"])
    values["barang"] = [{"jenis": "BPKB"}, {"jenis": "Sertifikat tanah"}, {"jenis": "BPKB"}, {"jenis": "Dompet"}]
    proposals = list(RUJUKAN.follows["sktlk"](record("sktlk", values)))
    assert [one.label for one in proposals] == ["BPKB hilang", "Sertifikat tanah hilang", values["pelapor"]["nama"]]
    first = proposals[0].values
    assert first["warga"]["nik"] == values["pelapor"]["nik"]
    assert "agama" not in first["warga"]
    assert check(RUJUKAN, first, known).problems == ()
    assert first["rujukan"]["syarat"] == "\n".join(CATALOGUE["BPKB hilang"].needs)


@pytest.mark.parametrize("form", ["lp_b", "informasi", "pengaduan"])
def test_it_follows_reports_and_complaints(form: str) -> None:
    found = list(RUJUKAN.follows[form](record(form, {"pelapor": {"nama": "Siti Aminah", "alamat": "Punung"}})))
    assert found[-1].label == "Siti Aminah"
    assert found[-1].values["warga"]["nama"] == "Siti Aminah"


def test_it_follows_what_was_not_opened() -> None:
    assert [one.label for one in RUJUKAN.follows["lp_b"](record("lp_b", {}))][-1] == "Warga"


@pytest.mark.parametrize("word", ["SIM", "STNK", "pajak", "izin demo", "BPKB hilang", "propam"])
def test_the_counter_finds_it_by_what_people_say(word: str) -> None:
    assert word in RUJUKAN.words or word in RUJUKAN.service
