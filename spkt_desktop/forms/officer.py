"""The form of one officer of the unit, and the ranks as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from spkt_desktop.errors import Problem
from spkt_desktop.forms import sample_station
from spkt_desktop.forms.form import Form, Known
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section
from spkt_desktop.records import Values

RANKS: Mapping[str, str] = {
    "Jenderal Pol": "Jenderal Polisi",
    "Komjen Pol": "Komisaris Jenderal Polisi",
    "Irjen Pol": "Inspektur Jenderal Polisi",
    "Brigjen Pol": "Brigadir Jenderal Polisi",
    "Kombes Pol": "Komisaris Besar Polisi",
    "AKBP": "Ajun Komisaris Besar Polisi",
    "Kompol": "Komisaris Polisi",
    "AKP": "Ajun Komisaris Polisi",
    "Iptu": "Inspektur Polisi Satu",
    "Ipda": "Inspektur Polisi Dua",
    "Aiptu": "Ajun Inspektur Polisi Satu",
    "Aipda": "Ajun Inspektur Polisi Dua",
    "Bripka": "Brigadir Polisi Kepala",
    "Brigpol": "Brigadir Polisi",
    "Brigadir": "Brigadir Polisi",
    "Briptu": "Brigadir Polisi Satu",
    "Bripda": "Brigadir Polisi Dua",
    "Abripka": "Ajun Brigadir Polisi Kepala",
    "Abriptu": "Ajun Brigadir Polisi Satu",
    "Abripda": "Ajun Brigadir Polisi Dua",
    "Bharaka": "Bhayangkara Kepala",
    "Bharatu": "Bhayangkara Satu",
    "Bharada": "Bhayangkara Dua",
    # Civil servants of the police; unverified whether all of them are posted at a Polsek.
    "Pembina Tk. I": "Pembina Tingkat I",
    "Pembina": "Pembina",
    "Penata Tk. I": "Penata Tingkat I",
    "Penata": "Penata",
    "Penata Muda Tk. I": "Penata Muda Tingkat I",
    "Penata Muda": "Penata Muda",
    "Pengatur Tk. I": "Pengatur Tingkat I",
    "Pengatur": "Pengatur",
    "Pengatur Muda Tk. I": "Pengatur Muda Tingkat I",
    "Pengatur Muda": "Pengatur Muda",
    "Juru": "Juru",
}
"""Short rank, as stored and printed, to the long one."""

ROLES: Mapping[str, str] = {
    "petugas": "Petugas SPKT",
    "ka_spkt": "Kepala SPKT",
    "kapolsek": "Kapolsek",
    "admin": "Pengelola aplikasi",
}

_POSTS = (
    "BANIT SPKT", "BAMIN SPKT", "KA SPKT", "KANIT SPKT I", "KANIT SPKT II", "KANIT SPKT III", "PAMAPTA", "KAPOLSEK",
    "WAKAPOLSEK", "PETUGAS SPKT",
)  # fmt: skip
_NUMBER = re.compile("[0-9]{8}|[0-9]{18}")


def _blocks(values: Values, _: Known) -> Iterator[Problem]:
    number = values["petugas"].get("nrp")
    if number and not _NUMBER.fullmatch(number):
        yield Problem("petugas", 0, "nrp", "NRP terdiri dari 8 angka, NIP 18 angka.")


def _warns(values: Values, _: Known) -> Iterator[Problem]:
    number = values["petugas"].get("nrp", "")
    if len(number) == 8 and number.isdigit() and not "01" <= number[2:4] <= "12":
        yield Problem("petugas", 0, "nrp", "Angka ke-3 dan ke-4 NRP biasanya bulan lahir. Periksa kembali.")


OFFICER = Form(
    name="officer",
    title="Petugas",
    version=1,
    sections=(
        Section(
            name="petugas",
            title="Petugas",
            fields=(
                Field("nama", "Nama lengkap", required=True, find=Find.TEXT, help="Dengan gelar, seperti pada surat."),
                Field("pangkat", "Pangkat", Kind.CHOICE, required=True,
                      choices=tuple(Choice(short, f"{short} ({long})") for short, long in RANKS.items())),
                Field("nrp", "NRP/NIP", required=True, longest=18, find=Find.TEXT, help="NRP 8 angka, NIP 18 angka."),
                Field("jabatan", "Jabatan", Kind.SUGGEST, required=True, longest=80,
                      choices=tuple(Choice(post, post) for post in _POSTS), help="Seperti pada tanda tangan surat."),
                Field("peran", "Peran dalam aplikasi", Kind.CHOICE, required=True, default="petugas",
                      choices=tuple(Choice(role, label) for role, label in ROLES.items())),
                Field("regu", "Regu", Kind.SUGGEST, longest=20, from_unit="jaga",
                      choices=tuple(Choice(regu, regu) for regu in ("I", "II", "III"))),
                Field("penyidik", "Wewenang penyidikan", Kind.CHOICE, default="tidak",
                      choices=(Choice("tidak", "Tidak ada"), Choice("penyidik", "Penyidik"),
                               Choice("penyidik_pembantu", "Penyidik pembantu"))),
                Field("skep", "Nomor SKEP penyidik", longest=80),
                Field("ppa", "Petugas PPA", Kind.FLAG, default=False, help="Boleh membuka perkara yang dilindungi."),
                Field("aktif", "Masih bertugas", Kind.FLAG, default=True),
            ),
        ),
    ),
    who=("petugas", "nama"),
    what=("petugas", "jabatan"),
    blocks=_blocks,
    warns=_warns,
    sample=sample_station.officer,
)  # fmt: skip
