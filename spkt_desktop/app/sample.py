"""An invented Polsek with officers and letters, to try the program without touching a real register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from spkt_desktop.app.desk import App
from spkt_desktop.app.opening import start
from spkt_desktop.app.places import real_clock
from spkt_desktop.app.setting_up import SetUp, set_up
from spkt_desktop.forms import FORMS, SETTINGS, sample
from spkt_desktop.forms.sample import with_officer
from spkt_desktop.records import Clock, Values
from spkt_desktop.store.vault import Opened

PASSPHRASE = "contoh-2026"  # noqa: S105 - it guards invented people only
"""Opens the sample desk for the first of its officers, its Ka SPKT."""
LETTERS = 100
_DAYS = 30


@dataclass(frozen=True, slots=True)
class SampleDesk:
    """A sample desk, set up and filled."""

    setup: SetUp
    nrp: str
    passphrase: str


def sample_values(form: str, today: date | None = None, nrp: str = "") -> Values:
    """Valid values of one form, always the same but for the days before `today`; raises KeyError.

    Officers that they name are the one of that NRP, or the one that the form `officer` has as its sample.
    """
    chosen = {**FORMS, **SETTINGS}[form]
    return with_officer(chosen, sample(chosen) if today is None else sample(chosen, today=today), nrp)


def make_sample_desk(
    folder: Path, *, polres_card: bytes | None = None, letters: int = LETTERS, clock: Clock = real_clock
) -> SampleDesk:
    """Set up an invented Polsek and register letters over its last thirty days."""
    random = Random(2026)  # noqa: S311 - sample data, nothing secret
    officers = _officers(random)
    now = clock()
    moment = [now - timedelta(days=_DAYS)]
    setup = set_up(
        folder, sample(SETTINGS["unit"]), officers, [PASSPHRASE] + [""] * (len(officers) - 1), polres_card=polres_card,
        clock=lambda: moment[0],
    )  # fmt: skip
    shifts = [values["petugas"]["nrp"] for values in officers if values["petugas"]["peran"] != "kapolsek"]
    for index in range(_DAYS):
        app = start(folder, Opened(setup.opened.key, shifts[index % len(shifts)]), lambda: moment[0])
        try:
            _serve(app, random, range(letters * index // _DAYS, letters * (index + 1) // _DAYS), letters, moment, now)
        finally:
            app.close()
    return SampleDesk(setup, setup.opened.nrp, PASSPHRASE)


def _officers(random: Random) -> list[Values]:
    posts: tuple[Mapping[str, str], ...] = (
        {"pangkat": "Aipda", "jabatan": "KA SPKT", "peran": "ka_spkt", "regu": "I"},
        {"pangkat": "Iptu", "jabatan": "KAPOLSEK", "peran": "kapolsek"},
        {"pangkat": "Bripka", "jabatan": "BANIT SPKT", "peran": "petugas", "regu": "II"},
        {"pangkat": "Briptu", "jabatan": "BANIT SPKT", "peran": "petugas", "regu": "III"},
    )
    return [{"petugas": sample(SETTINGS["officer"], random)["petugas"] | post} for post in posts]


def _serve(app: App, random: Random, served: range, letters: int, moment: list[datetime], now: datetime) -> None:
    """A shift's records, spread over it: mostly loss letters, every third something else; now and then one is void."""
    step = timedelta(days=_DAYS) / (letters + 1)
    common, *others = (form for form in FORMS.values() if form.alone)
    for index in served:
        moment[0] = now - timedelta(days=_DAYS) + step * (index + random.random())
        form = random.choice(others) if others and index % 3 == 2 else common
        record = app.register(form.name, with_officer(form, sample(form, random, app.now().date()), app.nrp))
        if index % 25 == 24:
            app.void(record.id, random.choice(("Salah tulis nama pelapor", "Barang ditemukan kembali oleh pelapor")))
