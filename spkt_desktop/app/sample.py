"""An invented Polsek with officers and letters, to try the program without touching a real register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from spkt_desktop.app.arrival import Arrival
from spkt_desktop.app.desk import App
from spkt_desktop.app.opening import start
from spkt_desktop.app.setting_up import SetUp, set_up
from spkt_desktop.app.whereabouts import real_clock
from spkt_desktop.books import NEEDS
from spkt_desktop.forms import FORMS, SETTINGS, sample
from spkt_desktop.forms.sample import with_officer
from spkt_desktop.forms.serah_terima import HANDOVER
from spkt_desktop.records import Clock, Values
from spkt_desktop.store.vault import Opened

PASSPHRASE = "contoh-2026"  # noqa: S105 - it guards invented people only
"""Opens the sample desk for the first of its officers, its Ka SPKT."""
LETTERS = 100
_DAYS = 30
_EARLY = timedelta(minutes=20)
"""Before the first visitor of a shift."""
_SEEN = (
    "Apel pagi dan pengecekan inventaris.",
    "Patroli dialogis ke pasar dan terminal.",
    "Kontrol ruang tahanan.",
    "Pengaturan lalu lintas di depan sekolah.",
    "Sambang desa bersama Bhabinkamtibmas.",
)
"""What an invented regu writes into its diary."""


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
    regus = [values["petugas"] for values in officers if values["petugas"]["peran"] != "kapolsek"]
    served = 0
    for day in range(_DAYS):
        until = letters * (day + 1) // _DAYS
        if until > served:
            app = start(folder, Opened(setup.opened.key, regus[day % len(regus)]["nrp"]), lambda: moment[0])
            try:
                times = [now - timedelta(days=_DAYS) * (1 - (index + random.random()) / (letters + 1))
                         for index in range(served, until)]  # fmt: skip
                _shift(app, random, [max(moment[0], time) for time in times], moment, last=until == letters)
            finally:
                app.close()
            served = until
    return SampleDesk(setup, setup.opened.nrp, PASSPHRASE)


def _officers(random: Random) -> list[Values]:
    posts: tuple[Mapping[str, str], ...] = (
        {"pangkat": "Aipda", "jabatan": "KA SPKT", "peran": "ka_spkt", "regu": "I"},
        {"pangkat": "Iptu", "jabatan": "KAPOLSEK", "peran": "kapolsek", "regu": ""},
        {"pangkat": "Bripka", "jabatan": "BANIT SPKT", "peran": "petugas", "regu": "II"},
        {"pangkat": "Briptu", "jabatan": "BANIT SPKT", "peran": "petugas", "regu": "III"},
    )
    return [{"petugas": sample(SETTINGS["officer"], random)["petugas"] | post} for post in posts]


def _shift(app: App, random: Random, times: Sequence[datetime], moment: list[datetime], *, last: bool) -> None:
    """A shift from its opening to its handover; the last one still keeps the desk."""
    moment[0] = max(moment[0], times[0] - _EARLY)
    if app.shifts.current() is None:
        app.shifts.open(app.officer.regu, [app.nrp])
    app.shifts.note(random.choice(_SEEN), random.choice(("", "Situasi aman dan terkendali.")))
    for time in times:
        moment[0] = max(moment[0], time)
        _serve(app, random, moment)
    if not last:
        moment[0] += timedelta(minutes=3)
        _hand_over(app)


def _serve(app: App, random: Random, moment: list[datetime]) -> None:
    """A visitor: mostly a lost card, every third something else; now and then a letter is void or for the Kapolsek."""
    common, *others = (form for form in FORMS.values() if form.service)
    form = random.choice(others) if random.random() < 1 / 3 else common
    visit = app.queue.take(random.choice((*NEEDS, *[""] * 12)))
    app.queue.call(visit.id)
    begun, moment[0] = moment[0], moment[0] + timedelta(minutes=random.randint(4, 19))
    values = with_officer(form, sample(form, random, app.now().date()), app.nrp, *_others(app))
    record = app.register(form.name, values, came=Arrival(begun.isoformat(), visit.id))
    if form is common and random.random() < 0.4:  # drawing a letter is what takes long in making a sample
        plan = app.letters.plan(record)
        app.letters.outcome(
            app.letters.printed(record, plan, app.letters.render(plan), destination="printer"), good=True
        )
    if random.random() < 0.6:
        app.feedback.rate(form.name, random.choice((2, 3, 3, 4, 4, 4)))
    fate = random.random()
    if fate < 0.04:
        app.void(record.id, random.choice(("Salah tulis nama pelapor", "Barang ditemukan kembali oleh pelapor")))
    elif form.case and fate < 0.2:
        app.cases.mark(record.id, True, "Menjadi perhatian warga setempat")


def _hand_over(app: App) -> None:
    begun = app.shifts.handover()
    coming = next(iter(app.shifts.members(begun["jaga"]["regu_baru"])), "")
    app.register(HANDOVER, begun | {"jaga": begun["jaga"] | {"ka_baru": coming}})


def _others(app: App) -> list[str]:
    """Somebody else of the unit, where values name several officers."""
    return [officer.nrp for officer in app.officers() if officer.active and officer.nrp != app.nrp][:1]
