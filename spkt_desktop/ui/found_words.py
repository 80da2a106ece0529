"""What was found in a backup, and what restoring it would take away, in words."""

from __future__ import annotations

from spkt_desktop.app import Found
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.style import Tone


def held(found: Found) -> str:
    """What the backup holds."""
    return (
        f"{found.unit}, meja {found.desk_code}: {found.events} catatan dan {found.records} surat, sampai"
        f" {moment(found.last_event_at)}. Isinya utuh."
    )


def lost(found: Found) -> tuple[str, Tone]:
    """What the desk that is there has and the backup has not."""
    if found.here == "tidak ada":
        return "Di komputer ini belum ada meja; tidak ada yang tergantikan.", Tone.PLAIN
    if found.here == "meja lain":
        return (
            "PERHATIAN: di komputer ini ada meja LAIN yang masih utuh. Meja itu akan disimpan di samping.",
            Tone.PROBLEM,
        )
    if found.here == "tidak terbaca":
        return "Register di komputer ini tidak terbaca; berkasnya disimpan di samping, tidak dihapus.", Tone.WARNING
    loss = found.loss
    if loss is None:
        return (
            "Register di komputer ini sudah berjalan dari pemulihan lain; berkasnya disimpan di samping. Periksa dahulu"
            " apakah ini cadangan yang benar.",
            Tone.PROBLEM,
        )
    if not loss.acts:
        return "Tidak ada yang hilang: cadangan ini sama dengan register sekarang.", Tone.GOOD
    named = f" (yang terbaru {', '.join(loss.numbers)})" if loss.numbers else ""
    back = f" {loss.at_polres} di antaranya sudah diterima Polres dan akan kembali." if loss.at_polres else ""
    return (
        f"PERHATIAN: register di komputer ini masih utuh. Yang tidak ada di cadangan: {loss.acts} catatan,"
        f" {loss.letters} surat{named}.{back} Register sekarang disimpan di samping.",
        Tone.PROBLEM,
    )
