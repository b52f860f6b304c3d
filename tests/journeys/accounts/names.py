"""Long names and texts: what fits with them fits with others."""

from datetime import timedelta

LONG_NAME = "Bartholomew Featherstonehaugh-Wojciechowski"
LONG_BOARD = "Northbridge, Southbridge and Llanfairpwllgwyngyll Safeguarding Children Partnership"
DRAFT = {
    "title": "A second look at bruises on babies who do not yet move about, agreed by all services of the area",
    "found": "A 5-month-old was seen with a bruise on 4 March 2014 at St Example's Children's Centre. He was the "
    "second of three children.",
}
IN_REVIEW = {
    "title": "Who is in the house?",
    "summary": "A board asked every service to write down who lives with a child.",
    "found": "The girl was 31 months old when she was scalded in April 2015. She was the youngest of four children.",
    "done": "Health visitors ask at each visit.",
}
DAY = timedelta(days=1)
