"""What the law and common sense say of a Laporan Polisi of either model."""

from __future__ import annotations

from collections.abc import Iterator

from spkt_desktop.errors import Problem
from spkt_desktop.forms import articles, citations, persons
from spkt_desktop.forms.event import VICTIM, before_birth, day, event_blocks, event_warns, victims
from spkt_desktop.forms.form import Known
from spkt_desktop.forms.lp_sections import FAMILY
from spkt_desktop.forms.protection import ADULT, age
from spkt_desktop.forms.routing import PROPAM
from spkt_desktop.records import Values

_PEOPLE = ("korban", "terlapor", "saksi")
_OLD = 60
"""Years from which somebody is elderly (UU 13/1998 Ps 1)."""
_PETTY = {"476": ("478", 500_000), "486": ("487", 1_000_000), "492": ("494", 1_000_000), "591": ("593", 500_000)}
"""By article of the KUHP: its petty form, and the rupiah up to which that one applies."""
_POLICE = "polri"


def settle(values: Values, known: Known) -> Values:
    """The articles as the list that applied on the day of the event has them."""
    return articles.settle(values, known, day(values))


def route(values: Values, known: Known) -> str:
    """Propam where a member of the police is accused, else where an article sends it: Lantas."""
    if any(_is_police(row.get("pekerjaan", "")) for row in values.get("terlapor") or []):
        return PROPAM
    found = (known.law.find(str(row.get("pasal", ""))) for row in values.get("pasal") or [])
    return next((article.destination for article in found if article and article.destination), "")


def blocks(values: Values, known: Known) -> Iterator[Problem]:
    """Problems of both models: an event to come, one that ends before it begins, somebody not yet born."""
    yield from event_blocks(values["kejadian"], known)
    for name in _PEOPLE:
        for index, row in enumerate(values[name]):
            yield from persons.blocks(name, index, row, known.now)


def warns(values: Values, known: Known) -> Iterator[Problem]:
    """Doubts about both models."""
    yield from event_warns(values["kejadian"], known)
    for name in _PEOPLE:
        for index, row in enumerate(values[name]):
            yield from persons.brief_warns(name, index, row, known.now)
            if before_birth(values, row):
                yield Problem(name, index, "tanggal_lahir", "Lahir sesudah tanggal kejadian. Periksa kembali.")
    if not values["pasal"]:
        yield Problem("pasal", 0, "pasal", "Pasal belum diisi. Tanyakan kepada piket Reskrim.")
    yield from articles.warns(values, known, day(values))
    yield from _complaint(values, known)
    yield from _family(values, known)
    yield from _petty(values)
    for index, row in enumerate(values["terlapor"]):
        if _is_police(row.get("pekerjaan", "")):
            yield Problem("terlapor", index, "pekerjaan",
                          "Terlapor anggota Polri: diusulkan ke Propam (disiplin dan kode etik); tindak pidananya tetap"
                          " diproses Reskrim, serahkan salinannya.")  # fmt: skip
    if known.unit.get("kesatuan", {}).get("penyidikan") is False:
        yield Problem("kejadian", 0, "apa", "Polsek ini tidak melakukan penyidikan: laporan diteruskan ke Polres.")


def needs_warns(values: Values, known: Known) -> Iterator[Problem]:
    """That nobody has assessed the special needs of a woman, a child or an elderly person (KUHAP Ps 5(1)d, 7(1)n)."""
    if any(values["kebutuhan"].values()):
        return
    for person in (values["pelapor"], *values["korban"]):
        years = age(person, known.now.date())
        if person.get("jenis_kelamin") == "P" or (years is not None and not ADULT <= years < _OLD):
            yield Problem("kebutuhan", 0, "dinilai",
                          "Nilai kebutuhan khusus perempuan, anak, dan lanjut usia (KUHAP Ps 5 dan 7).")  # fmt: skip
            return


def reporter_warns(values: Values, known: Known) -> Iterator[Problem]:
    """Doubts about the reporter and the victims beside them."""
    reporter = values["pelapor"]
    yield from persons.warns("pelapor", 0, reporter, known.now)
    if before_birth(values, reporter):
        yield Problem("pelapor", 0, "tanggal_lahir", "Lahir sesudah tanggal kejadian. Periksa kembali.")
    if reporter.get("kedudukan") == VICTIM:
        for index, row in enumerate(values["korban"]):
            if row.get("nik", "") == reporter.get("nik") or _same(row, reporter):
                yield Problem("korban", index, "nama", "Pelapor sudah tercatat sebagai korban; tidak perlu ditulis.")
    elif not victims(values):
        yield Problem("korban", 0, "nama", "Korban belum diisi. Bila pelapor sendiri korban, pilih pada kedudukannya.")


def _same(row: Values, other: Values) -> bool:
    name = str(row.get("nama", "")).casefold()
    return name == str(other.get("nama", "")).casefold() and row.get("tanggal_lahir") == other.get("tanggal_lahir")


def _complaint(values: Values, known: Known) -> Iterator[Problem]:
    for index, row in enumerate(values["pasal"]):
        article = known.law.find(str(row.get("pasal", "")))
        if row.get("aduan") or (article and article.complaint):
            yield Problem("pasal", index, "pasal", "Delik aduan: gunakan formulir Pengaduan oleh yang berhak.")


def _family(values: Values, known: Known) -> Iterator[Problem]:
    ruled = [str(row.get("pasal")) for row in values["pasal"]
             if (article := known.law.find(str(row.get("pasal", "")))) and article.family]  # fmt: skip
    for index, row in enumerate(values["terlapor"]):
        if ruled and row.get("hubungan") in FAMILY:
            yield Problem("terlapor", index, "hubungan",
                          f"{', '.join(ruled)} dalam keluarga: mungkin tidak dituntut, atau hanya atas pengaduan"
                          " (KUHP Ps 481).")  # fmt: skip


def _petty(values: Values) -> Iterator[Problem]:
    total = sum(row.get("nilai", 0) for row in values.get("kerugian") or [])
    for index, row in enumerate(values["pasal"] if total else []):
        read = citations.read(str(row.get("pasal", "")))
        if read and read.parts[0] in _PETTY and citations.words(read.code) in ((), ("kuhp",)):
            petty, most = _PETTY[read.parts[0]]
            if total <= most:
                text = f"Kerugian tidak lebih dari Rp{most:,}: pertimbangkan Pasal {petty} KUHP.".replace(",", ".")
                yield Problem("pasal", index, "pasal", text)


def _is_police(occupation: object) -> bool:
    return _POLICE in citations.words(str(occupation))
