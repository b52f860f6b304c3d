"""The page from which a pack is taken along, and its files."""

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.access.policy import allows
from kb.core.errors import NotFound, SignInNeeded
from kb.packs.exporting import known
from kb.packs.files import ALL, BY_NAME, FORMATS, SMALL, THINGS, file_name, made, names_of, sizes, taken, together
from kb.packs.lacking import FILL_IN, lacks_of
from kb.packs.models import Pack
from kb.packs.queries.packs import pack_by_slug, seen_by
from kb.packs.queries.resolved import Resolved, resolved
from kb.packs.routes.blueprint import OF_PACK, blueprint, named
from kb.packs.routes.show import mended
from kb.packs.service import exporting as service
from kb.web import limits
from kb.web.downloads import download, whole_file


def seen(pack: Pack) -> Resolved:
    """The text of the pack that who asks may see, with everything that it names."""
    who = actor()
    works = allows(who, Permission.PACK_WORK_READ, pack)
    published = pack.published
    version = pack.version if works or published is None else published.number
    return resolved(pack, seen_by(who, pack), version, public=not works)


@blueprint.get(f"{OF_PACK}/take")
@needs(Permission.PACK_READ, pack=pack_by_slug)
def take(pack: Pack) -> AnyResponse:
    """What there is to take along, what each is for, and what is still to fill in."""
    found = seen(pack)
    works = may(Permission.PACK_EDIT, pack)
    lacks = mended(pack, lacks_of(pack, found.content, found.lessons, found.touched)) if works else []
    html = render_template(
        "packs/take.html",
        pack=pack,
        found=found,
        things=THINGS,
        formats=FORMATS,
        names=names_of(found),
        together=together(found),
        all_files=ALL,
        sizes=sizes(found) if not found.is_empty else {},
        at_once=at_once(found),
        works=works,
        to_fill_in=[each for each in lacks if each.kind == FILL_IN],
    )
    answer = Response(html)
    if not pack.is_published:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def at_once(found: Resolved) -> bool:
    """Whether a file of it is made while its reader waits."""
    return len(found.lessons) <= SMALL


def pack_of_file(slug: str, name: str) -> Pack:
    """The pack whose file an address names. Raises NotFound where no pack has such a file."""
    if not known(name):
        raise NotFound
    return pack_by_slug(slug)


@blueprint.get(f"{OF_PACK}/files/<name>")
@needs(Permission.PACK_READ, pack=pack_of_file)
def file(pack: Pack) -> AnyResponse:
    """A file of a pack with few lessons, made as it is asked for; the others are asked for on the page.

    What is made for readers without an account is kept as pages are, and one network has only so many made.
    """
    name = named("name")
    found = seen(pack)
    if name == ALL or name not in names_of(found) or not at_once(found):
        return redirect(url_for("packs.take", slug=pack.slug), 303)
    if refused := limits.count_making("files of packs"):
        return refused
    content, title, kind = made(taken(found, [name]), name), file_name(found, name), BY_NAME[name][1].kind
    if actor().user_id is None:  # the same for everybody
        answer = whole_file(content, name=title, kind=kind)
    else:
        answer = download([content], name=title, size=len(content), kind=kind, kept=False)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@blueprint.post(f"{OF_PACK}/files/<name>")
@needs(Permission.PACK_READ, pack=pack_of_file)
def file_make(pack: Pack) -> AnyResponse:
    """Have a file made that takes longer, or all of them."""
    name = named("name")
    if actor().user_id is None:
        raise SignInNeeded
    found = seen(pack)
    if found.is_empty or name not in (ALL, *names_of(found)):
        return redirect(url_for("packs.take", slug=pack.slug), 303)
    job = service.export(actor(), pack, found=found, name=name)
    return redirect(url_for("operations.job", number=job.id), 303)
