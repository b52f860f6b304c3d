"""Rules that stand in the table before the part of the site that will ask for them: these and no others."""

import re
from pathlib import Path

import kb
from kb.access.actors import Permission

STILL_TO_COME = {
    "saved searches": "SEARCH_SAVE",
    "adoption, questions and plans": """ADOPTION_EDIT USE_TELL QUESTION_ASK QUESTION_ANSWER PLAN_READ PLAN_EDIT
        PUBLICITY_AGREE""",
}
"""By what they wait for."""


def test_every_other_rule_is_asked_somewhere_on_the_site() -> None:
    package = Path(str(kb.__file__)).parent
    sources = [path for path in package.rglob("*") if path.suffix in {".py", ".html"}]
    rules = {("access", "policy.py"), ("access", "known.py")}
    asking = "\n".join(path.read_text() for path in sources if path.parts[-2:] not in rules)
    asked = set(re.findall(r"Permission\.([A-Z_]+)", asking))
    waiting = " ".join(STILL_TO_COME.values()).split()

    assert sorted(set(Permission) - asked) == sorted(waiting)
