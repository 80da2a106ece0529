"""The service catalogue is whole: everybody is told where, with what and for how much, and what is not certain."""

from __future__ import annotations

import pytest

from spkt_desktop.forms import FORMS
from spkt_desktop.forms.catalogue import AFTER_LOSS, CATALOGUE, services
from spkt_desktop.forms.catalogue_entry import UNVERIFIED
from spkt_desktop.forms.goods import GOODS


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_service_says_who_where_what_to_bring_and_how_much(name: str) -> None:
    one = CATALOGUE[name]
    assert one.issuer and one.place and one.needs and one.fee
    assert one.source or one.doubt, "rests on a law, or says that it is not verified"
    assert len(name) <= 60


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_doubt_says_that_it_is_one(name: str) -> None:
    assert not CATALOGUE[name].doubt or UNVERIFIED in CATALOGUE[name].doubt


@pytest.mark.parametrize("name", [name for name, one in CATALOGUE.items() if one.form])
def test_what_this_counter_gives_itself_is_one_of_its_forms(name: str) -> None:
    assert CATALOGUE[name].form in FORMS


@pytest.mark.parametrize("name", [name for name, one in CATALOGUE.items() if "Rp" in one.fee])
def test_a_sum_of_money_names_its_regulation(name: str) -> None:
    assert "PP 76/2020" in CATALOGUE[name].fee


def test_what_is_lost_leads_to_who_replaces_it() -> None:
    assert set(AFTER_LOSS) <= set(GOODS)
    assert set(AFTER_LOSS.values()) <= set(CATALOGUE)
    assert {"BPKB", "Sertifikat tanah", "KTP", "STNK", "SIM"} <= set(AFTER_LOSS)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("pajak motor", "Pajak kendaraan dan pengesahan STNK tahunan"),
        ("demo", "STTP unjuk rasa, pawai, rapat umum"),
        ("KELAKUAN BAIK polres", "SKCK untuk CPNS, TNI/Polri, BUMN, jabatan publik"),
        ("hajatan", "Izin keramaian"),
        ("WNA", "Lapor diri orang asing (SKLD/STM)"),
        ("kasus saya", "Perkembangan perkara (SP2HP)"),
        ("satpam", "Izin usaha jasa pengamanan (BUJP) dan satpam"),
        ("propam", "Pengaduan terhadap anggota Polri"),
    ],
)
def test_a_service_is_found_by_everyday_words(typed: str, name: str) -> None:
    assert name in {one.name for one in services(typed)}


@pytest.mark.parametrize("typed", ["", "  ", "gamelan"])
def test_nothing_is_found_for_nothing(typed: str) -> None:
    assert services(typed) == ()


def test_what_is_stopped_or_made_elsewhere_is_said() -> None:
    assert "2014" in CATALOGUE["Lapor diri orang asing (SKLD/STM)"].note
    assert "penyidik" in CATALOGUE["Perkembangan perkara (SP2HP)"].note
    assert "Satreskrim" in CATALOGUE["BPKB hilang"].issuer
