"""News items about a case are found however they are cited; talk of the press in general passes."""

import pytest

from tests.identity.finding import found


@pytest.mark.parametrize(
    "text",
    [
        "As reported in the Mercury, the mother was known to services.",
        'See "Baby death: council sorry", Evening Echo, 3 May 2014.',
        "The Eskland Gazette of 4 June 2015 said so.",
        "See www.eskland-today.com/court/father-sentenced for it.",
        "ITV News report, 12 June 2013, on the trial",
    ],
)
def test_news_cited_in_words_and_local_news(text: str) -> None:
    assert len(found(text, "news-link")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Guardian ad litem reported to the court.",
        "It was reported to the Reporter and the Medical Examiner.",
        '"Bruising in babies", British Medical Journal, 2012, 344.',
        "Health Service Journal, 4 July 2018",
        "https://www.getsafeonline.org/",
    ],
)
def test_guardians_journals_and_charities_are_no_news(text: str) -> None:
    assert found(text, "news-link") == []


@pytest.mark.parametrize(
    "text",
    [
        "The Ferrow Courier reported the following week that neighbours had rung the council.",
        "Two national papers printed the boy's school photograph.",
        "Press reports of the inquest identify the ward.",
        "Father told of missed chances at inquest (Ferrow Weekly, p. 5).",
        "The aunt told the Ferrow Telegraph that she had rung three times.",
        "A documentary about the girl's death was shown later.",
        "Remarks were quoted at length in the Guardian the next day.",
        "ITV News filmed outside the house.",
        "The headline 'Tot died in filthy flat' upset the siblings.",
        "The Daily Ledger ran the story on its front page.",
    ],
)
def test_papers_stations_and_headlines_about_a_case(text: str) -> None:
    assert len(found(text, "news-link")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Journalists may approach the school.",
        "Media interest should be planned for.",
        "A grant of BBC Children in Need paid for two workers.",
        "The board put an advert for foster carers in the Ferrow Echo.",
        "The Guardian was appointed and reported within six weeks.",
        "According to the Ferrow Chronicle, the review recommends a new protocol.",
        "Press coverage says that distrust still ran deep.",
        "The headline findings are on page 3.",
    ],
)
def test_the_press_in_general_is_no_news_item(text: str) -> None:
    assert found(text, "news-link") == []


@pytest.mark.parametrize(
    "text",
    [
        "Half the room will know it, it was on Panorama.",
        "By teatime his school photo was on the front of three national papers.",
        "| 4 | BBC Look North, lunchtime bulletin on the inquest | board manager |",
        "A podcast about the killing set the older sister back months.",
        "It was in all the papers, so no pseudonym will hide who this is.",
        "His stepfather's conviction was widely reported and classmates knew.",
        "She opened the Metro on the bus and saw his face.",
        "ITN filmed the search of the canal.",
        "'He was just a normal dad,' a neighbour told reporters.",
        "- Guardian, 'The boy no one saw', long read",
        "Mae'r achos wedi bod yn y papurau.",
        "https://www.ferrowpost.example/news/courts/stepfather-jailed-2231907",
    ],
)
def test_news_of_a_case_in_any_syntax(text: str) -> None:
    assert found(text, "news-link")


@pytest.mark.parametrize(
    "text",
    [
        "It had been explained to her in a waiting room with the telly on.",
        "He read the paper in the waiting room while the baby slept.",
        "The press office should be told early, so that media coverage does not come as a shock to the family.",
        "Media coverage of child deaths rises and falls; referral numbers follow.",
        "Our local paper ran a piece on the new family hub.",
        "Local radio interviewed our fostering manager about the shortage of carers.",
        "The children's reporter decided that there were no grounds.",
        "He works for a newspaper and does nights.",
        "The Star chart on the fridge had not been filled in for weeks.",
        "The Independent Reviewing Officer raised it twice.",
        "The express wish of the child was not in the papers filed.",
    ],
)
def test_media_in_daily_life_and_at_work_pass(text: str) -> None:
    assert found(text, "news-link") == []
