"""The guide's table of roles is the table that the desk asks; and every ability in it is used."""

from tyyni_desk.people import page


def test_the_page_of_roles_is_up_to_date():
    assert page.PAGE.read_text("utf-8") == page.text(), "run python -m tyyni_desk.people.page"
