"""The `kb identity` commands: each prints lines and returns an exit code."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from kb.identity.catalogue import RULES
from kb.identity.evaluation import Count, Evaluation, evaluate, read_labelled
from kb.identity.files import CHECKED, CheckedFile, check_file
from kb.identity.findings import Finding, Level
from kb.identity.site_lists import shipped_lists

Echo = Callable[[str], None]
NEVER_SAFE = "A check by rules never proves that nobody can be recognised; a person decides."
QUOTED = 200
"""Characters of a finding that are printed; a comment or a hidden sheet may be long."""


def identity_evaluate(paths: Sequence[Path], folder: Path, echo: Echo, *, part: str = "all", name: int = 0) -> int:
    """Print recall and precision over labelled files, and `name` of the texts that went wrong."""
    lists = shipped_lists(folder)
    labelled = [
        each
        for path in paths
        for each in read_labelled(path.read_text("utf-8").splitlines())
        if part == "all" or each.unseen == (part == "unseen")
    ]
    began = time.perf_counter()
    result = evaluate(labelled, lists)
    took = time.perf_counter() - began
    words = sum(len(each.text.split()) for each in labelled)
    echo(f"{len(labelled)} texts ({part}), {words:,} words, {words / took:,.0f} words a second.")
    for line in _tables(result):
        echo(line)
    for line in _gone_wrong(result, name):
        echo(line)
    return 0


def _tables(result: Evaluation) -> Iterable[str]:
    yield ""
    yield f"{'clean texts':<24}{result.clean:>7}"
    for level in (Level.STOP, Level.ASK, Level.INFORM):
        false = result.false_on_clean[level.value]
        yield f"{f'  with a false {level.value}':<24}{false:>7}{_share(false, result.clean):>9}"
    for title, counts in (
        ("level", result.by_level),
        ("rule", result.by_rule),
        ("names of", result.by_group),
    ):
        yield ""
        yield f"{title:<24}{'marked':>7}{'found':>7}{'recall':>9}{'reported':>10}{'right':>7}{'precision':>11}"
        yield from (_row(name, count) for name, count in _ordered(counts))


def _ordered(counts: Mapping[str, Count]) -> Iterable[tuple[str, Count]]:
    order = [*map(str, Level), *RULES]
    return sorted(counts.items(), key=lambda item: (order.index(item[0]) if item[0] in order else 999, item[0]))


def _row(name: str, count: Count) -> str:
    of_marks = f"{name:<24}{count.marks:>7}{count.found:>7}{_share(count.found, count.marks):>9}"
    if not count.reported:
        return of_marks
    return f"{of_marks}{count.reported:>10}{count.right:>7}{_share(count.right, count.reported):>11}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _gone_wrong(result: Evaluation, number: int) -> Iterable[str]:
    """Texts of the seen part: whoever looked at the others could write rules for them."""
    for labelled, mark in [each for each in result.missed if not each[0].unseen][:number]:
        yield f"missed {mark.rule} {mark.group}: «{labelled.text[mark.start : mark.end]}» in: {labelled.text}"
    for labelled, finding in [each for each in result.wrong if not each[0].unseen][:number]:
        yield f"wrong {finding.rule}: «{finding.text}» in: {labelled.text}"


def identity_check(paths: Sequence[Path], folder: Path, echo: Echo) -> int:
    """Print what was found in each file, text or document; 1 where anything has to be changed, answered or decided."""
    lists = shipped_lists(folder)
    open_ends = 0
    for path in paths:
        try:
            with path.open("rb") as file:
                data = file.read(CHECKED.size + 1)  # one too many, and it is refused as too large
        except OSError as problem:
            echo(_printable(f"{path.name}: cannot be opened: {problem.strerror}"))
            open_ends += 1
            continue
        checked = check_file(data, path.name, lists)
        for line in _report(checked):
            echo(_printable(line))
        open_ends += checked.open_ends
    files, ends = "file" if len(paths) == 1 else "files", "finding" if open_ends == 1 else "findings"
    echo(f"{len(paths)} {files}, {open_ends} {ends} to deal with. {NEVER_SAFE}")
    return 1 if open_ends else 0


def _report(checked: CheckedFile) -> Iterable[str]:
    if checked.refused:
        yield f"{checked.name}: refused, not checked: {checked.refused}"
    for where, finding in checked.findings:
        yield f"{checked.name} ({where}): {_in_words(finding)}"
    if checked.combination:
        kinds = sorted({fact.kind for fact in checked.combination})
        yield f"{checked.name}: combination of {', '.join(kinds)}; the identity reviewer decides"


def _printable(line: str) -> str:
    """The line without what a terminal would obey or could not write; names of files may have anything in them."""
    return "".join(each if each.isprintable() else "?" for each in line)


def _in_words(finding: Finding) -> str:
    rule = RULES[finding.rule]
    instead = f"Write '{finding.replacement}'." if finding.replacement else finding.instead
    quoted = " ".join(finding.text.split())
    if len(quoted) > QUOTED:
        quoted = f"{quoted[:QUOTED]} …"
    said = f"{rule.title}: «{quoted}»" if quoted else rule.title
    return f"{finding.level.value}: {said}. {rule.why} {instead}"
