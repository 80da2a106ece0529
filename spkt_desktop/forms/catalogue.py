"""The services that people ask for at the counter, whoever gives them: nobody is sent from door to door to guess."""

from __future__ import annotations

from collections.abc import Mapping

from spkt_desktop.forms.catalogue_entry import Service
from spkt_desktop.forms.catalogue_papers import PAPERS
from spkt_desktop.forms.catalogue_permits import PERMITS
from spkt_desktop.forms.catalogue_police import POLICE
from spkt_desktop.forms.catalogue_traffic import TRAFFIC

CATALOGUE: Mapping[str, Service] = {one.name: one for one in (*PERMITS, *TRAFFIC, *POLICE, *PAPERS)}
"""By name."""

AFTER_LOSS: Mapping[str, str] = {
    "KTP": "KTP hilang atau rusak",
    "KK": "KK hilang atau rusak",
    "SIM": "SIM hilang",
    "STNK": "STNK hilang",
    "BPKB": "BPKB hilang",
    "Pelat nomor": "Pelat nomor hilang",
    "Kartu ATM": "Kartu ATM atau buku tabungan hilang",
    "Kartu kredit": "Kartu ATM atau buku tabungan hilang",
    "Buku tabungan": "Kartu ATM atau buku tabungan hilang",
    "Deposito/bilyet giro/cek": "Kartu ATM atau buku tabungan hilang",
    "Sertifikat tanah": "Sertifikat tanah hilang",
    "Ijazah": "Ijazah atau SKHUN hilang",
    "SKHUN": "Ijazah atau SKHUN hilang",
    "Akta kelahiran": "Akta kelahiran hilang",
    "Buku nikah": "Buku nikah hilang",
    "Akta cerai": "Akta cerai hilang",
    "Paspor": "Paspor hilang",
    "KITAS": "KITAS hilang",
    "NPWP": "NPWP hilang",
    "Kartu BPJS/JKN": "Kartu BPJS/JKN hilang",
    "Kartu SIM/nomor telepon": "Kartu SIM telepon hilang",
}
"""By kind of lost goods: the service that replaces what was lost."""


def services(text: str) -> tuple[Service, ...]:
    """The services whose name or everyday words hold every word of that text, in any case."""
    wanted = text.casefold().split()
    return tuple(
        one
        for one in CATALOGUE.values()
        if wanted and all(word in " ".join((one.name, one.issuer, *one.words)).casefold() for word in wanted)
    )
