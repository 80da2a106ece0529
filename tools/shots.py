"""Takes the pictures of the handbook: drives the real program on a temporary desk with sample data.

`python tools/shots.py` takes the pictures in docs/gambar anew; with a FOLDER it writes every page there, at 1366x768
and 1024x768, light and dark ("-gelap").
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from contextlib import chdir
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QElapsedTimer, QEventLoop, QRect, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from spkt_desktop.app import Opened, start
from spkt_desktop.app.sample import PASSPHRASE, make_sample_desk, sample_values
from spkt_desktop.app.whereabouts import real_clock
from spkt_desktop.ui import style
from spkt_desktop.ui.restore_door import RestoreDoor
from spkt_desktop.ui.start import Program
from spkt_desktop.ui.window import Window
from spkt_desktop.ui.wizard import Wizard
from spkt_desktop.ui.wizard_end import SheetStep
from spkt_desktop.ui.wizard_frame import WizardFrame
from spkt_desktop.ui.wizard_steps import OfficersStep, UnitStep

DOCS = Path(__file__).resolve().parent.parent / "docs"
PICTURES = DOCS / "gambar"
NAMED = set(re.findall(r"\(gambar/(.+)\)", (DOCS / "panduan.md").read_text(encoding="utf-8")))
"""The pictures that the handbook shows."""
SIZES = ((1366, 768), (1024, 768))
TASKBAR = 40
"""Of Windows, in pixels: what the screen does not leave to the program."""
UPPER, MIDDLE = QRect(0, 0, SIZES[0][0], 430), QRect(233, 84, 900, 560)
"""What holds all of a page that has little to say, and all of a door, on the larger screen."""
COLOURS = 128
"""Of a picture: more are not seen on these pages, and every picture is drawn into the handbook."""


class Camera:
    """Takes pictures of a program of one size and scheme, once it is at rest."""

    def __init__(self, program: Program, size: tuple[int, int], dark: bool, folder: Path) -> None:
        self.program = program
        self._name = f"{{}}-{size[0]}{'-gelap' if dark else ''}.png"
        self._folder = folder
        program.setFixedSize(size[0], size[1] - TASKBAR)
        program.show()

    @property
    def shown(self) -> QWidget:
        widget = self.program.centralWidget()
        assert widget is not None
        return widget

    def take(self, name: str, part: QRect | None = None) -> None:
        """Takes one; the handbook shows only that part of it, where the rest is empty."""
        self.rest()
        picture = self._folder / self._name.format(name)
        if self._folder != PICTURES:
            picture.write_bytes(small(self.program.grab()))
        elif picture.name in NAMED:
            picture.write_bytes(small(self.program.grab(part or self.program.rect())))

    def rest(self, milliseconds: int = 400) -> None:
        """Runs the event loop until the worker has nothing to do, and a little longer."""
        timer = QElapsedTimer()
        timer.start()
        while timer.elapsed() < milliseconds or self.program.worker.busy:
            loop = QEventLoop()
            QTimer.singleShot(50, loop.quit)
            loop.exec()


def small(picture: QPixmap) -> bytes:
    """The picture as a PNG of few colours."""
    whole = QBuffer()
    whole.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(whole, "PNG")
    few = Image.open(BytesIO(whole.data().data())).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    target = BytesIO()
    few.save(target, "PNG", optimize=True)
    return target.getvalue()


def door(camera: Camera, nrp: str, backup: Path) -> None:
    door = camera.program.show_door(nrp)
    camera.take("masuk", MIDDLE)
    door.restore()
    camera.rest()
    way_back = door.currentWidget()
    assert isinstance(way_back, RestoreDoor)
    way_back.asking.nrp.setText(nrp)
    way_back.asking.file.setText(str(backup))
    way_back.asking.passphrase.setText(PASSPHRASE)
    camera.take("pulihkan-1", MIDDLE)
    way_back.look()
    camera.take("pulihkan-2", MIDDLE)


def keeping(camera: Camera, window: Window, stick: Path) -> None:
    """The four parts of F7, with a stick in the PC."""
    window.go("backup")
    page = window.backup
    page.now.places.take(stick)
    page.now.backup()
    camera.take("cadangan", UPPER)
    for part, picture in ((page.automatic, "otomatis"), (page.drill, "latihan"), (page.check, "pemeriksaan")):
        page.show_part(part)
        camera.rest()
        if part is page.drill:
            page.drill.take(next(stick.rglob("*.spkt-cadangan")))
            page.drill.words.setText(PASSPHRASE)
            page.drill.start()
        elif part is page.check:
            page.check.verify()
        camera.take(f"cadangan-{picture}", UPPER)


def desk(camera: Camera, stick: Path) -> None:
    window = camera.shown
    assert isinstance(window, Window)
    window.go("intake")
    camera.take("terima")
    window.intake.begin.emit("sktlk")
    window.form.editor.set_values(sample_values("sktlk"))
    window.form.editor.changed.emit()
    camera.take("formulir")
    window.form.issue()
    camera.take("bacakan")
    window.go("intake")
    camera.take("terima-lanjut")
    report = sample_values("lp_b", window.app.now().date(), window.app.nrp)
    window.intake.begin.emit("lp_b")
    window.form.editor.set_values(report)
    window.form.editor.changed.emit()
    camera.take("laporan-polisi")
    child = {"identitas": "Tanpa identitas", "nama": "Sekar Ayu Lestari", "tanggal_lahir": "2014-05-06"}
    window.form.editor.set_values({**report, "korban": [{**child, "alamat": "Desa Mantren"}]})
    window.form.editor.changed.emit()
    camera.take("dilindungi")
    window.form.issue()
    window.form.editor.set_values(report)
    registered = window.app.register("lp_b", report)
    window.go("register")
    window.register.chosen.emit(registered.id)
    camera.take("perkara")
    window.record.reprint.emit(registered)
    camera.take("cetak-berkas")
    window.go("register")
    camera.take("register")
    valid = window.app.search(status="berlaku", limit=1)[0]
    window.register.chosen.emit(valid.id)
    camera.take("surat")
    window.record.void()
    camera.take("surat-batal")
    window.record.reprint.emit(valid)
    camera.take("cetak")
    books = {window.register.books.itemData(row): row for row in range(window.register.books.count())}
    window.go("register")
    window.register.books.setCurrentIndex(max(books.values()) if len(books) < 3 else 1)
    camera.take("buku-register")
    window.register.books.setCurrentIndex(0)
    for name, picture in (("home", "beranda"), ("diary", "mutasi"), ("reports", "laporan")):
        window.go(name)
        camera.take(picture)
    window.go("send")
    window.send.places.take(stick)
    camera.take("kirim")
    keeping(camera, window, stick)
    window.ask_clock()
    camera.take("jam")
    window.clock.left.emit()
    window.go("settings")
    for row, panel in enumerate(window.settings.panels):
        window.settings.parts.setCurrentIndex(row)
        camera.take(f"pengaturan-{panel.title.split()[-1].lower()}", UPPER if panel.title == "Pembaruan" else None)
    window.go("intake")
    window.go("help")
    camera.take("bantuan")


def wizard(camera: Camera) -> None:
    shown = camera.shown
    assert isinstance(shown, Wizard)
    camera.take("mulai", MIDDLE)
    shown.welcome.fresh.emit()
    unit = shown.asking.step
    assert isinstance(unit, UnitStep)
    assert unit.editor is not None
    unit.editor.set_values(sample_values("unit"))
    camera.take("siapkan-1")
    shown.asking.go_on()
    officers = shown.asking.step
    assert isinstance(officers, OfficersStep)
    officers.editor.form.set_values(sample_values("officer"))
    for edit in (officers.editor.pair.first, officers.editor.pair.second):
        edit.setText("kopi tubruk pagi hari")
    camera.take("siapkan-2")
    shown.asking.go_on()
    camera.take("siapkan-3")
    shown.asking.go_on()
    camera.take("siapkan-4")
    shown.asking.go_on()
    camera.take("siapkan-5")
    keeping = shown.currentWidget()
    assert isinstance(keeping, WizardFrame)
    assert isinstance(keeping.step, SheetStep)
    keeping.step.sheet.kept.setChecked(True)
    keeping.go_on()
    camera.take("siapkan-6")


def round_of_pictures(place: Path, opened: Opened, size: tuple[int, int], dark: bool, folder: Path) -> None:
    """Every page once, in one size and scheme."""
    QApplication.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    QApplication.setPalette(style.palette(dark=dark))
    stick = Path("FLASHDISK")  # in the folder that we are in: the pictures name none of this machine
    stick.mkdir(exist_ok=True)
    camera = Camera(Program(place, make_sample_desk, real_clock), size, dark, folder)
    app = start(place, opened, real_clock)
    backup = app.keeping.write(app.keeping.prepare(), stick)
    app.keeping.written()
    app.backups.choose([stick])
    app.backups.settle(app.backups.work(app.backups.due())(lambda _done, _of_all: None))
    app.close()
    door(camera, opened.nrp, backup)
    camera.program.show_desk(start(place, opened, real_clock))
    desk(camera, stick)
    camera.program.close()
    with tempfile.TemporaryDirectory() as temporary:
        camera = Camera(Program(Path(temporary) / "meja", make_sample_desk, real_clock), size, dark, folder)
        camera.program.begin()
        wizard(camera)
        camera.program.close()


def main(folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    style.apply(application)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, chdir(temporary):
        place = Path(temporary) / "meja"
        opened = make_sample_desk(place).setup.opened
        for dark in (False, True):
            for size in SIZES:
                round_of_pictures(place, opened, size, dark, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else PICTURES)
