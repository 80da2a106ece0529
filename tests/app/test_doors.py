"""Ways around a role or a protection that were found open once, each shut for good."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from spkt_desktop.app import App, Opened, set_up, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.errors import Refused
from spkt_desktop.records import Values
from tests.desks import Hands, officer

KA_SPKT, FIRST, SECOND, ADMIN = "80010001", "88050120", "88050121", "90030003"


class Desk:
    """One desk that its officers take turns at."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.hands = folder, Hands()
        staff = [officer(KA_SPKT, "ka_spkt"), officer(FIRST, "petugas"), officer(SECOND, "petugas"),
                 officer(ADMIN, "admin")]  # fmt: skip
        setup = set_up(folder, sample_values("unit"), staff, [PASSPHRASE, "", "", ""], clock=self.hands)
        self._key = setup.opened.key
        self._app: App | None = None

    def with_(self, nrp: str) -> App:
        self.lock()
        self._app = start(self.folder, Opened(self._key, nrp), self.hands)
        return self._app

    def lock(self) -> None:
        if self._app:
            self._app.close()
            self._app = None


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "meja")
    yield made
    made.lock()


def child_case(app: App) -> Values:
    values = copy.deepcopy(sample_values("lp_b", app.now().date(), app.nrp))
    values["kejadian"]["apa"] = "Perundungan di SDN 2 Mantren"
    child = {"identitas": "Tanpa identitas", "nama": "Melati Kusuma", "tanggal_lahir": "2015-05-05"}
    return values | {"korban": [child]}


def test_who_keeps_the_pc_makes_nobody_a_reader_of_cases(desk: Desk) -> None:
    app = desk.with_(ADMIN)
    own = app.settings.officer_values(ADMIN)
    for wanted in ({"peran": "ka_spkt"}, {"peran": "petugas"}, {"ppa": True}):
        with pytest.raises(Refused, match="Kepala SPKT dan Kapolsek"):
            app.settings.save_officer({"petugas": own["petugas"] | wanted})
    with pytest.raises(Refused, match="Kepala SPKT dan Kapolsek"):
        app.settings.save_officer(app.settings.officer_values(KA_SPKT), "kata-sandi-baru")
    with pytest.raises(Refused, match="Kepala SPKT dan Kapolsek"):
        app.settings.save_officer(officer("99010001", "petugas"))
    with pytest.raises(Refused, match="Kepala SPKT dan Kapolsek"):
        app.settings.new_recovery_code()
    moved = app.settings.officer_values(FIRST)
    assert app.settings.save_officer({"petugas": moved["petugas"] | {"jabatan": "BAMIN SPKT"}}).post == "BAMIN SPKT"


def test_words_of_ones_own_about_a_child_stay_in_the_record(desk: Desk) -> None:
    app = desk.with_(FIRST)
    report = app.register("lp_b", child_case(app))
    app.cases.mark(report.id, True, "Melati Kusuma satu sekolah dengan pelaku")
    app.shifts.open("I", [FIRST])
    app = desk.with_(SECOND)
    shown = app.record(report.id)
    assert (shown.who, shown.what) == (shown.who, "Laporan Polisi model B") and shown.values == {}
    told = " ".join(line.text for shift in app.shifts.listed() for line in app.shifts.lines(shift))
    told += str(app.reports.daily(app.now().date())) + str(app.matters.listed())
    for word in ("Melati", "SDN 2", "sekolah"):
        assert word not in told
    with pytest.raises(Refused, match="dilindungi"):
        app.news(report.id)


def test_a_draft_of_a_protected_case_is_neither_replaced_nor_dropped(desk: Desk) -> None:
    app = desk.with_(FIRST)
    draft = app.save_draft("lp_b", child_case(app))
    app = desk.with_(SECOND)
    with pytest.raises(Refused, match="dilindungi"):
        app.save_draft("lp_b", {}, draft)
    with pytest.raises(Refused, match="dilindungi"):
        app.drop_draft(draft)
    assert [one.values for one in app.drafts()] == [{}]
    app = desk.with_(KA_SPKT)
    assert app.drafts()[0].values["korban"][0]["nama"] == "Melati Kusuma"
    app.drop_draft(draft)
    assert app.drafts() == []


