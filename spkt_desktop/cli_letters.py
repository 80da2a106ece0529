"""Records at the command line: register, print, void, show, search, and what is made of a record afterwards."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from spkt_desktop.app import App, describe
from spkt_desktop.cli_desk import data_option, opened
from spkt_desktop.cli_input import NOT_WRITTEN, OUTPUT, TEXT, WrongUse, complain, hand_out, prepared, read_json, tell
from spkt_desktop.errors import MediumFailed, Problem, Refused, SpktError
from spkt_desktop.records import Record


@click.command()
@data_option
@click.argument("form")
@click.option("--values", "values_file", required=True, help="Berkas JSON, atau - untuk masukan baku.")
@click.option("--about", type=TEXT, default="", help="Kode atau nomor surat yang dilanjutkan.")
@click.option("--pdf", type=OUTPUT, default=None, help="Simpan surat ke berkas ini.")
def register(data: Path | None, form: str, values_file: str, about: str, pdf: Path | None) -> None:
    """Mendaftarkan laporan: nomor, register, surat."""
    with opened(data) as app:
        values = read_json(values_file)
        parent = app.record(about).id if about else ""
        checked = app.check(form, values, parent)
        warnings = [*checked.warnings, *app.hints(form, values, parent)]
        if not checked.problems:  # no number is taken for a paper that cannot be made
            for paper in app.forms[form].papers_of(checked.values):
                app.letters.render(app.letters.preview(form, values, paper.name, parent))
        with prepared(pdf) as write:
            record = app.register(form, values, about=parent)
            letter, kept = hand_out(app, record, write)
        if pdf and not kept:  # the letter is registered all the same: this is no refusal
            warnings.append(Problem("", 0, "pdf", NOT_WRITTEN))
            complain(NOT_WRITTEN)
        tell({
            "id": record.id, "number": record.number.text, "registered_at": record.registered_at,
            "pdf": str(pdf) if kept else None, "sha256": letter.sha256, "warnings": [asdict(w) for w in warnings],
            "papers": papers_of(app, record), "protection": list(record.protection),
            "destination": record.destination,
        })  # fmt: skip


@click.command("print")
@data_option
@click.argument("reference", type=TEXT)
@click.option("--pdf", type=OUTPUT, default=None, help="Simpan surat ke berkas ini.")
@click.option("--printer", default=None, help="Nama pencetak.")
@click.option("--copies", type=click.IntRange(1, 20), default=1, help="Berapa lembar.")
@click.option("--paper", type=TEXT, default="", help="Surat yang mana dari laporan itu, misalnya sttlp.")
@click.option("--set", "labelled", is_flag=True, help="Satu set rangkap, masing-masing dengan tujuannya.")
@click.pass_context
def print_letter(
    context: click.Context, data: Path | None, reference: str, pdf: Path | None, printer: str | None, copies: int,
    paper: str, labelled: bool,
) -> None:  # fmt: skip
    """Mencetak surat yang sudah terdaftar."""
    if (pdf is None) == (printer is None):
        raise WrongUse("pilih satu, --pdf BERKAS atau --printer NAMA.")
    if pdf is not None and copies > 1:
        raise WrongUse("--copies hanya untuk --printer; berkas PDF selalu satu.")
    with opened(data) as app:
        record = app.record(reference)
        with prepared(pdf) as write:
            if pdf:
                letter, kept = hand_out(app, record, write, paper, labelled=labelled)
                if not kept:
                    raise MediumFailed("gagal_tulis", NOT_WRITTEN)
            else:
                plan = app.letters.plan(record, paper, labelled=labelled)
                letter = app.letters.render(plan)
                app.letters.printed(record, plan, letter, destination="printer", copies=copies)
                try:
                    context.obj["spool"](letter, printer, copies, app.forms[record.form].paper(paper).title)
                except SpktError:
                    app.letters.outcome(record, good=False)
                    raise
        tell({"id": record.id, "number": record.number.text, "pdf": str(pdf) if pdf else None,
              "printer": printer, "copies": copies, "sha256": letter.sha256})  # fmt: skip


@click.command()
@data_option
@click.argument("reference", type=TEXT)
@click.option("--reason", type=TEXT, required=True, help="Alasan pembatalan.")
def void(data: Path | None, reference: str, reason: str) -> None:
    """Membatalkan surat; nomornya tetap di register."""
    with opened(data) as app:
        tell(describe.record(app.void(reference, reason)))


@click.command()
@data_option
@click.argument("reference", type=TEXT)
def show(data: Path | None, reference: str) -> None:
    """Satu surat dengan peristiwanya."""
    with opened(data) as app:
        record = app.cases.open(reference)
        events = [event.as_json() for event in app.history(record.id)]
        awaited = [asdict(one) for one in app.cases.awaited(record)]
        tell({
            **describe.record(record), "papers": papers_of(app, record), "awaited": awaited,
            "followed_by": [one.id for one in app.cases.following(record)], "events": events,
            "news": app.news(record.id),
        })  # fmt: skip


@click.command()
@data_option
@click.argument("text", type=TEXT)
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, help="Paling banyak sekian surat.")
def search(data: Path | None, text: str, limit: int) -> None:
    """Mencari surat, yang terbaru lebih dulu."""
    with opened(data) as app:
        for record in app.search(text, limit=limit):
            tell(describe.record(record))


@click.command()
@data_option
@click.argument("reference", type=TEXT)
@click.argument("form", type=TEXT, required=False)
@click.option("--pick", type=click.IntRange(min=1), default=1, help="Usulan keberapa, bila ada beberapa.")
def follow(data: Path | None, reference: str, form: str | None, pick: int) -> None:
    """Surat lanjutan yang dapat dibuat; dengan FORM: isian awalnya, tanpa mengetik ulang."""
    with opened(data) as app:
        record = app.cases.open(reference)
        possible = {one.form: one for one in app.cases.follow_ups(record)}
        if form is None:
            for one in possible.values():
                labels = [proposal.label for proposal in one.proposals]
                tell({"form": one.form, "title": one.title, "proposals": labels})
        elif form not in possible or pick > len(possible[form].proposals):
            raise Refused("Surat lanjutan itu tidak dapat dibuat dari surat ini. Tidak ada yang berubah.")
        else:
            tell(possible[form].proposals[pick - 1].values)


@click.command()
@data_option
@click.argument("reference", type=TEXT)
@click.option("--to", type=TEXT, required=True, help="Reskrim, Lantas, Samapta, Intelkam, Binmas, PPA, Propam, Polres.")
@click.option("--reason", type=TEXT, required=True, help="Alasan perubahan tujuan.")
def route(data: Path | None, reference: str, to: str, reason: str) -> None:
    """Meneruskan laporan ke fungsi lain daripada yang diusulkan."""
    with opened(data) as app:
        tell(describe.record(app.cases.route(reference, to, reason)))


@click.command()
@data_option
@click.argument("reference", type=TEXT)
@click.option("--off", is_flag=True, help="Mencabut tanda atensi.")
@click.option("--reason", type=TEXT, required=True, help="Alasan.")
def attention(data: Path | None, reference: str, off: bool, reason: str) -> None:
    """Menandai laporan sebagai atensi Kapolsek."""
    with opened(data) as app:
        tell(describe.record(app.cases.mark(reference, not off, reason)))


@click.command()
@data_option
@click.argument("text", type=TEXT)
@click.option("--on", "day", type=click.DateTime(("%Y-%m-%d",)), default=None, help="Tanggal kejadian.")
def law(data: Path | None, text: str, day: datetime | None) -> None:
    """Mencari pasal menurut nomor, kata, atau sebutan sehari-hari."""
    with opened(data) as app:
        for article in app.law.search(text, on=day.date() if day else None):
            tell(asdict(article))


def papers_of(app: App, record: Record) -> list[dict[str, Any]]:
    """The papers of a record as plain objects."""
    states = app.cases.papers(record)
    return [{"paper": s.paper.name, "title": s.title, "number": s.number, "copies": s.copies} for s in states]


COMMANDS = (register, print_letter, void, show, search, follow, route, attention, law)
