"""Pages about words that are added to the lists of the identity check."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.admin.forms.identity_terms import RULE_CHOICES, IdentityTermForm
from kb.admin.forms.organisations import choices
from kb.admin.forms.users import StepForm
from kb.admin.queries.organisations import organisation_by_slug, organisation_choices
from kb.admin.routes.blueprint import blueprint
from kb.identity.models import IdentityTerm
from kb.identity.queries.terms import OF_SITE, organisations_with_terms, term_at, terms
from kb.identity.service import terms as service
from kb.web.addresses import NUMBER, words_asked
from kb.web.paging import requested_page


@blueprint.get("/admin/identity-terms")
@needs(Permission.SETTING_CHANGE)
def identity_terms() -> str:
    """The words that were added."""
    chosen = {name: words_asked(name) for name in ("q", "rule", "organisation")}
    return render_template(
        "admin/identity_terms.html",
        page=terms(chosen["q"], chosen["rule"], chosen["organisation"], requested_page()),
        chosen=chosen,
        rules=RULE_CHOICES,
        organisations=[(OF_SITE, "Everywhere"), *organisations_with_terms()],
        words_of=dict(RULE_CHOICES),
    )


@blueprint.route("/admin/identity-terms/add", methods=["GET", "POST"])
@needs(Permission.SETTING_CHANGE)
def add_identity_term() -> str | Response:
    """Add a word."""
    form = IdentityTermForm()
    form.organisation.choices = choices(organisation_choices())
    if form.validate_on_submit():
        with form.catching():
            local = form.where.data == "organisation"
            organisation = organisation_by_slug(form.organisation.data) if local else None
            made = service.add_term(
                actor(),
                None,
                term=form.term.data or "",
                rule=form.rule.data,
                organisation_id=organisation.id if organisation else None,
            )
            flash(f"“{made.term}” was added. It counts from the next check on.")
            return redirect(url_for("admin.identity_terms"), 303)
    return render_template("admin/add_identity_term.html", form=form)


@blueprint.route(f"/admin/identity-terms/{NUMBER}/remove", methods=["GET", "POST"])
@needs(Permission.SETTING_CHANGE, term=term_at)
def remove_identity_term(term: IdentityTerm) -> str | Response:
    """Ask first, then remove a word."""
    form = StepForm()
    if form.validate_on_submit():
        words = term.term
        service.remove_term(actor(), term)
        flash(f"“{words}” was removed.")
        return redirect(url_for("admin.identity_terms"), 303)
    return render_template("admin/remove_identity_term.html", form=form, term=term, name_of=service.name_of)
