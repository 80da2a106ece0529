"""What the law asks of a complaint: who may make it, until when, and that a withdrawn one is not made again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from spkt_desktop import dates
from spkt_desktop.errors import Problem
from spkt_desktop.forms import citations, deadlines
from spkt_desktop.forms.event import day
from spkt_desktop.forms.form import Known
from spkt_desktop.forms.lp_sections import FAMILY
from spkt_desktop.forms.persons import UNKNOWN
from spkt_desktop.forms.protection import age
from spkt_desktop.forms.schema import Row
from spkt_desktop.records import Record, Values

VICTIM, PARENT, RELATIVE, ALONE = "korban", "orang_tua_wali", "keluarga_sedarah", "anak_sendiri"
CURATOR, BEREAVED, MARRIAGE, PROXY = "pengampu", "keluarga_korban_meninggal", "perkawinan", "kuasa"
"""On what ground somebody complains: values of `hak.dasar`."""

ABROAD = "luar"
"""The value of `hak.domisili` of those who live outside Indonesia."""

OF_AGE_TO_COMPLAIN = 16
"""Years; whoever is younger does not complain alone (KUHP Ps 25)."""

_FOR_ANOTHER = (PARENT, RELATIVE, CURATOR, BEREAVED, PROXY)
_MARRIAGE_ARTICLES, _FORMER_MARRIAGE_ARTICLES = ("411", "412"), ("284",)
_LONGER_TIME = ("293",)
"""Of the former KUHP, whose paragraph (3) gives three Bulan more."""
_SPOUSES = FAMILY[0]


def withdrawn_until_trial(values: Values) -> bool:
    """Whether every article is adultery or cohabitation: KUHP Ps 25, 26 and 30 do not apply to their complaints.

    They are withdrawn until the trial begins (KUHP Ps 411(3)-(4), 412(3)-(4); former KUHP Ps 284(3)-(4)). KUHP Ps 29
    applies to them as to every complaint.
    """
    rows = values.get("pasal") or []
    return bool(rows) and all(_of_marriage(row) for row in rows)


def time_to_complain(values: Values) -> int:
    """Hari from knowing (KUHP Ps 29(1))."""
    abroad = (values.get("hak") or {}).get("domisili") == ABROAD
    longer = any(_is(row, (), _LONGER_TIME) for row in values.get("pasal") or [])
    return (deadlines.COMPLAIN_ABROAD if abroad else deadlines.COMPLAIN) + (3 * deadlines.MONTH if longer else 0)


def time_blocks(values: Values, known: Known) -> Iterator[Problem]:
    """That the time to complain is over; where no article needs a complaint, there is no such time."""
    text = values["hak"].get("tanggal_diketahui", "")
    today = known.now.date()
    if text > today.isoformat():
        yield Problem("hak", 0, "tanggal_diketahui", "Tanggal diketahui tidak boleh sesudah hari ini.")
        return
    rows = values["pasal"]
    if not text or (rows and not any(needs_complaint(row, known) for row in rows)):
        return
    since, days = date.fromisoformat(text), time_to_complain(values)
    try:
        last = deadlines.last_day(since, days)
    except OverflowError:  # the calendar ends before the time does
        return
    if today > last:
        yield Problem(
            "hak", 0, "tanggal_diketahui",
            f"Tenggang pengaduan lewat: {days // deadlines.MONTH} Bulan ({days} Hari) sejak {dates.tanggal(since)}"
            f" berakhir pada {dates.tanggal(last)} (KUHP Ps 29).",
        )  # fmt: skip


def age_blocks(values: Values, known: Known) -> Iterator[Problem]:
    """That a victim under 16 complains alone although somebody else is called to (KUHP Ps 25)."""
    years = age(values["pelapor"], known.now.date())
    if values["hak"].get("dasar") != VICTIM or withdrawn_until_trial(values):
        return
    if years is not None and years < OF_AGE_TO_COMPLAIN:
        yield Problem(
            "hak", 0, "dasar",
            "Korban belum berumur 16 tahun: yang mengadu orang tua atau walinya, atau keluarga sedarahnya. Bila tidak"
            " ada seorang pun, pilih korban sendiri dan/atau pendamping (KUHP Ps 25).",
        )  # fmt: skip


def again_blocks(values: Values, known: Known) -> Iterator[Problem]:
    """That this complaint was made and withdrawn before (KUHP Ps 30(2))."""
    if withdrawn_until_trial(values):
        return
    for earlier in withdrawn(values, known):
        if _same_matter(earlier.values, values):
            yield Problem(
                "pelapor", 0, "nama",
                f"Pengaduan ini sudah pernah diajukan dengan nomor {earlier.number.text} dan ditarik kembali; pengaduan"
                " yang ditarik kembali tidak dapat diajukan lagi (KUHP Ps 30).",
            )  # fmt: skip


def again_warns(values: Values, known: Known) -> Iterator[Problem]:
    """That this may be a complaint that was withdrawn before, or one that still stands."""
    gone = withdrawn(values, known)
    for earlier in gone:
        same = _same_matter(earlier.values, values)
        if (same and withdrawn_until_trial(values)) or (not same and _same_accused(earlier.values, values)):
            yield Problem(
                "pelapor", 0, "nama",
                f"Pengadu pernah mencabut pengaduan nomor {earlier.number.text}. Periksa apakah perkaranya sama.",
            )  # fmt: skip
    ids = {one.id for one in gone}
    for earlier in _earlier(values, known):
        if earlier.id not in ids and _same_matter(earlier.values, values):
            yield Problem(
                "pelapor", 0, "nama", f"Perkara ini sudah diadukan dengan nomor {earlier.number.text}. Periksa kembali."
            )


def right_warns(values: Values, known: Known) -> Iterator[Problem]:
    """Doubts about the right to complain."""
    right, victims, today = values["hak"], values["korban"], known.now.date()
    ground = right.get("dasar")
    if ground in _FOR_ANOTHER and not victims:
        yield Problem("korban", 0, "nama", "Isilah identitas korban yang diwakili pengadu.")
    if ground in (PROXY, RELATIVE, CURATOR) and "keterangan" not in right:
        yield Problem("hak", 0, "keterangan", "Tulis hubungan dengan korban dan surat yang ditunjukkan.")
    if ground == MARRIAGE and values["pasal"] and not any(_of_marriage(row) for row in values["pasal"]):
        yield Problem("hak", 0, "dasar", "Dasar ini hanya untuk perzinaan dan kohabitasi (KUHP Ps 411-412).")
    if ground not in (MARRIAGE, PROXY, None) and withdrawn_until_trial(values):
        yield Problem(
            "hak", 0, "dasar",
            "Yang berhak mengadu hanya suami/istri, atau orang tua/anak dari yang tidak terikat perkawinan"
            " (KUHP Ps 411(2), 412(2)).",
        )  # fmt: skip
    for index, row in enumerate(victims):
        years = age(row, today)
        if years is None or withdrawn_until_trial(values):
            continue
        if years < OF_AGE_TO_COMPLAIN and ground == VICTIM:
            yield Problem("korban", index, "nama", "Bagi korban ini yang mengadu orang tua atau walinya (KUHP Ps 25).")
        if years >= OF_AGE_TO_COMPLAIN and ground == PARENT:
            yield Problem("korban", index, "nama", "Korban sudah 16 tahun: ia sendiri yang mengadu (KUHP Ps 25).")
    if ground == ALONE and (age(values["pelapor"], today) or 0) >= OF_AGE_TO_COMPLAIN:
        yield Problem("hak", 0, "dasar", "Pengadu sudah berumur 16 tahun; pilih korban sendiri.")
    known_since = right.get("tanggal_diketahui", "")
    if known_since and known_since < values["kejadian"].get("tanggal", ""):
        yield Problem("hak", 0, "tanggal_diketahui", "Diketahui sebelum tanggal kejadian. Periksa kembali.")


def article_warns(values: Values, known: Known) -> Iterator[Problem]:
    """That an article needs no complaint, and what the family rule says of those that need one only in a family."""
    bonds = {str(row.get("hubungan", "")) for row in values["terlapor"]}
    for index, row in enumerate(values["pasal"]):
        article = known.law.find(str(row.get("pasal", "")))
        family = bool(article and article.family)
        if family and _SPOUSES in bonds:
            yield Problem(
                "pasal", index, "pasal",
                "Antara suami dan istri yang tidak berpisah tidak dituntut (KUHP Ps 481). Rujuk ke Reskrim.",
            )  # fmt: skip
        if article is None or needs_complaint(row, known):
            continue
        if family and bonds & set(FAMILY):
            yield Problem("pasal", index, "aduan", "Terlapor keluarga korban: tandai delik aduan (KUHP Ps 481).")
        else:
            yield Problem("pasal", index, "pasal", "Bukan delik aduan: buat LP model B.")


def needs_complaint(row: Row, known: Known) -> bool:
    """Whether a case under that article needs a complaint; of what the list does not have it is taken so."""
    article = known.law.find(str(row.get("pasal", "")))
    return bool(row.get("aduan")) or article is None or bool(article.complaint)


def withdrawn(values: Values, known: Known) -> tuple[Record, ...]:
    """The complaints of the same complainant that were withdrawn, newest first."""
    return tuple(one for one in _earlier(values, known) if withdrawal_of(one, known))


def withdrawal_of(complaint: Record, known: Known) -> Record | None:
    """The record by which a complaint was withdrawn; None where it was not."""
    return next((one for one in known.after(complaint.id) if one.form == "pencabutan"), None)


def last_moment_to_withdraw(complaint: Record) -> datetime:
    """The end of the three Bulan of KUHP Ps 30(1); an hour in whatever zone the complaint was registered in."""
    return deadlines.due(datetime.fromisoformat(complaint.registered_at), deadlines.WITHDRAW)


def _earlier(values: Values, known: Known) -> tuple[Record, ...]:
    number = values["pelapor"].get("nik")
    return tuple(known.visits("pengaduan", number)) if number else ()


def _same_matter(earlier: Values, values: Values) -> bool:
    """The same day and at least one article in common; a day that is not known is no other's."""
    on = day(values)
    return on is not None and on == day(earlier) and bool(_cited(earlier) & _cited(values))


def _same_accused(earlier: Values, values: Values) -> bool:
    """A common name; an earlier complaint that is covered might name anybody."""
    return not earlier or bool(_accused(earlier) & _accused(values))


def _cited(values: Values) -> set[str]:
    return {str(row.get("pasal", "")).casefold() for row in values.get("pasal") or []} - {""}


def _accused(values: Values) -> set[str]:
    rows = (row for row in values.get("terlapor") or [] if row.get("identitas") != UNKNOWN)
    return {str(row.get("nama", "")).casefold() for row in rows} - {"", "dalam lidik"}


def _of_marriage(row: Row) -> bool:
    return _is(row, _MARRIAGE_ARTICLES, _FORMER_MARRIAGE_ARTICLES)


def _is(row: Row, numbers: tuple[str, ...], former: tuple[str, ...]) -> bool:
    """Whether a row cites one of those articles of the KUHP, or of the former one."""
    read = citations.read(str(row.get("pasal", "")))
    if read is None:
        return False
    named = set(citations.words(read.code))
    old = bool(named & {"lama", "1946", "wvs"})
    return (not named or "kuhp" in named or old) and read.parts[0] in (former if old else numbers)
