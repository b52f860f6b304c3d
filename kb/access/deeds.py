"""What the verbs of the audit trail are called in words, and all words that may be chosen in one.

A new use case gets its words here (a test looks), and so does a page that is entered when it is read.
"""

from collections.abc import Mapping

from kb.access.deeds_of_lessons import LESSONS
from kb.access.deeds_of_packs import PACKS
from kb.access.looks import READ
from kb.core.audit import AuditEvent
from kb.core.options import BY_NAME, OPTIONS

DID: Mapping[str, str] = {
    # one's own account
    "registering.ask": "asked for a link to make an account",
    "registering.register": "made an account",
    "registering.register_first_admin": "made the account of the first admin",
    "registering.first_admin_link": "had a link made for the first admin",
    "resetting.ask": "asked for a link to a new password",
    "resetting.change": "chose a new password by a link",
    "resetting.link_for": "had a link made for a new password",
    "signing_in.begin": "signed in",
    "signing_in.tell_of_wrong_codes": "tried many wrong codes, of which the owner was told",
    "signing_in.end": "signed out",
    "own_account.change_name": "changed the name",
    "own_account.change_password": "changed the password",
    "own_account.end_session": "ended a session of another browser",
    "own_account.sign_out_everywhere": "signed out everywhere",
    "own_account.export": "took the own data along",
    "changing_address.ask": "asked for another address",
    "changing_address.take_back": "took the wish for another address back",
    "changing_address.confirm": "confirmed the change of address",
    "correcting_address.confirm": "confirmed the address that an admin has corrected",
    "second_step.set_up": "set up the second step of signing in",
    "second_step.make_recovery_codes": "made new recovery codes",
    "second_step.switch_off": "switched off the second step of signing in",
    "leaving.delete": "deleted the account",
    "sign_on.arrive": "came from the sign-on provider",
    "sign_on.register": "made an account by single sign-on",
    "sign_on.link": "linked a work account",
    "sign_on.link_by_mail": "linked a work account by a link from a message",
    "sign_on.unlink": "unlinked a work account",
    # people of an organisation
    "invitations.invite": "invited somebody as {choice}",
    "invitations.send_again": "sent an invitation again",
    "invitations.withdraw": "withdrew an invitation",
    "accepting.accept": "accepted an invitation",
    "accepting.accept_with_new_account": "accepted an invitation with a new account",
    "memberships.add": "made somebody {choice}",
    "memberships.let_join": "made a member of an organisation {choice} of its successor",
    "memberships.hand_over": "made another member lead, and the one before {choice}",
    "memberships.change_role": "made a member {choice}",
    "memberships.remove": "removed a member",
    "memberships.leave": "left the organisation",
    "requests.confirm": "confirmed somebody as {choice}",
    "requests.decline": "declined to have somebody as a member",
    # admins
    "users.end_sessions": "signed somebody out everywhere",
    "users.send_reset_link": "had a link sent for a new password",
    "sign_on.send_work_link": "had a link sent for linking a work account",
    "sign_on.work_link_for": "had a link made for linking a work account",
    "users.export": "exported a list of users",
    "correcting_address.ask": "asked for the address of an account to be corrected",
    "correcting_address.take_back": "took the correction of an address back",
    "users.give_site_role": "gave the role {choice}",
    "users.take_site_role": "took the role {choice}",
    "leaving.close": "closed the account",
    "leaving.reopen": "opened the account again",
    "second_step.reset": "reset the second step of signing in",
    "organisations.add": "added an organisation",
    "organisations.rename": "changed the name of an organisation",
    "organisations.change_dates": "changed the dates of an organisation",
    "organisations.change_place": "changed the kind or place of an organisation",
    "organisations.remove": "removed an organisation",
    "merging.merge": "merged an organisation into another",
    "succession.succeed": "entered a successor",
    "succession.separate": "took back a successor",
    "succession.let_members_join": "let the members join the successor",
    "sign_on.add_sign_on": "let people of a {choice} sign in for an organisation",
    "sign_on.remove_sign_on": "took back whose people sign in for an organisation",
    "options.change": "changed the option \N{LEFT DOUBLE QUOTATION MARK}{choice}\N{RIGHT DOUBLE QUOTATION MARK}",
    "audit.export": "exported entries of the audit trail",
    "mail.send_again": "had a message sent again",
    "mail.send_all_again": "had several messages sent again",
    "mail.give_up": "gave a message up",
    "mail.mark_seen": "noted that a message did not arrive",
    "mail.mark_all_seen": "noted that several messages did not arrive",
    "mail.note_bounce": "noted that a message came back",
    "operations.cancel": "stopped a job",
    "operations.retry": "had a job tried again",
    "operations.retry_all": "had several jobs tried again",
    "operations.mark_seen": "noted that a job failed",
    "operations.mark_all_seen": "noted that several jobs failed",
    # readers and the editorial team
    "site.send": "reported a problem",
    "site.tell": "told editors of further reports",
    "site.close": "marked a report as dealt with",
    "site.delete": "deleted a report",
    "loading.load": "loaded the content files",
    "themes.add": "added a theme",
    "themes.change": "changed a theme",
    "merging_themes.merge": "merged a theme into another",
    "reviews.add": "added a review",
    "reviews.change": "changed a review",
    "reviews.remove": "removed a review",
    "merging_reviews.merge": "merged a review into another",
    "review_sources.add": "added a source of a review",
    "review_sources.change": "changed a source of a review",
    "review_sources.remove": "removed a source of a review",
    "evaluations.add": "added an evaluation of a review",
    "evaluations.change": "changed an evaluation of a review",
    "evaluations.remove": "removed an evaluation of a review",
    # the site itself
    "dormant.remind": "wrote to the owner of an unused account",
    "dormant.close_unused": "closed an unused account",
    "upkeep.remove_ended_sessions": "removed ended sessions",
    "upkeep.remove_old_links": "removed old links",
    "upkeep.remove_old_messages": "removed old messages",
    "upkeep.remove_old_invitations": "removed old invitations",
    "upkeep.remove_old_jobs": "removed finished jobs",
    "upkeep.remove_earlier_texts": "removed earlier texts of drafts",
    "upkeep.remove_texts_of_what_is_over": "removed earlier texts of lessons that are published or discarded",
    "upkeep.remove_discarded": "removed a lesson that was discarded",
    "demo.add_people": "added the fictional people of the demonstration",
    "demo_lessons.add_lessons": "added the invented lessons of the demonstration",
    **LESSONS,
    **PACKS,
}
"""What was done, by the name of the use case; `{choice}` is the word that was chosen."""

