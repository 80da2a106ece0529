"""The commands put together and run: what click refuses is said in Indonesian, everything else is raised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from spkt_desktop import (
    cli,
    cli_audit,
    cli_clock,
    cli_day,
    cli_handbook,
    cli_keeping,
    cli_letters,
    cli_reports,
    cli_update,
    cli_vault,
    cli_whole,
)
from spkt_desktop.cli_input import complain, wrong_use

DONE, REFUSED, WRONG_USE = 0, 1, 2

for module in (
    cli_letters,
    cli_day,
    cli_reports,
    cli_keeping,
    cli_audit,
    cli_clock,
    cli_vault,
    cli_update,
    cli_handbook,
):
    for command in module.COMMANDS:
        cli.main.add_command(command)
for command in (cli_whole.demo, cli_whole.selftest):
    cli.main.add_command(command)


def run_desk(arguments: Sequence[str], tools: dict[str, Any]) -> int:
    """`spkt-desktop` with these arguments; returns the exit code, raises SpktError."""
    return run("spkt-desktop", cli.main, arguments, tools)


def run(name: str, command: click.Group, arguments: Sequence[str], tools: dict[str, Any]) -> int:
    """One command of the program of that name; `tools` is what it takes from the composition root.

    Returns the exit code, raises SpktError.
    """
    try:
        result = command.main(list(arguments), name, standalone_mode=False, obj=tools)
    except click.exceptions.NoArgsIsHelpError as error:
        return _fail(error.format_message(), WRONG_USE)
    except click.ClickException as error:
        return _fail(wrong_use(error), WRONG_USE)
    except click.Abort:
        return _fail("Dihentikan.", REFUSED)
    return result if isinstance(result, int) else DONE


def _fail(sentence: str, code: int) -> int:
    complain(sentence)
    return code
