"""A lead of many finds somebody, and comes back to where they were in the list."""

from kb.accounts.models.organisation import Organisation
from tests.members.inviting import belongs
from tests.pages import Person


def test_people_are_found_by_a_part_of_name_or_address_and_by_role(lead: Person, board: Organisation) -> None:
    for number in range(21):
        belongs(board, "member", name=f"Person {number:02}", email=f"p{number:02}@example.org")
    belongs(board, "contributor", name="Siân Priddy", email="sp@elsewhere.example")

    page = lead.get("members.show", slug=board.slug)
    for words in ("sian", "PRIDDY siân", "elsewhere"):
        found = page.submit("Apply filters", q=words)
        assert found.rows("#members") == ["1 member found"], words
        assert [row.split(" ")[0] for row in found.rows("#members ~ table tbody tr")] == ["Siân"]
    assert page.submit("Apply filters", role="contributor").rows("#members") == ["1 member found"]
    assert page.submit("Apply filters", q="person", role="member").rows("#members") == ["1 to 20 of 21 members found"]
    nobody = page.submit("Apply filters", q="zzz")
    assert nobody.rows("#members") == ["Nobody fits"]
    assert nobody.follow("show all members").rows("#members") == ["1 to 20 of 23 members"]
    assert lead.open(f"/organisations/{board.slug}/members?role=emperor").rows("#members") == ["1 to 20 of 23 members"]


def test_a_list_that_fits_on_a_page_has_no_search(lead: Person, board: Organisation) -> None:
    assert not lead.get("members.show", slug=board.slug).soup.select("form[role=search]")


def test_after_a_change_one_is_where_one_was(lead: Person, board: Organisation) -> None:
    for number in range(45):
        belongs(board, "member", name=f"Person {number:02}", email=f"p{number:02}@example.org")
    where = f"/organisations/{board.slug}/members?q=person&role=member&page=2"
    page = lead.open(where)

    for name, link, button in (("Person 25", "Remove", "Remove"), ("Person 26", "Change role of", "Change")):
        step = page.follow(f"{link} {name}")
        assert step.follow("People").response.request.path == f"/organisations/{board.slug}/members"
        done = step.submit(button, role="contributor", successor="")

        args = done.response.request.args
        assert (args["q"], args["role"], args["page"]) == ("person", "member", "2")
        assert done.rows("section:has(#members) .kb-notice--good") != [], "it is said at the list"


def test_the_way_back_leads_to_the_list_and_not_to_the_top_of_the_page(lead: Person, board: Organisation) -> None:
    membership = belongs(board, "member")
    page = lead.get("members.change_role", slug=board.slug, number=membership.id)
    form = page.soup.select_one("main form")
    assert form is not None
    token = form.select_one("[name=csrf_token]")
    assert token is not None

    answer = lead.client.post(str(form["action"]), data={"csrf_token": token["value"], "role": "contributor"},
                              headers={"Sec-Fetch-Site": "same-origin"})  # fmt: skip

    assert answer.headers["Location"].endswith("/members#members")
