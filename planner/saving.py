"""Puts a finished file in its place: never half written, never over somebody else's work."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile, is_zipfile

from planner.domain.errors import PlannerError
from planner.domain.plan import PlanHead

MOST_COPIES = 20


def plan_path(source: Path, wanted: Path | None) -> Path:
    """Where the plan of a scenario goes: as wanted, or `<scenario>.plan.xlsx` beside it.

    Raises PlannerError where writing would hurt: over the scenario, over a file that is no plan,
    into a folder that is not there.
    """
    if source.name in {"", ".."}:
        source = source.resolve()
    name = (source.name if source.is_dir() else source.stem) + ".plan.xlsx"
    target = wanted or source.with_name(name)
    if target.is_dir():
        target /= name
    if target.suffix.lower() != ".xlsx":
        raise PlannerError(
            f"计划须存为 .xlsx：A plan is an .xlsx file, not {target.name}. Maybe {target.name}.xlsx."
        )
    if not target.parent.is_dir():
        raise PlannerError(f"没有这个文件夹 There is no folder {target.parent}. Maybe create it first.")
    if target.exists() and not _is_ours(target):
        raise PlannerError(
            f"{target} 不是计划文件，不会覆盖 is no plan and will not be overwritten. Maybe another -o."
        )
    return target


def new_file(target: Path, kinds: Sequence[str]) -> Path:
    """The target when a new file of one of these kinds may be written there; raises PlannerError."""
    if target.suffix.lower() not in kinds:
        raise PlannerError(
            f"{target.name} 的类型不能写 cannot be written. Maybe {target.stem or 'file'}{kinds[0]}; "
            f"kinds: {' '.join(kinds)}."
        )
    if not target.parent.is_dir():
        raise PlannerError(f"没有这个文件夹 There is no folder {target.parent}. Maybe create it first.")
    if target.exists():
        raise PlannerError(
            f"{target} 已存在，不会覆盖 exists already and will not be overwritten. Maybe another name."
        )
    return target


def save(target: Path, write: Callable[[Path], None]) -> Path:
    """Let `write` fill a draft beside the target, then move it into place; returns where it went.

    A target that is open elsewhere is left alone and `name (2).xlsx` taken instead.
    Raises PlannerError when the disk refuses.
    """
    draft = target.with_name(f"~draft-{os.getpid()}-{target.name}")
    try:
        write(draft)
        return _put_in_place(draft, target)
    except Exception as fault:
        refusal = _disk_fault_in(fault)
        if refusal is None:
            raise
        raise PlannerError(_refused(target, refusal)) from fault
    finally:
        draft.unlink(missing_ok=True)


def _put_in_place(draft: Path, target: Path) -> Path:
    for candidate in _names_for(target):
        try:
            return draft.replace(candidate)
        except (PermissionError, IsADirectoryError):
            continue
    raise PermissionError(f"{target} and {MOST_COPIES} other names are locked")


def _names_for(target: Path) -> Iterator[Path]:
    yield target
    for number in range(2, MOST_COPIES + 2):
        other = target.with_name(f"{target.stem} ({number}){target.suffix}")
        if not other.exists() or _is_ours(other):
            yield other


def _is_ours(path: Path) -> bool:
    """Whether a file is a plan this program wrote, told by its machine sheet."""
    if not path.is_file() or not is_zipfile(path):
        return False
    try:
        with ZipFile(path) as parts:
            return f'name="{PlanHead.sheet.name}"' in parts.read("xl/workbook.xml").decode("utf-8", "replace")
    except (BadZipFile, KeyError, OSError):
        return False


def _disk_fault_in(fault: BaseException) -> OSError | None:
    """The operating system's refusal behind a fault, however deeply it was wrapped."""
    link: BaseException | None = fault
    while link is not None and not isinstance(link, OSError):
        link = link.__cause__ or link.__context__
    return link


def _refused(target: Path, refusal: OSError) -> str:
    reason = refusal.strerror or str(refusal)
    return (
        f"无法写入 Cannot write {target}: {reason}. Maybe free some space, or choose another folder with -o."
    )
