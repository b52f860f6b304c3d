"""Every rule of the identity check: its level, what it is called, why it matters and what to write instead.

The levels are those of the product's rules before publishing. A rule that is not in this table cannot report anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.identity.findings import Level


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in words for the people whose text is checked."""

    level: Level
    title: str
    why: str
    instead: str


_NUMBER = "A number like this leads straight to one person's records."
_SETTING = "Named together with what happened there, it tells local people who the child is."

RULES: Mapping[str, Rule] = {
    "nhs-number": Rule(Level.STOP, "NHS number", _NUMBER, "Leave it out."),
    "upn": Rule(Level.STOP, "Unique pupil number", _NUMBER, "Leave it out."),
    "national-insurance": Rule(Level.STOP, "National Insurance number", _NUMBER, "Leave it out."),
    "telephone": Rule(
        Level.STOP,
        "Telephone number",
        "It leads to a person or a household.",
        "Leave it out, or give a public helpline.",
    ),
    "email": Rule(Level.STOP, "E-mail address", "It names a person.", "Leave it out; contact goes through this site."),
    "postcode": Rule(Level.STOP, "Postcode", "A full postcode covers about fifteen homes.", "Write the region."),
    "address": Rule(Level.STOP, "Street address", "It says where somebody lives.", "Write the region."),
    "exact-date": Rule(
        Level.STOP,
        "Exact date of an event",
        "A date of birth, death or incident can be looked up in registers and in the news.",
        "Write the year, or the season and year.",
    ),
    "reference-number": Rule(Level.STOP, "Case, court, school or hospital number", _NUMBER, "Leave it out."),
    "social-account": Rule(Level.STOP, "Social media account", "It leads to a person.", "Leave it out."),
    "person-name": Rule(
        Level.STOP,
        "Name of a person",
        "Nobody is named here: no child, no relative, no member of staff.",
        "Write who it is: the child, the mother, the health visitor.",
    ),
    "news-link": Rule(
        Level.STOP,
        "Link to the news",
        "News items about the case name people and places.",
        "Leave it out, or cite the published review.",
    ),
    "place": Rule(Level.ASK, "Place below region", "A place narrows down whose child it was.", "Write the region."),
    "school": Rule(Level.ASK, "Named school", _SETTING, "Write “a primary school” or “a secondary school”."),
    "nursery": Rule(Level.ASK, "Named nursery", _SETTING, "Write “a nursery”."),
    "ward": Rule(Level.ASK, "Named ward", _SETTING, "Write “a hospital ward”."),
    "gp-practice": Rule(Level.ASK, "Named GP practice", _SETTING, "Write “a GP practice”."),
    "hospital": Rule(Level.ASK, "Named hospital", _SETTING, "Write “a hospital in the region”."),
    "hostel": Rule(Level.ASK, "Named hostel or refuge", _SETTING, "Write “a hostel” or “a refuge”."),
    "exact-age": Rule(
        Level.ASK, "Exact age", "An age in days, weeks or many months points at a date of birth.", "Write an age band."
    ),
    "month-and-year": Rule(
        Level.ASK, "Month and year of an event", "With them an event can be found in the news.", "Write the year alone."
    ),
    "nationality": Rule(
        Level.ASK,
        "Small community",
        "Where few people share a nationality, it points at one family.",
        "Leave it out, or say what mattered: the language, the route to this country.",
    ),
    "faith-group": Rule(Level.ASK, "Named faith group", "A congregation knows its families.", "Write “a faith group”."),
    "rare-condition": Rule(
        Level.ASK, "Rare condition", "A rare condition can point at one child.", "Write “a long-term condition”."
    ),
    "medication": Rule(Level.ASK, "Named medication", "It is a detail of somebody's records.", "Write “medication”."),
    "sibling-pattern": Rule(
        Level.ASK, "Order or ages of siblings", "Ages and order make a family recognisable.", "Write “siblings”."
    ),
    "parent-occupation": Rule(
        Level.ASK, "Occupation of a parent", "Colleagues and neighbours recognise it.", "Leave it out."
    ),
    "sentence-length": Rule(
        Level.ASK, "Length of a sentence", "With it the trial can be found.", "Write that there was a conviction."
    ),
    "quotation": Rule(
        Level.ASK,
        "Words quoted",
        "Words from records or from a person can be traced and are theirs.",
        "Say in your own words what was meant.",
    ),
    "unusual-method": Rule(
        Level.ASK, "Unusual way of harm", "An unusual detail is what people remember.", "Write the type of harm."
    ),
    "board-and-year": Rule(
        Level.ASK,
        "Board named with a year",
        "A board and a year lead to the review, and from there to the news.",
        "Leave one of them out of the text; the lesson has fields for both.",
    ),
    "hidden-part": Rule(
        Level.ASK,
        "Hidden part of a file",
        "Hidden sheets, slides and notes are published with the file.",
        "Remove it from the file, or say why it stays.",
    ),
    "age-in-months": Rule(Level.INFORM, "Age in months", "A band is enough to learn from.", "Write “an infant”."),
    "new-partner": Rule(
        Level.INFORM, "Partner described", "Who the partner was is seldom the lesson.", "Write “a partner”."
    ),
    "ethnicity": Rule(
        Level.INFORM,
        "Ethnicity",
        "It is kept where it matters for the lesson, and left out elsewhere.",
        "Leave it out unless the lesson is about it.",
    ),
    "blame-words": Rule(
        Level.INFORM,
        "Word that blames",
        "Lessons say what happened, not whose fault it was.",
        "Say what was done or not.",
    ),
    "pseudonym": Rule(
        Level.INFORM,
        "First name as a pseudonym",
        "Readers take a first name for a real one.",
        "Write “Child A”, or keep the pseudonym the review was published under.",
    ),
    "sex-not-needed": Rule(
        Level.INFORM, "Sex of the child", "It is seldom needed for the lesson.", "Write “the child”."
    ),
    "file-author": Rule(
        Level.STOP, "Author in a file", "The properties of a file name a person.", "Remove the properties."
    ),
    "file-comment": Rule(
        Level.STOP, "Comment in a file", "Comments are published with the file.", "Remove the comments."
    ),
    "tracked-change": Rule(
        Level.STOP,
        "Tracked change in a file",
        "What was deleted can still be read.",
        "Accept or reject all changes.",
    ),
    "photo-location": Rule(
        Level.STOP, "Where a picture was taken", "The picture says where it was taken.", "Use the cleaned copy."
    ),
    "no-readable-text": Rule(
        Level.OPEN,
        "No readable text",
        "A picture or a scan cannot be checked by rules.",
        "The identity reviewer must open it.",
    ),
    "combination": Rule(
        Level.COMBINATION,
        "Facts that point at one child together",
        "Each may be harmless; together few families fit.",
        "Take some of them out, or let the identity reviewer decide.",
    ),
}
