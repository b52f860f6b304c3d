"""The `kb index` and `kb search` commands: each prints lines and returns an exit code."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.core.settings import settings
from kb.lessons.queries.lessons import published_ids, titles
from kb.search import change_log, evaluation, explaining, judged, local_index, notes
from kb.search.backend import Progress, SearchHealth, VerifyReport
from kb.search.evaluation import Evaluation, Judged
from kb.search.explaining import Explanation
from kb.search.folder import UnsuitableFolder
from kb.search.indexing import Indexer
from kb.search.local_index import LocalIndex
from kb.search.query import Query
from kb.search.whoosh_index import Damaged

Echo = Callable[[str], None]
EVERYTHING = 10**9
EXPLAINED = 5
"""Lessons of which it is said how they came to their places."""
LOCK_TRIES = 5
WORST = 5
"""Queries that are named because the ranking did least for them."""
ANSWER_WITHIN = 30.0
"""Seconds within which a running worker takes up a rebuild that it was asked for."""


def index_status(echo: Echo) -> int:
    """Say how the index stands; 1 where it has to be rebuilt."""
    health = local_index.at(settings().index_folder).health()
    for line in _status(health):
        echo(line)
    return 1 if health.problem else 0


def _status(health: SearchHealth) -> list[str]:
    if health.generation is None:
        lines = ["Index: none yet"]
    else:
        lines = [
            f"Index: {health.generation}, {_lessons(health.documents)}, "
            f"{health.segments} segments, {health.bytes / 1e6:.1f} MB",
            f"Position: {health.position}; {health.changes_behind} changes waiting"
            + (f" for {health.seconds_behind:.0f} s" if health.changes_behind else ""),
        ]
    lines.append("Writer: at work" if health.worker else "Writer: none is running")
    if health.rebuilding:
        lines.append(f"Rebuilding: {_so_far(health.rebuilding)}")
    if health.problem:
        lines.append(f"Needs a rebuild: {health.problem}")
    return lines


def index_rebuild(echo: Echo, *, if_needed: bool = False) -> int:
    """Build the index anew beside the one in use and change over; with `if_needed` only catch up where that will do.

    Where a worker holds the writer's lock it is asked to do it, and followed.
    """
    index = local_index.at(settings().index_folder)
    try:
        index.folder.prepare()
    except UnsuitableFolder as problem:
        echo(str(problem))
        return 1
    indexer = Indexer(index)
    for _ in range(LOCK_TRIES):
        if indexer.acquire():
            break
        time.sleep(0.1)
    else:
        return _left_to_the_worker(echo) if if_needed else _by_the_worker(index, echo)
    try:
        return _here(indexer, echo, if_needed=if_needed)
    finally:
        indexer.release()


def _here(indexer: Indexer, echo: Echo, *, if_needed: bool) -> int:
    try:
        if if_needed and indexer.index.problem() is None:
            taken = indexer.step()
            echo(f"The index is in order; {_lessons(taken)} that changed taken in.")
            return 0
        generation = indexer.rebuild("it was asked for", lambda progress: echo(f"Indexed {_so_far(progress)}"))
    except Damaged as problem:
        echo(f"The index was not rebuilt: {problem}")
        return 1
    echo(f"The index {generation.name} is in use: {_lessons(generation.documents)}.")
    return 0


def _left_to_the_worker(echo: Echo) -> int:
    echo("A worker is running; it keeps the index in order.")
    return 0


def _by_the_worker(index: LocalIndex, echo: Echo) -> int:
    before = index.folder.current()
    index.folder.ask_for_rebuild("it was asked for")
    echo("A worker is running; it was asked to rebuild the index.")
    waited, told = time.monotonic(), None
    while index.folder.asked_for_rebuild() is not None:
        progress = index.folder.progress()
        if progress is None and time.monotonic() - waited > ANSWER_WITHIN:
            echo("The worker has not begun; it will when it can. See its log.")
            return 1
        if progress and progress.total and progress != told:
            waited, told = time.monotonic(), progress
            echo(f"Indexed {_so_far(progress)}")
        time.sleep(0.2)
    now = index.folder.current()
    if now is None or (before and now.generation == before.generation):
        echo("The worker did not rebuild the index. See its log.")
        return 1
    echo(f"The index {now.generation} is in use.")
    return 0


def index_verify(echo: Echo) -> int:
    """Compare every document with the database and read every file; 1 where something is not as it should be."""
    report = local_index.at(settings().index_folder).verify(EVERYTHING)
    for line in _faults(report):
        echo(line)
    echo(f"Clean: {_lessons(report.documents)}." if report.clean else "Not clean. 'kb index rebuild' makes it so.")
    return 0 if report.clean else 1


def _faults(report: VerifyReport) -> list[str]:
    kinds = (
        ("Missing from the index", report.missing),
        ("In the index, but not public", report.extra),
        ("With other text than in the database", report.stale),
    )
    lines = [f"{kind}: lesson {number}" for kind, numbers in kinds for number in numbers]
    return [*lines, *(f"Damaged: {what}" for what in report.damaged)]


def _lessons(number: int) -> str:
    return f"{number} lesson" if number == 1 else f"{number} lessons"


def _so_far(progress: Progress) -> str:
    return f"{progress.done} of {_lessons(progress.total)}"


# --- kb search


def search_evaluate(path: Path, echo: Echo) -> int:
    """Measure the ranking of the index in use with a file of judged queries over the site's lessons."""
    index = local_index.at(settings().index_folder)
    try:
        queries = judged.queries_of(path)
    except judged.Unreadable as problem:
        echo(str(problem))
        return 1
    names = sorted({name for query in queries for name in query.gains})
    ids = published_ids(names)
    unknown = [name for name in names if name not in ids]
    if unknown:
        echo(f"No lesson that is public has this reference or slug: {', '.join(unknown)}.")
        return 1
    known = [Judged(query.text, {str(ids[name]): gain for name, gain in query.gains.items()}) for query in queries]
    found = evaluation.evaluate(known, lambda text: [str(number) for number in evaluation.ranking(index.search, text)])
    return _measures(f"{path.name}, {_lessons(index.health().documents)}", found, len(queries), echo)


