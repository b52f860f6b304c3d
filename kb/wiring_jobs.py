"""What is done later or takes longer than a page: how each kind of job is done, and how often what repeats. Tables."""

from datetime import timedelta

import kb.editorial.upkeep
import kb.held_sessions.service
import kb.importing.service.jobs
import kb.importing.upkeep
import kb.members.upkeep
import kb.operations.upkeep
import kb.packs.telling
import kb.packs.upkeep
import kb.site.letters
import kb.site.service
from kb.accounts.service import dormant, upkeep
from kb.admin import exporting, exporting_users
from kb.core.jobs import Handler
from kb.desk.service import publishing
from kb.editorial import checking_files
from kb.editorial.service import looking_again
from kb.expunging import carrying_out
from kb.mail import sender
from kb.packs import exporting as pack_files

JOBS: dict[str, Handler] = {
    **sender.HANDLERS,
    **kb.importing.service.jobs.HANDLERS,
    dormant.LOOK: Handler(
        dormant.look_for_dormant,
        outside=True,
        long=True,
        about="Write to owners of unused accounts, and close those",
    ),
    upkeep.PRUNE: Handler(upkeep.prune, about="Remove ended sessions and old links"),
    kb.editorial.upkeep.PRUNE: Handler(kb.editorial.upkeep.prune, about="Remove earlier texts and discarded drafts"),
    looking_again.LOOK: Handler(
        looking_again.ask_about_lessons, outside=True, about="Ask whether lessons are still current"
    ),
    kb.members.upkeep.PRUNE: Handler(kb.members.upkeep.prune, about="Remove old invitations"),
    kb.packs.upkeep.PRUNE: Handler(kb.packs.upkeep.prune, about="Remove earlier versions of packs"),
    kb.packs.telling.TELL: Handler(kb.packs.telling.tell, about="Tell owners of packs that lessons have changed"),
    kb.operations.upkeep.PRUNE: Handler(kb.operations.upkeep.prune, about="Remove finished jobs"),
    exporting.EXPORT: Handler(
        exporting.export, outside=True, long=True, file=exporting.FILE, about="Export the audit trail"
    ),
    exporting_users.EXPORT: Handler(
        exporting_users.export, outside=True, long=True, file=exporting_users.FILE, about="Export a list of users"
    ),
    **kb.held_sessions.service.HANDLERS,
    **pack_files.HANDLERS,
    carrying_out.CARRY_OUT: Handler(
        carrying_out.carry_out, outside=True, long=True, stoppable=False, about="Remove something for good"
    ),
    carrying_out.LOOK: Handler(
        carrying_out.count, outside=True, long=True, about="Count what is to be removed for good"
    ),
    carrying_out.COMPARE: Handler(carrying_out.compare, about="See whether something has to be removed again"),
    kb.site.letters.TELL: Handler(kb.site.service.tell_of_others, about="Tell editors of further reports"),
    publishing.OVERDUE: Handler(publishing.look_for_overdue, about="See whether a lesson is overdue"),
    publishing.PUBLISH: Handler(publishing.publish_due, stoppable=False, about="Publish a lesson at its time"),
    checking_files.CHECK: Handler(
        checking_files.check, outside=True, long=True, stoppable=False, about="Check a file that goes with a lesson"
    ),
}
"""How each kind of job is done."""
EVERY: dict[str, timedelta] = {
    **sender.EVERY,
    **dict.fromkeys((carrying_out.COMPARE, publishing.OVERDUE), timedelta(hours=1)),
    **dict.fromkeys(
        (
            dormant.LOOK,
            looking_again.LOOK,
            upkeep.PRUNE,
            kb.editorial.upkeep.PRUNE,
            kb.members.upkeep.PRUNE,
            kb.operations.upkeep.PRUNE,
            kb.importing.upkeep.PRUNE,
            kb.packs.upkeep.PRUNE,
            kb.held_sessions.service.FOLLOW_UP,
        ),
        timedelta(days=1),
    ),
}
"""How often those that repeat are done."""
