"""Pages about users: the list, one of them, and the steps, each of which asks first."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.accounts.models.user import SITE_ROLES, User
from kb.accounts.service import correcting_address
from kb.accounts.service.dormant import NOTICE
from kb.admin.forms.organisations import choices
from kb.admin.forms.users import CheckedStepForm, MembershipForm, StepForm
from kb.admin.queries import organisations as organisation_queries
from kb.admin.queries import users as queries
from kb.admin.queries.mail import written_to
from kb.admin.routes.blueprint import blueprint
from kb.admin.routes.finding import user_at
from kb.admin.routes.user_steps import STEPS, Step, held_roles, role_step
from kb.admin.service import users as service
from kb.mail.queries import bounce_at
from kb.members.roles import label
from kb.members.service import memberships
from kb.web.addresses import NUMBER, words_asked
from kb.web.paging import requested_page

ROLE_STEPS = tuple((role, act, role_step(role, act)) for role in SITE_ROLES for act in ("give", "take"))


@blueprint.get("/admin/users")
@needs(Permission.USER_READ)
def users() -> str:
    """Everybody with an account."""
    organisations = queries.organisations_with_people()
    chosen = _chosen(organisations)
    return render_template(
        "admin/users.html",
        page=queries.user_rows(chosen, requested_page()),
        chosen=chosen,
        organisations=organisations,
        roles=queries.ROLE_NAMES,
        states=queries.STATE_NAMES,
        seen=queries.SEEN_NAMES,
        orders=queries.ORDER_NAMES,
        unused=queries.unused() if chosen.seen else None,
        notice=NOTICE.days,
    )


@blueprint.post("/admin/users/export")
@needs(Permission.USER_EXPORT)
def users_export() -> Response:
    """Have the users whom the filter leaves written into a file."""
    job = service.export(actor(), None, wanted=_chosen(queries.organisations_with_people()))
    return redirect(url_for("operations.job", number=job.id), 303)


def _chosen(organisations: list[tuple[str, str]]) -> queries.UserFilter:
    """The filter in the address."""
    arguments = queries.ARGUMENTS.values()
    typed = {name: words_asked(name) for name in arguments}
    if typed["organisation"] not in dict(organisations):
        typed["organisation"] = ""
    return queries.UserFilter(**{name: typed[argument] for name, argument in queries.ARGUMENTS.items()})


@blueprint.get(f"/admin/users/{NUMBER}")
@needs(Permission.USER_READ, user=user_at)
def user(user: User) -> str:
    """What is known about a user, and what can be done."""
    return render_template(
        "admin/user.html",
        user=user,
        known=queries.known_about(user),
        new_address=correcting_address.pending(user),
        memberships=queries.memberships_of(user),
        mail=written_to(user),
        roles=queries.ROLE_NAMES,
        held=held_roles(user),
        steps=[(name, step) for name, step in STEPS.items() if step.possible(user)],
        role_steps=[(role, act, step) for role, act, step in ROLE_STEPS if step.possible(user)],
    )


@blueprint.route(f"/admin/users/{NUMBER}/<any({', '.join(map(repr, STEPS))}):step>", methods=["GET", "POST"])
@needs(Permission.USER_CHANGE, user=user_at)
def user_step(user: User) -> str | Response:
    """Ask first, then do one step with an account."""
    return _ask(user, STEPS[_named("step")])


@blueprint.route(
    f"/admin/users/{NUMBER}/site-roles/<any({', '.join(SITE_ROLES)}):role>/<any(give, take):act>",
    methods=["GET", "POST"],
)
@needs(Permission.SITE_ROLE_CHANGE, user=user_at)
def site_role(user: User) -> str | Response:
    """Ask first, then give a role on the site or take it away."""
    return _ask(user, role_step(_named("role"), _named("act"), demo=user.demo, own=user.id == actor().user_id))


def _ask(user: User, step: Step) -> str | Response:
    form = CheckedStepForm() if step.checked else StepForm()
    back = url_for("admin.user", number=user.id)
    if not step.possible(user):
        return redirect(back, 303)  # somebody was faster, or the button was pressed twice
    if form.validate_on_submit():
        with form.catching():
            step.act(actor(), user)
            flash(step.done)
            still = user.id != actor().user_id or "admin" in held_roles(user)
            return redirect(back if still else url_for("accounts.account"), 303)
    bounce = bounce_at(user.email) if step.posts and user.email else None
    return render_template("admin/user_step.html", form=form, user=user, step=step, bounce=bounce)


@blueprint.route(f"/admin/users/{NUMBER}/organisations/add", methods=["GET", "POST"])
@needs(Permission.USER_CHANGE, user=user_at)
def add_membership(user: User) -> str | Response:
    """Make a user a member of an organisation."""
    form = MembershipForm()
    form.organisation.choices = choices(organisation_queries.organisation_choices())
    if form.validate_on_submit():
        with form.catching():
            organisation = organisation_queries.organisation_by_slug(form.organisation.data)
            memberships.add(actor(), organisation, user=user, role=form.role.data)
            flash(f"{user.name} is {label(form.role.data)} of {organisation.name} now.")
            return redirect(url_for("admin.user", number=user.id), 303)
    return render_template("admin/add_membership.html", form=form, user=user)


def _named(name: str) -> str:
    """A word of the address; the router lets only known ones pass."""
    return str((request.view_args or {})[name])
