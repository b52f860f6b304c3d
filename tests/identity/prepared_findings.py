"""What the identity check finds in each prepared file that is not refused: where, by which rule, in which words."""

AUTHOR = ("creator", "file-author", "Orla Quillfeather")
SMALL_PICTURE = ("small picture of the first page", "no-readable-text", "")
TEXT = ("document", "person-name", "Jory Pennycress")
PAGE = [("page 1", "person-name", "Jory Pennycress"), ("Author", "file-author", "Orla Quillfeather")]
CASES = "sheet “Cases”"
SHEET = [
    AUTHOR,
    (CASES, "person-name", "Jory Pennycress"),
    (CASES, "exact-date", "2009-03-02"),
    (CASES, "nhs-number", "9434765919"),
]
PHOTO = "picture in the document (image1.jpg)"
TAKEN = [
    (f"{PHOTO}, Artist", "file-author", "Orla Quillfeather"),
    (f"{PHOTO}, where it was taken", "photo-location", "53.50000, -1.25000"),
    (PHOTO, "no-readable-text", ""),
]
PICTURE = [
    ("picture, Artist", "file-author", "Orla Quillfeather"),
    ("picture, where it was taken", "photo-location", "53.50000, -1.25000"),
    ("picture", "no-readable-text", ""),
]
FOUND: dict[str, list[tuple[str, str, str]]] = {
    "plain text": [("text", "person-name", "Jory Pennycress"), ("text", "exact-date", "2 March 2009")],
    "table as CSV": [("text", "person-name", "Jory Pennycress"), ("text", "place", "Nantwich Vale")],
    "photograph with a place": PICTURE,
    "photograph as PNG": PICTURE,
    "picture with words beside it": [
        ("picture, Comment", "person-name", "Orla Quillfeather"),
        ("picture", "no-readable-text", ""),
    ],
    "document": [
        TEXT,
        AUTHOR,
        SMALL_PICTURE,
        ("document", "person-name", "Bryony Pennycress"),
        ("link in the document", "email", "orla@quillfeather.example"),
    ],
    "document with comments": [
        TEXT,
        AUTHOR,
        ("comment 1", "file-comment", "Is this Bryony?"),
        ("author of comment 1", "file-author", "Tamsin Oakhollow"),
        ("initials of comment 1", "file-author", "TO"),
    ],
    "document with tracked changes": [
        TEXT,
        AUTHOR,
        ("deleted from the document", "tracked-change", " in Quernmore"),
        ("tracked change in the document", "tracked-change", "Tamsin Oakhollow"),
        ("tracked change in the document", "file-author", "Tamsin Oakhollow"),
    ],
    "document with hidden text": [
        TEXT,
        AUTHOR,
        ("hidden text in the document", "hidden-part", " at Wenlow Street"),
    ],
    "document with notes and boxes": [TEXT, AUTHOR, ("footnotes", "person-name", "Tamsin")],
    "document with a photograph": [TEXT, AUTHOR, *TAKEN],
    "document of pictures only": [("creator", "file-author", "python-docx"), *TAKEN],
    "slides": [
        AUTHOR,
        ("slide 1", "person-name", "Jory Pennycress"),
        ("slide 2", "hidden-part", "Quernmore"),
        ("notes of slide 1", "hidden-part", "Say nothing of Bryony"),
        ("lastModifiedBy", "file-author", "Steve Canny"),
    ],
    "slides with a chart": [AUTHOR, ("slide 1", "person-name", "Jory Pennycress")],
    "workbook": [
        *SHEET,
        ("comment on A1 of sheet “Cases”", "file-comment", "Sister of Bryony"),
        ("author of a comment on sheet “Cases”", "file-author", "Tamsin Oakhollow"),
    ],
    "workbook with hidden sheets": [
        *SHEET,
        ("hidden sheet “Key”", "hidden-part", "Child K is Bryony"),
        ("hidden row of sheet “Cases”, row 3", "hidden-part", "Wenlow Street"),
        ("hidden column of sheet “Cases”, row 1", "hidden-part", "Quernmore"),
    ],
    "workbook with threaded comments": [
        *SHEET,
        ("comment on A1 of sheet “Cases”", "file-comment", "Is it Bryony?"),
        ("author of comment on A1 of sheet “Cases”", "file-author", "Tamsin Oakhollow"),
        ("list of people", "file-author", "Tamsin Oakhollow"),
    ],
    "workbook with a pivot table": [
        *SHEET,
        ("data kept by a pivot table", "hidden-part", "Bryony Pennycress"),
        ("data kept by a pivot table", "person-name", "Bryony Pennycress"),
        ("pivot table", "file-author", "Tamsin Oakhollow"),
    ],
    "OpenDocument text": [
        TEXT,
        ("initial-creator", "file-author", "Orla Quillfeather"),
        ("comment 1", "file-comment", "Is this Bryony?"),
        ("author of comment 1", "file-author", "Orla Quillfeather"),
        ("deleted from the document", "tracked-change", "of Nantwich Vale"),
        ("hidden text in the document", "hidden-part", "Hidden Wenlow Street"),
        ("link in the document", "email", "orla@quillfeather.example"),
    ],
    "PDF": [*PAGE, ("XMP, creator", "file-author", "Tamsin Oakhollow")],
    "PDF with notes": [
        *PAGE,
        ("comment on page 1", "file-comment", "Is this Bryony?"),
        ("comment on page 1", "file-comment", "Quernmore"),
        ("author of a comment on page 1", "file-author", "Tamsin Oakhollow"),
    ],
    "PDF with a form": [*PAGE, ("form on page 1", "person-name", "Bryony Pennycress")],
    "PDF with an attachment": [
        *PAGE,
        ("attachment", "hidden-part", "bryony-school-report.txt"),
        ("attachment bryony-school-report.txt", "no-readable-text", ""),
    ],
    "scan": [("page 1", "no-readable-text", "")],
    "500 pages": [],
}
