"""Reports to be printed in tests: ordinary ones, empty ones, and ones in which everything is as much as can be."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

from spkt_desktop import books
from spkt_desktop.books import COVERED, OTHERS, Minutes, Notable, Recap, Said, Satisfaction, Sheet, Tally, Wall
from spkt_desktop.records import Letter, Unit
from tests.print.listings import AT, OFFICER, SEAL, unit

DAY = date(2026, 2, 15)
SINCE, UNTIL = date(2026, 2, 1), date(2026, 2, 28)
LONG = (
    "Pencurian dengan pemberatan yang dilakukan pada malam hari dalam sebuah rumah atau pekarangan tertutup "
    "yang ada orangnya"
)
"""120 characters, as long as a value that is counted can be."""
HUGE = 100_000
KINDS = (
    "Surat keterangan kehilangan", "Laporan Polisi model B", "Laporan Polisi model A", "Pengaduan (delik aduan)",
    "Laporan informasi/pengaduan bukan pidana", "Permintaan visum et repertum", "Bantuan dan pendampingan",
    "Rujukan pelayanan", "SKCK", "Rekomendasi izin keramaian", "Pemberitahuan penyampaian pendapat",
    "Kritik dan saran", "Hasil bantuan dan pendampingan", "Tindak lanjut kritik dan saran",
    "Hasil visum et repertum", "Pencabutan pengaduan",
)  # fmt: skip


def sheet(title: str, subtitle: str, of: Unit | None = None) -> Sheet:
    return Sheet(of or unit(), title, subtitle, AT, OFFICER, SEAL)


def rows(labels: tuple[str, ...] | list[str], first: int, *more: int, before: int = 0) -> tuple[Tally, ...]:
    """A tally for each label; no two numbers of it are alike."""
    counts = [first, *more]
    return tuple(
        Tally(label, counts[at] if at < len(counts) else first + 7 * at, tuple(before + 3 * at + n for n in range(2)))
        for at, label in enumerate(labels)
    )


# The daily report


def notable(number: int, long: str = "") -> Notable:
    return Notable(
        f"LP/B/{number}/II/2026/SPKT/POLSEK PUNUNG", "Laporan Polisi model B", AT - timedelta(hours=number % 20 + 7),
        "S.A.", long or "Pencurian sepeda motor di Pasar Punung", "Reskrim", long or "Tersangka diamankan warga",
    )  # fmt: skip


def matter(number: int, long: str = "") -> books.Matter:
    due = AT - timedelta(days=number)
    return books.Matter(
        "visum.hasil", long or "Hasil visum dari RSUD dr. Darsono", due, "x", f"VER/{number}/II/2026/SPKT", "B.P.",
        late=True,
    )  # fmt: skip


def daily(of: Unit | None = None) -> books.Daily:
    return books.Daily(
        sheet("LAPORAN HARIAN", "Minggu, 15 Februari 2026", of), DAY,
        (
            notable(7),
            Notable("LP/B/8/II/2026/SPKT/POLSEK PUNUNG", "Laporan Polisi model B", AT - timedelta(hours=9),
                    "R.A. (dilindungi)", "Perkara dilindungi", "PPA", ""),
            Notable("LI/3/II/2026/SPKT", "Laporan informasi/pengaduan bukan pidana", AT - timedelta(hours=18),
                    "Sutrisno", "Perselisihan batas tanah antara dua warga Desa Mantren", "Bhabinkamtibmas",
                    "Rawan meluas: kedua pihak sudah mengumpulkan keluarga di balai desa"),
        ),
        (Tally(KINDS[0], 14, (11, 9)), Tally(KINDS[1], 3, (2, 4)), Tally(KINDS[3], 1, (0, 1)),
         Tally(KINDS[4], 2, (0, 0)), Tally(KINDS[5], 1, (1, 0)), Tally(KINDS[7], 6, (5, 8)),
         Tally(KINDS[11], 2, (1, 0))),
        Tally("Dibatalkan atau diganti", 1, (0, 2)), Tally("Mengambil nomor antrean", 27, (21, 24)),
        Tally("Pergi sebelum dilayani", 3, (5, 0)), Minutes(22, 14, 37), Satisfaction((1, 2, 9, 8)),
        (matter(3), matter(12), matter(1)),
        ("Regu II: pukul 08.00 tanggal 15-02-2026 sampai 20.00 tanggal 15-02-2026, 4 petugas",
         "Regu III: pukul 20.00 tanggal 15-02-2026 sampai sekarang, 3 petugas"),
        46, AT - timedelta(hours=10),
    )  # fmt: skip


def empty_daily(of: Unit | None = None) -> books.Daily:
    none = Tally("Dibatalkan atau diganti", 0, (0, 0))
    return books.Daily(
        sheet("LAPORAN HARIAN", "Minggu, 15 Februari 2026", of), DAY, (), (), none,
        Tally("Mengambil nomor antrean", 0, (0, 0)), Tally("Pergi sebelum dilayani", 0, (0, 0)), Minutes(),
        Satisfaction(), (), (), 0, None,
    )  # fmt: skip


def extreme_daily(of: Unit | None = None) -> books.Daily:
    labels = [f"{at} {LONG}"[:120] if at % 2 else KINDS[at % 16] for at in range(26)]
    return books.Daily(
        sheet("LAPORAN HARIAN", "Minggu, 15 Februari 2026", of), DAY,
        tuple(notable(number, LONG if number % 3 == 1 else "") for number in range(1, 41)),
        rows(labels, HUGE, before=2 * HUGE), Tally("Dibatalkan atau diganti", 99_991, (99_992, 99_993)),
        Tally("Mengambil nomor antrean", 88_881, (88_882, 88_883)),
        Tally("Pergi sebelum dilayani", 77_771, (77_772, 77_773)),
        Minutes(66_666, 1_111, 1_439), Satisfaction((HUGE, 2 * HUGE, 3 * HUGE, 4 * HUGE)),
        tuple(matter(number, LONG if number % 3 == 1 else "") for number in range(1, 201)),
        tuple(f"Regu {at} {LONG}" for at in range(7)), 55_555, AT,
    )  # fmt: skip


# The recap


def weeks(*answers: tuple[int, int, int, int]) -> tuple[tuple[date, Satisfaction], ...]:
    first = date(2026, 2, 2)
    return tuple((first + timedelta(weeks=at), Satisfaction(counts)) for at, counts in enumerate(answers))


def recap(of: Unit | None = None) -> Recap:
    trend = weeks((1, 3, 12, 9), (0, 4, 14, 11), (2, 2, 9, 6), (0, 1, 10, 17))
    days = tuple((SINCE + timedelta(days=at), (at * 7 + 5) % 13 + (at % 7 == 1) * 6) for at in range(28))
    return Recap(
        sheet("REKAP PELAYANAN", "1 Februari 2026 sampai 28 Februari 2026", of), SINCE, UNTIL,
        tuple(Tally(label, count, (before,)) for label, count, before in (
            (KINDS[0], 112, 97), (KINDS[1], 21, 26), (KINDS[2], 2, 0), (KINDS[3], 4, 4), (KINDS[4], 13, 9),
            (KINDS[5], 5, 7), (KINDS[6], 3, 1), (KINDS[7], 31, 35), (KINDS[8], 8, 0), (KINDS[11], 6, 2))),
        Tally("Dibatalkan atau diganti", 5, (8,)),
        (1, 0, 2, 0, 0, 1, 3, 6, 19, 28, 26, 17, 9, 14, 18, 15, 11, 7, 6, 8, 5, 4, 3, 2),
        (48, 31, 27, 29, 33, 22, 15), days,
        (Tally("Pasal 476 KUHP (pencurian)", 7),
         Tally("Pasal 477 ayat (1) huruf b KUHP (pencurian pada malam hari)", 4),
         Tally("Pasal 492 KUHP (penipuan)", 3), Tally(COVERED, 3), Tally(OTHERS, 8)),
        (Tally("Punung", 34), Tally("Mantren", 21), Tally("Mendolo Kidul", 12), Tally("Kebonsari", 9), Tally("Bomo", 5),
         Tally(COVERED, 4), Tally(OTHERS, 6)),
        (Tally("KTP", 71), Tally("STNK", 44), Tally("SIM C", 39), Tally("Kartu ATM", 27), Tally("BPKB", 6),
         Tally(OTHERS, 9)),
        (Tally("Reskrim", 19, (22,)), Tally("Satlantas Polres Pacitan", 14, (16,)), Tally("PPA", 3, (1,)),
         Tally("Bhabinkamtibmas", 2, (0,))),
        ((KINDS[0], Minutes(109, 9, 16)), (KINDS[1], Minutes(20, 48, 83)), (KINDS[4], Minutes(12, 21, 40)),
         ("Semua", Minutes(141, 11, 52))),
        Tally("Mengambil nomor antrean", 196, (181,)), Tally("Pergi sebelum dilayani", 12, (19,)),
        Satisfaction((3, 10, 45, 43)), trend, 3,
    )  # fmt: skip


def empty_recap(of: Unit | None = None) -> Recap:
    days = tuple((SINCE + timedelta(days=at), 0) for at in range(7))
    return Recap(
        sheet("REKAP PELAYANAN", "1 Februari 2026 sampai 7 Februari 2026", of), SINCE, SINCE + timedelta(days=6), (),
        Tally("Dibatalkan atau diganti", 0, (0,)), (0,) * 24, (0,) * 7, days, (), (), (), (), (("Semua", Minutes()),),
        Tally("Mengambil nomor antrean", 0, (0,)), Tally("Pergi sebelum dilayani", 0, (0,)), Satisfaction(), (), 3,
    )  # fmt: skip


def extreme_recap(of: Unit | None = None) -> Recap:
    labels = [f"{at} {LONG}"[:120] for at in range(60)]
    common = (Tally(COVERED, 333_331, (0,)), Tally(OTHERS, 333_332, (0,)))
    counted = tuple(Tally(label, HUGE - 3 * at, (HUGE + at,)) for at, label in enumerate(labels))
    trend = tuple(
        (date(2025, 1, 6) + timedelta(weeks=at), Satisfaction((at, 3, 40 + at % 7, HUGE if at % 5 else 9)))
        for at in range(58) if at % 9
    )  # fmt: skip
    return Recap(
        sheet("REKAP PELAYANAN", "1 Januari 2025 sampai 4 Februari 2026", of), date(2025, 1, 1), date(2026, 2, 4),
        rows(labels[:20], HUGE, before=2 * HUGE), Tally("Dibatalkan atau diganti", 99_991, (99_992,)),
        tuple(HUGE + at for at in range(24)), tuple(HUGE + 100 * at for at in range(7)),
        tuple((date(2025, 1, 6) + timedelta(weeks=at), HUGE + 7 * at) for at in range(58)),
        (*counted, *common), (*counted, *common), (*counted, *common), counted,
        (*((label, Minutes(HUGE + at, 1_000 + at, 1_200 + at)) for at, label in enumerate(labels[:20])),
         ("Semua", Minutes(777_777, 1_300, 1_440))),
        Tally("Mengambil nomor antrean", 88_881, (88_882,)), Tally("Pergi sebelum dilayani", 77_771, (77_772,)),
        Satisfaction((HUGE, HUGE, HUGE, HUGE)), trend, 3,
    )  # fmt: skip


# The poster


def wall(of: Unit | None = None) -> Wall:
    said = (
        Said(date(2026, 2, 20), "Saran", "Ruang tunggu", "Empat kursi dan kipas angin ditambah.", True),
        Said(date(2026, 2, 17), "Keluhan", "Surat kehilangan", "Petugas kedua berjaga pada hari Senin pagi.", True),
        Said(date(2026, 2, 9), "Saran", "Parkir", "Tempat parkir sepeda motor diberi atap.", True),
        Said(date(2026, 2, 4), "Penghargaan", "Petugas", "Terima kasih; sudah disampaikan kepada Regu II.", True),
    )
    return Wall(
        sheet("APA KATA ANDA", "1 Februari 2026 sampai 28 Februari 2026", of), SINCE, UNTIL,
        Satisfaction((3, 10, 45, 43)), weeks((1, 3, 12, 9), (0, 4, 14, 11), (2, 2, 9, 6), (0, 1, 10, 17)),
        Minutes(141, 11, 52), said, 6, 4,
    )  # fmt: skip


def empty_wall(of: Unit | None = None) -> Wall:
    return Wall(
        sheet("APA KATA ANDA", "1 Februari 2026 sampai 28 Februari 2026", of), SINCE, UNTIL, Satisfaction(), (),
        Minutes(), (), 0, 0,
    )  # fmt: skip


def extreme_wall(of: Unit | None = None) -> Wall:
    said = tuple(
        Said(SINCE + timedelta(days=at), f"Keluhan {LONG}"[:120], LONG, f"{at} {LONG} " * 4, True) for at in range(40)
    )
    return Wall(
        sheet("APA KATA ANDA", "1 Januari 2025 sampai 4 Februari 2026", of), date(2025, 1, 1), date(2026, 2, 4),
        Satisfaction((HUGE, 2 * HUGE, 3 * HUGE, 4 * HUGE)), extreme_recap().trend, Minutes(66_666, 1_111, 1_439),
        said, 55_555, 44_444,
    )  # fmt: skip


def _main(folder: Path, names: list[str]) -> None:
    import subprocess
    from importlib import import_module

    folder.mkdir(parents=True, exist_ok=True)
    for name in names or ["daily", "recap", "wall"]:
        render = import_module(f"spkt_desktop.print.{name}").render
        for size, make in (("", name), ("empty", f"empty_{name}"), ("extreme", f"extreme_{name}")):
            for paper in ("A4", "F4"):
                of = unit(paper, "times" if paper == "A4" and not size else "arial")
                letter: Letter = render(globals()[make](of))
                file = folder / f"{name}-{size or 'ordinary'}-{paper}"
                file.with_suffix(".pdf").write_bytes(letter.pdf)
                subprocess.run(["pdftoppm", "-r", "80", "-png", file.with_suffix(".pdf"), file], check=True, timeout=60)
                print(file.name, letter.pages)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2:])