def search_evaluate_collection(folder: Path, echo: Echo) -> int:
    """Measure the ranking with a test collection: its documents are indexed in a temporary folder."""
    try:
        given = judged.collection(folder)
    except judged.Unreadable as problem:
        echo(str(problem))
        return 1
    keys = {document.id: key for key, document in given.documents.items()}
    with TemporaryDirectory() as place:
        snapshot = evaluation.snapshot_of_documents(Path(place), given.documents.values())

        def rank(text: str) -> Sequence[str]:
            return [keys[n] for n in evaluation.ranking(lambda query: snapshot.answer(query, ()), text)]

        found = evaluation.evaluate(given.queries, rank)
    return _measures(f"{folder.name}, {len(keys)} documents", found, len(given.queries), echo)


def _measures(what: str, found: Evaluation, asked: int, echo: Echo) -> int:
    counted = len(found.queries)
    echo(f"{what}; {counted} of {asked} queries have an answer that was judged.")
    echo(f"nDCG@10  {found.ndcg_of_equals:.3f}  (every answer worth the same)")
    if found.graded:
        echo(f"nDCG@10  {found.ndcg:.3f}  (answers worth their grades)")
    echo(f"MAP      {found.mean_average_precision:.3f}")
    echo(f"MRR      {found.mean_reciprocal_rank:.3f}")
    worst = sorted(found.queries, key=lambda query: query.ndcg_of_equals)[:WORST]
    for query in worst if counted > WORST else ():
        echo(f"weakest: {query.ndcg_of_equals:.2f}  {query.text}")
    return 0


def search_explain(text: str, echo: Echo) -> int:
    """Say how a search is read, and how each of the first lessons came to its place."""
    index, query = local_index.at(settings().index_folder), Query(text=text)
    hits, snapshot = index.search(query), index.reader.snapshot()
    if snapshot.index is None:
        echo("There is no index yet. 'kb index rebuild' makes one.")
        return 1
    found = explaining.explain(snapshot, query, EXPLAINED, change_log.hidden_since(snapshot.position))
    known = titles([result.id for result in found.results])
    for line in (*_read(found), *notes.notes(hits), ""):
        echo(line)
    for line in explaining.lines(found, [known[result.id].label for result in found.results]):
        echo(line)
    return 0


def _read(found: Explanation) -> list[str]:
    """What is looked for, as it would be typed, and how many lessons have it."""
    expression = found.understood.expression
    lines = [f"Looked for: {' '.join(map(explaining.spelled, expression.clauses)) or 'nothing, so newest first'}"]
    for widening in notes.widened(found.understood):
        lines.append(f"Also, for {widening.typed}: {', '.join(widening.names)}")
    return [*lines, f"Found: {_lessons(found.total)}"]
