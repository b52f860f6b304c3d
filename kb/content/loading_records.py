"""Loads organisations and reviews. What was made, changed or merged on the site is kept as it is there."""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import select

from kb.accounts.models.organisation import FormerOrganisationSlug, Organisation, OrganisationSuccession
from kb.content import fields
from kb.content.columns import to_row
from kb.content.contents import Contents, Values
from kb.content.differences import (
    Difference,
    add,
    difference,
    differing_parts,
    ids,
    remove,
    replace_parts,
    table_of,
    write,
)
from kb.content.outcomes import Tally, Touched, saying_again
from kb.core import db
from kb.core.folding import folded_name
from kb.expunging.queries import has_expunged
from kb.lessons.models.review import Evaluation, Review
from kb.lessons.models.source import Source

LISTS_OF_ORGANISATIONS = ("areas", "successors")
"""Keys of an organisation's record that name others."""


def at_present_addresses(contents: Contents) -> tuple[Contents, list[str]]:
    """The contents with the present address of each organisation that was merged into another on the site.

    Those themselves are left out, and named in the notes that are returned too.
    """
    statement = select(FormerOrganisationSlug.slug, Organisation.slug).join(Organisation)
    now_at = {former: slug for former, slug in db.session.execute(statement)}
    merged = sorted(now_at.keys() & contents.organisations.keys())
    if not now_at:
        return contents, []
    moved = replace(
        contents,
        organisations={
            slug: _readdressed(values, now_at) for slug, values in contents.organisations.items() if slug not in now_at
        },
        reviews={slug: _readdressed(values, now_at) for slug, values in contents.reviews.items()},
        lessons={slug: _readdressed(values, now_at) for slug, values in contents.lessons.items()},
    )
    return moved, [f"organisation '{slug}' was merged into '{now_at[slug]}' on the site" for slug in merged]


def _readdressed(values: Values, now_at: dict[str, str]) -> Values:
    """A record with these addresses in place of others; in a list of organisations each stands once."""
    changed: Values = {}
    if values.get("organisation") in now_at:
        changed["organisation"] = now_at[values["organisation"]]
    for key in LISTS_OF_ORGANISATIONS:
        if not now_at.keys().isdisjoint(values.get(key, ())):
            present = dict.fromkeys(now_at.get(slug, slug) for slug in values[key])
            changed[key] = [slug for slug in present if slug != values["slug"]]
    return {**values, **changed}


def load_organisations(organisations: dict[str, Values], touched: Touched, merged: list[str]) -> Tally:
    """The organisations and what came after them; `merged` are notes on those that were left out before."""
    wanted = [
        to_row(values, fields.ORGANISATION, Organisation) | {"name_folded": folded_name(values["name"])}
        for values in organisations.values()
    ]
    found = difference(Organisation, "slug", wanted)
    ours = set(db.session.scalars(select(Organisation.slug).where(Organisation.changed_on_site)))
    left = [row["slug"] for _, row in found.changed if row["slug"] in ours]
    found.changed = [(stored, row) for stored, row in found.changed if row["slug"] not in ours]
    write(Organisation, "slug", found)
    number = ids(Organisation)
    relinked = _load_successors({slug: of for slug, of in organisations.items() if slug not in ours}, number)
    changed = {number[row["slug"]] for _, row in found.changed} | relinked
    new = {number[row["slug"]] for row in found.new}
    touched.organisations |= _with_neighbours(changed, organisations, number) - new
    notes = [
        *merged,
        *(
            f"organisation '{slug}' was changed on the site; its row was not loaded (export, then compare)"
            for slug in left
        ),
        *(f"organisation '{row['slug']}' is not in organisations.csv and was kept" for row in found.gone),
    ]
    return Tally("Organisations", len(wanted), len(new), len(changed - new), notes=notes)


def _load_successors(organisations: dict[str, Values], number: dict[str, int]) -> set[int]:
    """Write who came after whom; returns the organisations for which that changed, on both sides."""
    table = table_of(OrganisationSuccession)
    ours = {number[slug] for slug in organisations}
    stored: dict[int, set[int]] = defaultdict(set)
    for predecessor, successor in db.session.execute(select(table.c.predecessor_id, table.c.successor_id)):
        stored[predecessor].add(successor)
    wanted = {
        number[slug]: {number[successor] for successor in values.get("successors", [])}
        for slug, values in organisations.items()
    }  # fmt: skip
    changed = {own for own in ours if stored[own] != wanted[own]}
    remove(OrganisationSuccession, "predecessor_id", {own for own in changed if stored[own]})
    pairs = [(own, successor) for own in sorted(changed) for successor in sorted(wanted[own])]
    add(OrganisationSuccession, [{"predecessor_id": own, "successor_id": successor} for own, successor in pairs])
    return changed.union(*(stored[own] | wanted[own] for own in changed))


def _with_neighbours(changed: set[int], organisations: dict[str, Values], number: dict[str, int]) -> set[int]:
    """Also those that show a changed one: as an area they cover, or as what came before or after."""
    shown = set(changed)
    for slug, values in organisations.items():
        others = {number[other] for key in ("areas", "successors") for other in values.get(key, [])}
        if others & changed:
            shown.add(number[slug])
        if number[slug] in changed:
            shown |= {number[other] for other in values.get("successors", [])}
    return shown


def load_reviews(reviews: dict[str, Values], touched: Touched, merged: list[str]) -> Tally:
    """The reviews with their sources and evaluations; `merged` are notes on those that were left out before."""
    organisation = ids(Organisation)
    again = saying_again("review", ((slug, {"slug": slug, **values}) for slug, values in reviews.items()))
    reviews = {slug: values for slug, values in reviews.items() if not has_expunged(slug)}  # an address has no gaps
    wanted = [
        {"slug": slug, "organisation_id": organisation.get(values.get("organisation", ""))}
        | to_row(values, fields.REVIEW, Review)
        for slug, values in reviews.items()
    ]  # fmt: skip
    found = difference(Review, "slug", wanted)
    ours = set(db.session.scalars(select(Review.slug).where(Review.changed_on_site)))
    left = {row["slug"] for _, row in found.changed} & ours
    found.changed = [(stored, row) for stored, row in found.changed if row["slug"] not in ours]
    write(Review, "slug", found)
    number = ids(Review)
    changed = {number[row["slug"]] for _, row in found.changed}
    for key, model, form in (("sources", Source, fields.SOURCE), ("evaluations", Evaluation, fields.EVALUATION)):
        parts = {
            number[slug]: [to_row(part, form, model) for part in values.get(key, [])]
            for slug, values in reviews.items()
        }  # fmt: skip
        kept = {number[slug]: slug for slug in reviews.keys() & ours}
        left |= {kept[own] for own in differing_parts(model, "review_id", {own: parts[own] for own in kept})}
        changed |= replace_parts(model, "review_id", {own: rows for own, rows in parts.items() if own not in kept})
    new = {number[row["slug"]] for row in found.new}
    touched.reviews |= changed - new
    notes = [
        *merged,
        *(
            f"review '{slug}' was changed on the site; its file was not loaded (export, then compare)"
            for slug in sorted(left)
        ),
        *again,
        *_kept(found),
    ]
    return Tally("Reviews", len(wanted), len(new), len(changed - new), notes=notes)


def _kept(found: Difference) -> list[str]:
    return [f"review '{row['slug']}' has no file in reviews/ and was kept" for row in found.gone]
