from __future__ import annotations

from spkt_desktop.forms import persons
from spkt_desktop.forms.form import Form
from spkt_desktop.records import Values
from spkt_desktop.ui.persons_here import fitting

REPORTER = {"identitas": "KTP", "nik": "3503126908600098", "nama": "Sri Wahyuni"}
FORM = Form(
    "uji", "Uji", 1,
    (
        persons.identity("pelapor", "Pelapor"),
        persons.identity("korban", "Korban", repeats=True, brief=True, also=(persons.UNKNOWN,)),
        persons.identity("saksi", "Saksi", repeats=True, brief=True),
    ),
)  # fmt: skip


def names(values: Values, section: str, index: int) -> list[str]:
    filled: Values = {"pelapor": {}, "korban": [], "saksi": []} | values
    return [one.row["nama"] for one in fitting(FORM, filled, FORM.section(section), index)]


def test_the_reporter_is_offered_to_an_empty_row_of_another_section() -> None:
    assert names({"pelapor": REPORTER, "korban": [{}]}, "korban", 0) == ["Sri Wahyuni"]
    assert names({"pelapor": REPORTER}, "pelapor", 0) == []


def test_everybody_is_offered_once_and_nobody_twice_in_one_section() -> None:
    values: Values = {"pelapor": REPORTER, "korban": [REPORTER, {"nama": "Budi"}], "saksi": [{}, {}]}
    assert names(values, "saksi", 0) == ["Sri Wahyuni", "Budi"]
    values["saksi"] = [REPORTER, {}]
    assert names(values, "saksi", 1) == ["Budi"]


def test_what_is_typed_chooses_among_them() -> None:
    values: Values = {"pelapor": REPORTER, "korban": [{"nama": "Budi"}], "saksi": [{"nama": "bu"}]}
    assert names(values, "saksi", 0) == ["Budi"]
    values["saksi"] = [{"nik": "350312"}]
    assert names(values, "saksi", 0) == ["Sri Wahyuni"]
    values["saksi"] = [{"nama": "Joko"}]
    assert names(values, "saksi", 0) == []


def test_nobody_is_the_same_as_somebody_unknown() -> None:
    unknown = {"identitas": persons.UNKNOWN, "nama": "Tidak dikenal (Mr. X)"}
    assert names({"korban": [unknown], "saksi": [{}]}, "saksi", 0) == []
