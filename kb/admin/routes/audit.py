"""The audit trail: looking through it, and taking it along."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.deeds import in_words
from kb.access.guard import actor, needs
from kb.admin.forms.audit import AuditFilter
from kb.admin.queries.meant import Meant, organisations_meant, people_meant
from kb.admin.queries.merged import merged_into
from kb.admin.queries.people import names_in
from kb.admin.routes.blueprint import blueprint
from kb.admin.service import audit as service
from kb.core import trail
from kb.web.addresses import number_asked

MEANT = {"who": people_meant, "organisation": organisations_meant}
NOBODY = {
    "who": "Nobody has this number or address, or a name like this",
    "organisation": "No organisation has this address, or a name like this",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    form: AuditFilter
    arguments: Mapping[str, str]
    meant: dict[str, Meant] = field(default_factory=dict)
    """Who, and which organisation; for those fields that are filled."""
    several: dict[str, list[Meant]] = field(default_factory=dict)
    """Those who may be meant, where it may be more than one."""

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Self:
        """What these say; the form has errors where it cannot be told."""
        form = AuditFilter.of(arguments)
        asked = cls(form, {name: arguments[name] for name in form.data if arguments.get(name)})
        if not asked.form.validate():
            return asked
        for name, look in MEANT.items():
            typed = (asked.form[name].data or "").strip()
            found = look(typed) if typed else []
            if len(found) > 1:
                asked.several[name] = found
            elif found:
                asked.meant[name] = found[0]
            elif typed:
                asked.form[name].errors = [NOBODY[name]]
        return asked

    @property
    def clear(self) -> bool:
        """Whether it can be told which entries are wanted."""
        return not self.form.errors and not self.several

    def wanted(self) -> trail.Filter:
        """The entries."""
        who, organisation = self.meant.get("who"), self.meant.get("organisation")
        numbers = (organisation.number, *merged_into(organisation.number)) if organisation else ()
        return self.form.wanted(who.number if who else None, numbers)

    def at(self, **others: str | int) -> str:
        """Address of the newest entries of this filter, with something else in it."""
        given: dict[str, Any] = {**self.arguments, **others}
        return url_for("admin.audit", **given)

    def settled(self) -> dict[str, str]:
        """Whom the address is to name by number, and what by its address, so that it can be handed on."""
        typed = {name: self.arguments.get(name, "") for name in self.meant}
        return {name: meant.value for name, meant in self.meant.items() if meant.value != typed[name]}


@blueprint.get("/admin/audit")
@needs(Permission.AUDIT_READ)
def audit() -> str | Response:
    """Entries of the audit trail, newest first."""
    asked = Asked.of(request.args)
    if asked.clear and (settled := asked.settled()):
        return redirect(asked.at(**settled))
    return _page(asked)


@blueprint.post("/admin/audit/export")
@needs(Permission.AUDIT_EXPORT)
def audit_export() -> Response | str:
    """Have the entries that the filter leaves written into a file."""
    asked = Asked.of(request.args)
    if not asked.clear:
        return _page(asked)
    organisation = asked.meant.get("organisation")
    job = service.export(
        actor(), None, wanted=asked.wanted(), organisation=organisation.value if organisation else None
    )
    return redirect(url_for("operations.job", number=job.id), 303)


def _page(asked: Asked) -> str:
    wanted = asked.wanted() if asked.clear else None
    found = trail.entries(wanted, before=number_asked("before"), after=number_asked("after")) if wanted else None
    return render_template(
        "admin/audit.html",
        form=asked.form,
        asked=asked,
        found=found,
        most=trail.COUNTED,
        count=trail.count(wanted, most=trail.COUNTED + 1) if wanted else 0,
        names=names_in(found.items if found else ()),
        in_words=in_words,
    )
