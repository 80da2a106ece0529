"""What a unit can say about its letters to the Polres: class, addressee and town."""

from __future__ import annotations

from spkt_desktop.forms.schema import Choice, Field, Kind

TO_POLRES = (
    Field("klasifikasi", "Klasifikasi", Kind.CHOICE, required=True, default="BIASA",
          choices=tuple(Choice(name, name.capitalize()) for name in ("BIASA", "TERBATAS", "RAHASIA"))),
    Field("melalui", "Melalui", longest=80, default="KASAT INTELKAM", help='Ditulis sesudah "c.q." di bawah Kapolres.'),
    Field("tempat_tujuan", "Tempat Polres", longest=80, help='Ditulis sesudah "di"; kosong: "tempat".'),
)  # fmt: skip
