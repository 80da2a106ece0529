"""The police report on what a member of the police found himself (Laporan Polisi model A)."""

from __future__ import annotations

from spkt_desktop.forms import lp_rules
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.lp_papers import REPORT_A
from spkt_desktop.forms.lp_sections import ARTICLES, EVENT, EVIDENCE, OTHER_VICTIMS, SUSPECTS, WITNESSES
from spkt_desktop.forms.routing import RESKRIM
from spkt_desktop.forms.sample_lp import report_a
from spkt_desktop.forms.schema import Choice, Field, Kind, Section

LP_A = Form(
    name="lp_a",
    title="Laporan Polisi model A",
    version=1,
    sections=(
        Section("petugas", "Petugas yang melapor", (
            Field("nrp", "NRP petugas", Kind.OFFICER, required=True, longest=18),
            Field("cara", "Peristiwa itu", Kind.CHOICE, default="ditemukan", choices=(
                Choice("ditemukan", "Ditemukan petugas"), Choice("diketahui", "Diketahui petugas"),
                Choice("dialami", "Dialami petugas"),
            )),
        )),
        EVENT, OTHER_VICTIMS, SUSPECTS, WITNESSES, EVIDENCE, ARTICLES,
        Section("tindakan", "Tindakan yang diambil", (
            Field("membuat_lp", "Membuat Laporan Polisi", Kind.FLAG, default=True),
            Field("melaksanakan_lidik", "Melaksanakan penyelidikan", Kind.FLAG, default=True),
            Field("memeriksa_saksi", "Memeriksa para saksi", Kind.FLAG, default=True),
            Field("mengamankan_pelaku", "Mengamankan terlapor", Kind.FLAG),
            Field("mendatangi_tkp", "Mendatangi TKP", Kind.FLAG),
            Field("lainnya", "Tindakan lain (satu baris tiap tindakan)", Kind.NOTE, longest=1000),
        )),
    ),
    papers=(REPORT_A,),
    who=("terlapor", "nama"),
    what=("kejadian", "apa"),
    blocks=lp_rules.blocks,
    warns=lp_rules.warns,
    settle=lp_rules.settle,
    service="Petugas menemukan sendiri tindak pidana (LP model A)",
    about=(
        "Dibuat oleh anggota Polri yang mengalami, mengetahui, atau menemukan sendiri peristiwanya.",
        "Sebutkan petugas, waktu, tempat, dan barang bukti yang diamankan.",
        "Delik aduan tidak dapat dilaporkan dengan model A.",
    ),
    words=("LP A", "model A", "tertangkap tangan", "temuan petugas", "razia", "patroli", "operasi"),
    case=True,
    destination=RESKRIM,
    route=lp_rules.route,
    sample=report_a,
)  # fmt: skip