CHOICES: Mapping[str, str] = {
    **{role: role.replace("_", " ") for role in ("member", "contributor", "lead", "editor", "identity_reviewer")},
    "admin": "admin",
    "may_stand": "they may stand",
    "must_change": "they must be changed",
    "domain": "domain",
    "tenant": "tenant",
    **{option.name: option.label for option in OPTIONS},
}
"""Words that an entry may carry as what was chosen, and what they are called: roles, sorts of tenant, options."""


def in_words(entry: AuditEvent) -> str:
    """What an entry says was done or read, such as "gave the role editor"; one from before there were verbs, less."""
    if entry.verb is None:
        return f"{entry.act}: {_plain(entry.permission)}"
    said = _said(entry.verb).format(choice=CHOICES.get(entry.choice or "") or "something")
    return said if entry.value is None else f"{said} to {_value(entry.choice, entry.value)}"


def words_of(verb: str) -> str:
    """The words of a verb, whatever was chosen: "gave the role ..."."""
    return _said(verb).format(choice="...")


def _said(verb: str) -> str:
    return DID.get(verb) or READ.get(verb) or _plain(verb)


def _value(choice: str | None, value: int) -> str:
    of = BY_NAME.get(choice or "")
    if of is not None and not of.unit:
        return "yes" if value else "no"
    return f"{value} {of.unit}" if of is not None else str(value)


def _plain(name: str) -> str:
    """A name of the code, for which there are no words."""
    return name.replace("_", " ").replace(".", ": ").lower()