def test_the_admin_learns_of_no_case_by_any_way(desk: Desk) -> None:
    app = desk.with_(FIRST)
    values = sample_values("sktlk", app.now().date())
    record = app.register("sktlk", values)
    draft = app.save_draft("sktlk", values)
    app = desk.with_(ADMIN)
    for act in (
        lambda: app.hints("sktlk", values), lambda: app.matters.handover(), lambda: app.matters.tasks(),
        lambda: app.cases.following(record), lambda: app.cases.awaited(record), lambda: app.cases.papers(record),
        lambda: app.letters.preview("sktlk", values, about=record.id), lambda: app.drop_draft(draft),
        lambda: app.letters.outcome(record, False), lambda: app.registers.around(), lambda: app.news(record.id),
    ):  # fmt: skip
        with pytest.raises(Refused, match="hanya"):
            act()
    app = desk.with_(FIRST)
    assert len(app.drafts()) == 1


def test_a_late_handover_does_not_end_the_shift_of_another_regu(desk: Desk) -> None:
    app = desk.with_(FIRST)
    app.shifts.open("I", [FIRST])
    begun = app.shifts.handover()
    late = {**begun, "jaga": begun["jaga"] | {"regu_baru": "II", "ka_baru": SECOND}}
    app = desk.with_(SECOND)
    app.shifts.open("II", [SECOND], "Regu I sudah pulang")
    app.register("serah_terima", late)
    current = app.shifts.current()
    assert current and current.regu == "II"


def test_midnight_ends_nobodys_waiting(desk: Desk) -> None:
    app = desk.with_(FIRST)
    desk.hands.moment = desk.hands.moment.replace(hour=16, minute=50)  # 23.50 WIB
    first = app.queue.take("luka")
    desk.hands.pass_(minutes=15)
    second = app.queue.take()
    assert [visit.number for visit in app.queue.waiting()] == [1, 2]
    assert app.queue.call().id == first.id
    desk.hands.pass_(hours=13)
    assert app.queue.waiting() == [] and second.number == 2
    arrived = app.now().date()
    told = app.reports.recap(arrived - timedelta(days=1), arrived)
    assert (told.arrived.count, told.gone.count) == (2, 2), "who waited in vain has gone"
    assert app.queue.take().number == 3


def test_nobody_answers_more_often_than_they_are_served(desk: Desk) -> None:
    app = desk.with_(FIRST)
    with pytest.raises(Refused, match="sebanyak"):
        app.feedback.rate("sktlk", 4)
    app.register("sktlk", sample_values("sktlk", app.now().date()))
    app.feedback.rate("sktlk", 4)
    with pytest.raises(Refused, match="sebanyak"):
        app.feedback.rate("sktlk", 4)
    with pytest.raises(Refused, match="tidak ditanyakan"):
        app.feedback.rate("serah_terima", 4)


def test_no_officer_hangs_on_the_wall(desk: Desk) -> None:
    app = desk.with_(KA_SPKT)
    me = app.officer.name
    said = copy.deepcopy(sample_values("saran", app.now().date()))
    said["masukan"] |= {"layanan": f"Sikap {me}", "isi": "Kurang ramah", "jenis": "Kritik"}
    heard = app.register("saran", said)
    done = {"tindakan": {"petugas": KA_SPKT, "tindakan": f"{me} ditegur Kapolsek", "selesai": True}}
    app.register("tindak_saran", {"saran": {}, **done}, about=heard.id)
    wall = app.reports.wall(app.now().date(), app.now().date())
    (one,) = wall.said
    assert one.about == "Lainnya" and one.done.endswith("ditegur Kapolsek") and me not in str(wall.said)
