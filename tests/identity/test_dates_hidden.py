"""Words of bodies, laws, papers and examples hide no date of somebody; where nobody is near they pass."""

import pytest

from tests.identity.finding import found


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("For example, on 14 March 2019 the GP saw bruising.", "14 March 2019"),
        ("For example, on 14 March 2019 Kieran ran away from school.", "14 March 2019"),
        ("On 14 March 2019 Kieran, of compulsory school age, ran away.", "14 March 2019"),
        ("There were bruises on several days, e.g. 3 May 2019.", "3 May 2019"),
        ("The date of birth was written as 3 May 2019.", "3 May 2019"),
        ("This was a child whose birthday is on 3 May 2019.", "3 May 2019"),
        ("Two children, the youngest born after a long labour on 3 May 2019.", "3 May 2019"),
        ("She had three children, the eldest born from an earlier marriage on 4 June 2012.", "4 June 2012"),
        ("The children born before 3 May 2019 were removed.", "3 May 2019"),
        ("A baby whose birthday falls on 3 May 2019 was shaken.", "3 May 2019"),
    ],
)
def test_examples_and_years_of_birth_hide_no_day_of_somebody(text: str, written: str) -> None:
    assert written in found(text, "exact-date")


@pytest.mark.parametrize(
    "text",
    [
        "Sexual acts with the boy began on 3 May 2019.",
        "Acts of violence by the stepfather began on 3 May 2019 and he was arrested.",
        "Acts of cruelty against Kieran began on 3 May 2019.",
        "Firearm offences, for which he was arrested, were in force on 3 May 2019.",
        "A non-molestation order was in force on 3 May 2019.",
        "The ban on contact came into force on 3 May 2019.",
        "The supervision order took effect on 3 May 2019.",
        "The team moved to the flat on 3 May 2019 and found the baby.",
        "The minutes of the child protection conference went to the mother on 3 May 2019.",
        "The report went to the boy's school on 3 May 2019.",
        "The Court of Appeal freed the stepfather on 3 May 2019.",
        "The stepfather's appeal went to the Supreme Court on 3 May 2019.",
        "Kieran's case was heard on 3 May 2019 by the Court of Appeal.",
        "The European Court of Human Rights stopped her removal on 3 May 2019.",
    ],
)
def test_words_of_laws_papers_and_high_courts_hide_no_day_of_a_case(text: str) -> None:
    assert found(text, "exact-date") == ["3 May 2019"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The 14 March 2019 strategy meeting decided to end the plan.", "14 March 2019"),
        ("The 14 March 2019 review conference ended the plan.", "14 March 2019"),
        ("The 3 May 2019 session with the mother ended early.", "3 May 2019"),
        ("The chief constable's letter of 3 May 2019 tells her how he was stabbed.", "3 May 2019"),
        ("The board's email of 3 May 2019 to all schools says how the boy drowned.", "3 May 2019"),
        ("The council's letter of 3 May 2019 to all schools reports that Kieran drowned.", "3 May 2019"),
    ],
)
def test_meetings_and_letters_about_somebody_are_found(text: str, written: str) -> None:
    assert any(written in each for each in found(text, "exact-date"))


@pytest.mark.parametrize(
    "text",
    [
        "Dates are written as 3 May 2019 in this handbook.",
        "Any child whose birthday falls on 1 September starts with the older class.",
        "Pupils born between 1 September 2015 and 31 August 2016 start together.",
        "Both Acts came into force on 3 May 2019.",
        "The policy on missing children has been in force from 3 May 2019.",
        "The new offence of coercive control came into force on 29 December 2015.",
        "The final report went to all agencies on 3 May 2019.",
        "The Court of Appeal handed down its judgment on 3 May 2019.",
        "The 3 May 2019 annual conference is sold out.",
        "The minister told the board on 3 May that he would bring the register in.",
    ],
)
def test_examples_laws_papers_and_letters_of_bodies_pass(text: str) -> None:
    assert found(text, "exact-date") == []
