"""Letters to be printed in tests; run as a program it writes their golden texts anew."""

from __future__ import annotations

import base64
import copy
import re
import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from pypdf import PdfReader

from spkt_desktop.forms import SETTINGS, complete
from spkt_desktop.print.letter import render
from spkt_desktop.print.template import builtin
from spkt_desktop.records import LetterPlan, Officer, Unit, Values
from tests.waiting import LONGEST

GOLDEN = Path(__file__).parent.parent / "data" / "letters"

VALUES: Values = {
    "pelapor": {
        "identitas": "KTP",
        "nik": "3501054502900003",
        "nama": "Siti Aminah",
        "tempat_lahir": "Pacitan",
        "tanggal_lahir": "1990-02-05",
        "jenis_kelamin": "P",
        "agama": "Islam",
        "kewarganegaraan": "WNI",
        "pekerjaan": "Pedagang",
        "alamat": "RT 02 RW 05 Dusun Krajan, Desa Punung, Kecamatan Punung, Kabupaten Pacitan",
        "telepon": "081234567890",
    },
    "barang": [
        {"jenis": "KTP", "jumlah": 1, "satuan": "lembar", "nomor": "3501054502900003", "atas_nama": "SITI AMINAH"},
        {
            "jenis": "STNK",
            "jumlah": 1,
            "satuan": "lembar",
            "nomor": "01234567",
            "merek": "Honda Beat",
            "nomor_polisi": "AE 1234 XY",
            "nomor_rangka": "MH1JFZ110KK123456",
            "nomor_mesin": "JFZ1E1234567",
            "atas_nama": "SITI AMINAH",
            "berlaku_sampai": "2027-05-31",
            "pendukung": "fotokopi BPKB",
        },
    ],
    "kejadian": {
        "tanggal": "2026-02-15",
        "jam": "14:30",
        "tempat": "perjalanan dari Pasar Punung menuju Desa Mendolo Kidul",
        "keterangan": "Dompet berisi surat tersebut diduga terjatuh dari saku jaket.",
    },
}
UNIT: Values = {
    "kesatuan": {
        "polda": "Polda Jawa Timur",
        "polres": "Polres Pacitan",
        "polsek": "Polsek Punung",
        "tempat": "Punung",
        "alamat": "Jalan Raya Punung Nomor 12, Punung",
        "kode_pos": "63553",
        "zona": "WIB",
    },
    "kop": [{"baris": "Polri Daerah Jawa Timur"}, {"baris": "Resor Pacitan"}, {"baris": "Sektor Punung"}],
    "surat": {"kertas": "F4", "huruf": "arial"},
    "sktlk": {
        "judul": "SURAT KETERANGAN TANDA LAPOR KEHILANGAN",
        "masa_berlaku": 14,
        "cantum": "keduanya",
        "tanda_tangan": "petugas",
        "kalimat_palsu": "Apabila keterangan ternyata tidak benar, surat keterangan ini tidak berlaku.",
    },
}
OFFICER = Officer("87020875", "Bagus Prasetyo", "Bripka", "Banit SPKT", "petugas")
KAPOLSEK = Officer("79070334", "Hariyanto, S.H.", "AKP", "Kapolsek Punung", "kapolsek")
MOMENT = datetime(2026, 2, 16, 2, 35, tzinfo=UTC)


def logo() -> str:
    """A round picture with a clear ground, as base64 PNG."""
    picture = Image.new("RGBA", (120, 120), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((5, 5, 115, 115), fill=(20, 30, 90, 255))
    target = BytesIO()
    picture.save(target, "PNG")
    return base64.b64encode(target.getvalue()).decode()


def unit(**changes: str | int) -> Unit:
    """The sample unit with some settings changed: `unit(surat_kertas="A4")`."""
    values = copy.deepcopy(UNIT)
    for name, value in changes.items():
        section, field = name.split("_", 1)
        values[section][field] = value
    return Unit(complete(SETTINGS["unit"], values))


def plan(values: Values = VALUES, **changes: Any) -> LetterPlan:
    """The plan of a loss letter with these values; other members of the plan may be changed by name."""
    members = {
        "form": "sktlk",
        "template": builtin("sktlk"),
        "values": values,
        "unit": unit(),
        "officer": OFFICER,
        "signer": KAPOLSEK,
        "number": "SKTLK/031/II/2026/SPKT/POLSEK PUNUNG",
        "registered_at": MOMENT,
    }
    return LetterPlan(**{**members, **changes})


def long_values() -> Values:
    """Forty goods, a narrative of 4000 characters and an address of 500 without a space."""
    values = copy.deepcopy(VALUES)
    values["barang"] = [
        {**VALUES["barang"][1], "nomor": f"{1000 + at}", "keterangan": f"map ke-{at}"} for at in range(40)
    ]
    lines = (f"Pada kesempatan ke-{at} pelapor mencari surat itu di pasar, di jalan dan di rumah." for at in range(99))
    values["kejadian"]["keterangan"] = "\n".join(lines)[:4000]
    values["pelapor"]["alamat"] = "".join(f"Jalan{at:03}" for at in range(99))[:500]
    return values


def letters() -> dict[str, LetterPlan]:
    """The golden letters by name: three signature styles, both papers, both faces, a copy, and a long one."""
    return {
        "petugas": plan(),
        "an_kapolsek": plan(unit=unit(sktlk_tanda_tangan="an_kapolsek", surat_huruf="times", surat_logo=logo())),
        "mengetahui": plan(
            unit=unit(sktlk_tanda_tangan="mengetahui", surat_kertas="A4", sktlk_cantum="tanggal"),
            copy=2,
            replaces="SKTLK/030/II/2026/SPKT/POLSEK PUNUNG",
        ),
        "panjang": plan(long_values(), unit=unit(sktlk_cantum="hari")),
    }


def pypdf_text(pdf: bytes) -> str:
    """The text of a PDF as pypdf reads it, a form feed between pages."""
    return "\f".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def pdftotext(pdf: bytes) -> str:
    """The text of a PDF as Poppler reads it, and as pypdf does where Poppler is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        return pypdf_text(pdf)
    return subprocess.run(
        [program, "-", "-"], input=pdf, capture_output=True, check=True, timeout=LONGEST
    ).stdout.decode()


def solid(text: str) -> str:
    """A text without white space, to find what a line break may have split."""
    return re.sub(r"\s+", "", text)


if __name__ == "__main__":
    for name, letter in letters().items():
        (GOLDEN / f"{name}.txt").write_text(pypdf_text(render(letter).pdf) + "\n", encoding="utf-8", newline="\n")
