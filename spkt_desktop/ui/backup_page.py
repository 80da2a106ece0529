"""Cadangan: a checked copy of the desk now and by itself, the exercise that proves one, and a check of the register."""

from __future__ import annotations

from spkt_desktop.app import App
from spkt_desktop.ui.backup_now import BackupNow
from spkt_desktop.ui.backup_places import BackupPlaces
from spkt_desktop.ui.check_panel import CheckPanel
from spkt_desktop.ui.drill_panel import DrillPanel
from spkt_desktop.ui.parts_page import PartsPage
from spkt_desktop.ui.worker import Worker


class BackupPage(PartsPage):
    """Its parts, the backup of this moment first."""

    chapter = "Cadangan"

    def __init__(self, app: App, worker: Worker) -> None:
        self.now = BackupNow(app, worker)
        self.automatic = BackupPlaces(app)
        self.drill = DrillPanel(app, worker)
        self.check = CheckPanel(app, worker)
        super().__init__("Cadangan", (self.now, self.automatic, self.drill, self.check))

    def enter(self) -> None:
        """The focus is on the main act, unless another part was chosen last."""
        super().enter()
        if self.parts.currentIndex() == 0:
            self.now.focus_first()
