"""Files of a pack that take longer than a page: made by a job, for whoever asked."""

from collections.abc import Mapping
from typing import Any

from kb.access.actors import Permission
from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.job_outputs import NAME, File
from kb.core.jobs import Handler, Task
from kb.packs.content import PackContent
from kb.packs.files import ALL, BY_NAME, file_name, made, names_of, taken, together, zipped
from kb.packs.made_files import EXPORT, may_have
from kb.packs.models import Pack
from kb.packs.queries.resolved import Resolved, lesson_ids, resolved
from kb.packs.saving import version_at

FILE = File("pack.zip", "application/octet-stream", Permission.JOB_READ, may_have)
A_PIECE = 1 << 20
"""Bytes of a file that are kept in one row."""


def payload_of(pack: Pack, found: Resolved, name: str, *, publication: int | None) -> dict[str, Any]:
    """What the job is to know: of the text that everybody sees, which has this number, or of what is worked on."""
    return {
        "pack": pack.id,
        "what": name,
        "version": found.version,
        "publication": publication,
        "lessons": lesson_ids(found),
        NAME: file_name(found, name),
    }


def export(task: Task) -> None:
    """Make the file, and say after each part of it how far it is.

    Raises NotFound where the pack, or this text of it, is there no more.
    """
    found = _asked_for(task.payload)
    wanted = str(task.payload["what"])
    names = together(found) if wanted == ALL else [wanted]
    of = taken(found, names)
    session.rollback()  # no transaction stays open while files are made
    files: list[tuple[str, bytes]] = []
    for number, name in enumerate(names):
        task.progress(number, len(names))
        files.append((name, made(of, name)))
    content = zipped(found, files) if wanted == ALL else files[0][1]
    for at in range(0, len(content), A_PIECE):
        task.append_output(content[at : at + A_PIECE])
    task.progress(len(names), len(names))


def _asked_for(payload: Mapping[str, Any]) -> Resolved:
    if "publication" not in payload:  # nobody knows of which text it was to be made
        raise NotFound
    pack = session.get(Pack, payload["pack"])
    content = _text(pack, payload) if pack else None
    if pack is None or content is None:
        raise NotFound
    found = resolved(pack, content, payload["version"], public=payload["publication"] is not None)
    if payload["what"] not in (ALL, *names_of(found)):
        raise NotFound
    return found


def _text(pack: Pack, payload: Mapping[str, Any]) -> PackContent | None:
    if payload["publication"] is None:
        return version_at(pack, payload["version"])
    shown = pack.published
    return shown.said if shown and shown.id == payload["publication"] else None


def known(name: str) -> bool:
    """Whether there is such a file of packs at all."""
    return name == ALL or name in BY_NAME


HANDLERS: Mapping[str, Handler] = {
    EXPORT: Handler(export, outside=True, long=True, file=FILE, about="Make a file of a training pack"),
}
