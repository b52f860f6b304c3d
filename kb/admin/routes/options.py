"""The options that an admin changes, and the machine's settings, which are only shown."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.admin.forms.options import is_yes_or_no, options_form
from kb.admin.queries.machine import machine_settings
from kb.admin.routes.blueprint import blueprint
from kb.admin.service.options import change_all
from kb.core.options import OPTIONS
from kb.web.forms import UNCHANGED


@blueprint.route("/admin/options", methods=["GET", "POST"])
@needs(Permission.SETTING_CHANGE)
def options() -> str | Response:
    """Change options."""
    form = options_form()
    if form.validate_on_submit():
        with form.catching():
            changed = change_all(actor(), form.values())
            flash("The options were changed." if changed else UNCHANGED)
            return redirect(url_for("admin.options"), 303)
    fields = [(of, form[of.name], is_yes_or_no(of)) for of in OPTIONS]
    return render_template("admin/options.html", form=form, fields=fields, machine=machine_settings())
