"""What may lie on a disk after the power went: a strict model of what file systems promise, and of nothing else.

Data. What was written to a file since its last fsync is on the disk, or not, or in some of its 512-byte sectors only,
each write for itself and in any order (SQLite, "Atomic Commit In SQLite", section 2: a sector is written whole or not,
no order holds without a flush). A file that had grown has its new size or the old one, and where data is missing there
are zeros or junk: ext4 (data=ordered) would not show old blocks, NTFS keeps a valid length and shows zeros, but neither
is promised to SQLite, so neither is assumed. Only fsync of a file makes its data and size durable.

Names. Creating, renaming, linking, removing and cutting a file short go through a journal (jbd2 of ext4, $LogFile of
NTFS): what is on the disk is a beginning of what was done, in its order, and never less than was made durable. What
makes names durable differs, so each power cut draws one of three disks:

- ext4: fsync of a folder, for all that was done to its names before; fsync of a file, for its own creation and size
  (the transaction that holds its inode is committed, and with it the earlier ones).
- posix: as ext4, but fsync of a file says nothing of its name (fsync(2): "a separate fsync on a file descriptor for
  the directory is needed").
- ntfs: folders cannot be synced. FlushFileBuffers on a file writes the log up to that file's last change of creation or
  size; a rename with MOVEFILE_WRITE_THROUGH (disk.replace: here, a rename with the folder synced next) is durable when
  it returns. SQLite's own sync of the folder does not exist on Windows, so it counts for nothing.

A stick (`unjournalled`) is FAT: every change of names since the last sync of its folder may be there or not, for
itself; a rename is two of them (the new name, the old name), so that both may be there, or neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from random import Random

from tests.power.trace import CREATE, LINK, MARK, MKDIR, RENAME, RMDIR, SYNC, TRUNCATE, UNLINK, WRITE, Change

SECTOR = 512
KINDS = ("ext4", "posix", "ntfs")
_NAMES = frozenset((CREATE, RENAME, UNLINK, MKDIR, RMDIR, LINK))
_DELETED = " (deleted)"

Tree = Mapping[str, bytes | None]
"""Content by path; None for a folder."""


@dataclass
class _Inode:
    """What is known of one file or folder while the log is gone through."""

    content: bytearray | None
    unsynced: list[int] = field(default_factory=list)
    """Writes since the last fsync, as places in the log."""
    own: int = -1
    """The last change of its own creation or size."""
    born: int = -1
    names: int = -1
    """Of a folder: the last change of a name in it."""
    size: int = 0


class Disk:
    """A log, and what any power cut in it may have left."""

    def __init__(self, changes: Sequence[Change], unjournalled: str = "") -> None:
        """`unjournalled` is the folder that is a stick; recording began with nothing in the watched folder."""
        self._changes = changes
        self._stick = unjournalled
        self._of = [(0, 0)] * len(changes)
        """Which inode each change is about, and for a rename which one it did away with."""
        self._identify()
        self._folders = {0, *(self._of[at][0] for at, change in enumerate(changes) if change.op == MKDIR)}

    def after(self, point: int, chance: Random, kind: str) -> Tree:
        """A disk as it may be when the power goes after the first `point` lines of the log."""
        durable, floor, loose = self._durable(point, kind)
        later = [at for at in range(floor + 1, point) if self._named(at) or self._changes[at].op == TRUNCATE]
        kept = chance.choice((floor, later[-1], chance.choice(later))) if later else floor
        fate = chance.choice((_all, _none, _some, _torn, _torn))
        fill = chance.choice((None, bytes, chance.randbytes))
        half = {at: (chance.random() < 0.5, chance.random() < 0.5) for at in loose}
        return self._built(point, kept, durable, half, lambda first, last: fate(first, last, chance), fill)

    def worst(self, point: int, kind: str) -> Tree:
        """The disk that has lost all that it may have lost by then."""
        durable, floor, loose = self._durable(point, kind)
        half = dict.fromkeys(loose, (False, True))
        return self._built(point, floor, durable, half, lambda _first, _last: [], None)

    def whole(self, point: int) -> Tree:
        """The disk as the program saw it then."""
        return self._built(point, point, set(range(point)), {}, lambda first, last: [(first, last)], None)

    def _named(self, at: int) -> bool:
        """Whether this change goes through the journal of names."""
        change = self._changes[at]
        return change.op in _NAMES and not self._on_stick(change.path)

    def _on_stick(self, path: str) -> bool:
        return bool(self._stick) and path.startswith(self._stick + "/")

    def _identify(self) -> None:
        """Walk the log once as it truly went, and remember which inode each line is about."""
        names: dict[str, int] = {".": 0}
        gone: dict[str, int] = {}
        new = 0
        for at, change in enumerate(self._changes):
            if change.op == MARK:
                continue
            path = change.path
            if change.op in (CREATE, MKDIR):
                new += 1
                names[path] = new
                self._of[at] = (new, 0)
                continue
            if path.endswith(_DELETED) and path not in names:
                self._of[at] = (gone[path.removesuffix(_DELETED)], 0)
                continue
            this = names[path]
            self._of[at] = (this, names.get(change.other, 0))
            if change.op in (UNLINK, RMDIR):
                gone[path] = names.pop(path)
            elif change.op == LINK:
                names[change.other] = this
            elif change.op == RENAME:
                _move(names, path, change.other)

    def _durable(self, point: int, kind: str) -> tuple[set[int], int, set[int]]:
        """Which writes and cuts are surely there, up to where names are, and which names on the stick may not be."""
        inodes: dict[int, _Inode] = {0: _Inode(None)}
        names: dict[str, int] = {".": 0}
        durable: set[int] = set()
        loose: set[int] = set()
        floor, former = -1, -1
        for at in range(point):
            change, (this, _) = self._changes[at], self._of[at]
            if change.op == MARK:
                continue
            stick = self._on_stick(change.path)
            if change.op in (CREATE, MKDIR):
                inodes[this] = _Inode(None, own=at, born=at)
            inode = inodes[this]
            if change.op in (WRITE, TRUNCATE):
                end = change.offset + len(change.data)
                inode.unsynced.append(at)
                if change.op == TRUNCATE or end > inode.size:
                    inode.own, inode.size = at, end
            elif change.op in _NAMES:
                for path in filter(None, (change.path, change.other)):
                    inodes[names.get(_parent(path), 0)].names = at
                _follow(names, change, this)
                if stick:
                    loose.add(at)
            elif change.op == SYNC:
                if this not in self._folders:
                    durable.update(inode.unsynced)
                    inode.unsynced.clear()
                    loose.discard(inode.born)
                    if kind != "posix" and not stick:
                        floor = max(floor, inode.own)
                elif self._on_stick(change.path + "/x"):
                    loose = {one for one in loose if _parent(self._changes[one].other or self._changes[one].path)
                             != change.path}  # fmt: skip
                elif kind != "ntfs" or self._written_through(former, change.path):
                    floor = max(floor, inode.names)
            former = at
        return durable, floor, loose

    def _written_through(self, former: int, folder: str) -> bool:
        """Whether the line before was a rename into the folder that is synced now: `disk.replace`."""
        change = self._changes[former]
        return former >= 0 and change.op == RENAME and _parent(change.other) == folder

    def _built(
        self, point: int, kept: int, durable: set[int], half: Mapping[int, tuple[bool, bool]],
        pieces: Callable[[int, int], list[tuple[int, int]]], fill: Callable[[int], bytes] | None,
    ) -> Tree:  # fmt: skip
        """`pieces` tells what is there of an unsynced write, `fill` makes up the rest; without it files do not grow."""
        content: dict[int, bytearray | None] = {0: None}
        names: dict[str, int] = {".": 0}
        for at in range(point):
            change, (this, _) = self._changes[at], self._of[at]
            if change.op in (CREATE, MKDIR):
                content[this] = bytearray() if change.op == CREATE else None
            if change.op == WRITE:
                file = content[this]
                assert file is not None
                begin, end = change.offset, change.offset + len(change.data)
                for first, last in [(begin, end)] if at in durable else pieces(begin, end):
                    file.extend((fill or bytes)(max(0, first - len(file))))
                    file[first:last] = change.data[first - begin : last - begin]
                file.extend(fill(max(0, end - len(file))) if fill else b"")
            elif change.op == TRUNCATE and (at in durable or at <= kept):
                file = content[this]
                assert file is not None
                del file[change.offset :]
                file.extend(bytes(change.offset - len(file)))
            elif change.op in _NAMES and (at in half or self._on_stick(change.path) or at <= kept):
                _follow(names, change, this, *half.get(at, (True, True)))
        there = {
            path: content[inode] for path, inode in names.items() if path != "." and _reachable(names, content, path)
        }
        return {path: None if held is None else bytes(held) for path, held in there.items()}


def lay_out(tree: Tree, folder: Path) -> None:
    """Put a disk into an empty folder."""
    for path, content in sorted(tree.items()):
        if content is None:
            (folder / path).mkdir(mode=0o700, parents=True)
        else:
            (folder / path).write_bytes(content)


def _follow(names: dict[str, int], change: Change, this: int, new: bool = True, old: bool = True) -> None:
    """One change of names; of a rename on a stick perhaps only that the new name is there, or the old one is not."""
    if change.op in (CREATE, MKDIR) and new:
        names[change.path] = this
    elif change.op in (UNLINK, RMDIR) and new:
        names.pop(change.path, None)
    elif change.op == LINK and new:
        names[change.other] = this
    elif change.op == RENAME and new and old:
        if change.path in names:
            _move(names, change.path, change.other)
        else:  # the old name never got onto the stick
            names[change.other] = this
    elif change.op == RENAME and new:
        names[change.other] = this
    elif change.op == RENAME and old:
        names.pop(change.path, None)


def _move(names: dict[str, int], path: str, other: str) -> None:
    for name in [name for name in names if name == other or name.startswith(other + "/")]:
        del names[name]
    for name in [name for name in names if name == path or name.startswith(path + "/")]:
        names[other + name[len(path) :]] = names.pop(name)


def _parent(path: str) -> str:
    return str(PurePosixPath(path).parent)


def _reachable(names: Mapping[str, int], content: Mapping[int, bytearray | None], path: str) -> bool:
    """Whether every folder above is there: the journal keeps their order, a stick does not."""
    return all(str(above) in names for above in PurePosixPath(path).parents)


def _all(first: int, last: int, _chance: Random) -> list[tuple[int, int]]:
    return [(first, last)]


def _none(_first: int, _last: int, _chance: Random) -> list[tuple[int, int]]:
    return []


def _some(first: int, last: int, chance: Random) -> list[tuple[int, int]]:
    return [(first, last)] if chance.random() < 0.5 else []


def _torn(first: int, last: int, chance: Random) -> list[tuple[int, int]]:
    """Some of the sectors of a write."""
    starts = [first, *range(first - first % SECTOR + SECTOR, last, SECTOR)]
    return [piece for piece in zip(starts, [*starts[1:], last], strict=True) if chance.random() < 0.5]


def acts(changes: Sequence[Change]) -> Iterator[tuple[str, range]]:
    """The acts of a log, each with the places at which the power may go in it: up to the first line of the next."""
    begun = [(at, change.mark["begin"]) for at, change in enumerate(changes) if change.op == MARK
             and "begin" in change.mark]  # fmt: skip
    ends = [at for at, _ in begun[1:]] + [len(changes)]
    for (at, name), end in zip(begun, ends, strict=True):
        yield name, range(at + 1, end + 1)
