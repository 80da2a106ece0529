"""A new paper is one module, one template and one name: every part of the program then knows it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from spkt_desktop.app import open_vault
from spkt_desktop.app.sample import PASSPHRASE
from tests.commands import DONE, ROOT, Ran, command, ran, write
from tests.print.plans import pdftotext
from tests.slots import quicken
from tests.waiting import LONGEST

FORM = '''"""The borrowing of a hall: a form that is made to prove how little a new paper takes."""

from __future__ import annotations

from spkt_desktop.forms import persons
from spkt_desktop.forms.form import Form, Paper
from spkt_desktop.forms.schema import Field, Find, Kind, Section

CONTOH_SURAT = Form(
    name="contoh_surat",
    title="Peminjaman aula",
    version=1,
    sections=(
        persons.identity("peminjam", "Peminjam"),
        Section("acara", "Acara", (
            Field("acara", "Nama acara", required=True, find=Find.TEXT),
            Field("tanggal", "Tanggal acara", Kind.DATE),
        )),
        Section("alat", "Alat", (
            Field("alat", "Nama alat", required=True),
            Field("jumlah", "Banyaknya", Kind.INTEGER, least=1, default=1),
        ), repeats=True, row="Alat"),
    ),
    papers=(Paper("contoh_surat", "SURAT PEMINJAMAN AULA", "AULA/{nomor}/{bulan}/{tahun}/{polsek}"),),
    who=("peminjam", "nama"),
    what=("acara", "acara"),
    service="Meminjam aula",
    words=("gedung", "ruang"),
)  # fmt: skip
'''
TEMPLATE = """{% extends "_letter.html" %}
{% block judul_berkas %}{{ atur.judul }}{% endblock %}
{% block isi %}
{{ bagian.judul(atur.judul) }}
{{ bagian.rincian(isi.peminjam | identitas) }}
<p>Meminjam aula untuk {{ isi.acara.acara }}
{%- if isi.acara.tanggal %} pada tanggal {{ isi.acara.tanggal | tanggal }}{% endif %}.</p>
<ol>{% for satu in isi.alat %}<li>{{ satu.jumlah }} {{ satu.alat }}</li>{% endfor %}</ol>
<div class="utuh"><p>Demikian surat ini dibuat.</p>
{{ bagian.tanda_tangan(isi.peminjam.nama, "Peminjam") }}{{ bagian.gratis() }}</div>
{% endblock %}
"""
VALUES = {
    "peminjam": {"identitas": "Tanpa identitas", "nama": "Sulastri Handayani", "alamat": "Dusun Krajan, Desa Jati"},
    "acara": {"acara": "Lomba karawitan", "tanggal": "2026-12-05"},
    "alat": [{"alat": "Pengeras suara", "jumlah": 2}, {"alat": "Kursi lipat", "jumlah": 80}],
}
WINDOW = Path(__file__).with_name("window_of_a_new_paper.py")


@dataclass(frozen=True)
class Copy:
    """A copy of the program with the new paper, in a room where its desks and sticks lie."""

    code: Path
    room: Path

    def run(self, *arguments: object, stdin: Any = None, polres: bool = False) -> Ran:
        return self.process(command(*arguments, polres=polres), json.dumps(stdin).encode() if stdin else b"")

    def process(self, line: list[str], stdin: bytes = b"") -> Ran:
        done = subprocess.run(
            line, input=stdin, capture_output=True, cwd=self.code, check=False, env=self.environment(), timeout=LONGEST
        )
        return ran(done.returncode, done.stdout, done.stderr)

    def environment(self) -> dict[str, str]:
        return {
            **os.environ, "PYTHONPATH": str(self.code), "SPKT_PASSPHRASE": PASSPHRASE, "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(self.room), "XDG_DATA_HOME": str(self.room / "data"), "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip

    @property
    def desk(self) -> Path:
        return self.room / "meja"

    @property
    def polres(self) -> Path:
        return self.room / "kotak masuk"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The program with the paper added, and a desk that a Polres knows."""
    room = tmp_path_factory.mktemp("surat baru")
    code = room / "program"
    for folder in ("spkt_desktop", "resources"):
        shutil.copytree(ROOT / folder, code / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (code / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "panduan.md", code / "docs")
    (code / "spkt_desktop" / "forms" / "contoh_surat.py").write_text(FORM, encoding="utf-8")
    (code / "resources" / "templates" / "contoh_surat.html").write_text(TEMPLATE, encoding="utf-8")
    named(code / "spkt_desktop" / "forms" / "__init__.py")
    made = Copy(code, room)
    card = made.run("init", "--data", made.polres, "--name", "POLRES TIRTAMULYA", polres=True).only["polres_card"]
    told = {name: made.run("forms", name, "--sample").only for name in ("unit", "officer")}
    unit, officer = (write(room / f"{name}.json", values) for name, values in told.items())
    set_up = made.run("init", "--data", made.desk, "--unit", unit, "--officer", officer, "--polres-card", card).only
    assert made.run("enrol", "--data", made.polres, set_up["desk_card"], polres=True).code == DONE
    quicken(made.desk, open_vault(made.desk, "", PASSPHRASE))
    return made


def named(module: Path) -> None:
    """Put the new form among the others: one import and one name."""
    text = module.read_text(encoding="utf-8")
    before, last = text.split("FORMS: Mapping", 1)
    last = last.replace("\n    )\n}", "\n        CONTOH_SURAT,\n    )\n}", 1)
    imported = "from spkt_desktop.forms.contoh_surat import CONTOH_SURAT\n"
    module.write_text(f"{before}{imported}\nFORMS: Mapping{last}", encoding="utf-8")


@pytest.mark.slow
def test_the_commands_take_it_from_the_counter_to_the_polres(copy: Copy) -> None:
    forms = {line["form"]: line for line in copy.run("forms").out}
    assert forms["contoh_surat"]["papers"] == ["contoh_surat"]
    assert set(copy.run("forms", "contoh_surat").only["properties"]) == {"peminjam", "acara", "alat"}
    sample = copy.run("forms", "contoh_surat", "--sample").only

    pdf = copy.room / "aula.pdf"
    told = copy.run("register", "contoh_surat", "--data", copy.desk, "--values", "-", "--pdf", pdf, stdin=VALUES).only
    assert told["number"].startswith("AULA/1/") and told["papers"][0]["title"] == "SURAT PEMINJAMAN AULA"
    text = " ".join(pdftotext(pdf.read_bytes()).split())
    for said in ("SURAT PEMINJAMAN AULA", told["number"], "Lomba karawitan", "5 Desember 2026", "80 Kursi lipat",
                 "SULASTRI HANDAYANI", "tidak dipungut biaya"):  # fmt: skip
        assert said in text
    second = copy.run("register", "contoh_surat", "--data", copy.desk, "--values", "-", stdin=sample).only
    assert second["number"].startswith("AULA/2/"), "a sample can be registered as it is"

    wrong = copy.run("register", "contoh_surat", "--data", copy.desk, "--values", "-", stdin={**VALUES, "alat": [{}]})
    assert [(p["section"], p["index"], p["field"]) for p in wrong.only["problems"]] == [("alat", 0, "alat")]

    (found,) = copy.run("search", "--data", copy.desk, "karawitan").out
    assert (found["id"], found["who"], found["what"]) == (told["id"], "Sulastri Handayani", "Lomba karawitan")
    shown = copy.run("show", "--data", copy.desk, told["number"]).only
    assert shown["values"]["alat"] == VALUES["alat"]

    stick = copy.room / "flash disk"
    stick.mkdir()
    bundle = copy.run("export", "--data", copy.desk, "--to", stick).only["bundle"]
    received = copy.run("receive", "--data", copy.polres, "--receipts", stick, bundle, polres=True).only
    assert received["held"] == received["rejected"] == 0
    held = {line["number"]: line for line in copy.run("records", "--data", copy.polres, polres=True).out}
    assert held[told["number"]]["values"]["acara"] == VALUES["acara"]
    copy.run("receive", "--data", copy.desk, received["receipt"])
    status = copy.run("status", "--data", copy.desk).only
    assert sum(status["records"].values()) == 2
    assert copy.run("verify", "--data", copy.desk).only["ok"]


@pytest.mark.slow
def test_the_window_asks_it_registers_it_and_finds_it(copy: Copy) -> None:
    shown = copy.process([sys.executable, "-P", str(WINDOW), str(copy.desk)]).only
    assert shown["program"] == str(copy.code), "it is the copy that runs"
    assert "Meminjam aula" in shown["offered"]
    assert shown["registered"] == "Wayang kulit"
    assert shown["found"] == ["Sulastri Handayani"]
    assert "Wayang kulit" in shown["letter"]
