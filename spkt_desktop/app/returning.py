"""Acts that were lost with a disk and that the Polres gives back: read as an officer will, before they stay."""

from __future__ import annotations

from spkt_desktop.app.duty import Duty
from spkt_desktop.app.statute import law_in_force
from spkt_desktop.errors import Damaged, DeskBusy, MediumFailed, SealBroken
from spkt_desktop.records import Event


def bring_back(duty: Duty, event: Event) -> None:
    """Write a lost event down again, within the transaction that is open; raises SealBroken where it cannot be read.

    Its hash holds, and still its content may be anything at all: what cannot be read now would be in the way for ever.
    """
    try:
        duty.act("recovered", event.subject, {"event": event.as_json()})
        _read(duty, event)
    except (MediumFailed, DeskBusy, Damaged):
        raise
    except Exception as error:  # of whatever kind: no event that this program ever wrote is tripped over
        raise _illegible() from error


def _read(duty: Duty, event: Event) -> None:
    """All that is made of such an event later."""
    register = duty.store.register
    match event.kind:
        case "registered":
            record = register.record(event.subject or "")
            form = duty.forms.get(record.form)
            if form is not None and record.form_version <= form.version:
                form.papers_of(record.values)
                list(form.awaits(record, duty.known()) if form.awaits else ())
        case "unit_changed":
            register.version(event.id)["kesatuan"]["zona"]
        case "officer_saved":
            duty.skills(duty.officer_version(event.id))
        case "template_adopted":
            template = register.template(event.body["digest"])
            if template is None or template.digest != event.body["digest"]:
                raise ValueError("not the template of its digest")
        case "pack_adopted":
            if not all(isinstance(text, str) for text in dict(event.body["files"]).values()):
                raise ValueError("a file is not a text")
            law_in_force(register.pack("hukum", "hukum"))
            register.packs()


def _illegible() -> SealBroken:
    return SealBroken(
        "Tanda terima ini mengembalikan catatan yang tidak terbaca, sehingga ditolak seluruhnya. "
        "Tidak ada yang berubah; minta Polres memeriksa kotak masuknya."
    )
