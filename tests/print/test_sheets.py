from __future__ import annotations

import pytest

from spkt_desktop.print.sheets import recovery_sheet
from tests.print.plans import MOMENT, logo, pdftotext, unit

GROUPS = ["K7QF", "29XM", "HD4T", "WZ8R", "B3NC", "V6YP", "J5LG", "2AES"]


@pytest.mark.parametrize("code", ["-".join(GROUPS), " ".join(GROUPS), "".join(GROUPS)])
def test_the_code_stands_in_its_groups_on_one_page(code: str) -> None:
    sheet = recovery_sheet(unit(surat_kertas="A4", surat_logo=logo()), "PNG-7K", code, MOMENT)
    text = pdftotext(sheet.pdf)
    assert sheet.pages == 1
    assert [word for word in text.split() if word in GROUPS] == GROUPS
    assert "PNG-7K" in text
    assert "Senin tanggal 16 Februari 2026 pukul 09.35 WIB" in " ".join(text.split())
    assert "segel" in text
