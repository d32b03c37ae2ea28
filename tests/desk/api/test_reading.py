"""Lists and single rows: the queue's boxes and filters, pages, few queries, one shape of refusal."""

import pytest

from tests.desk.makers import make_conversation, make_customer
from tyyni_desk.conversations import actions
from tyyni_desk.jobs import worker

pytestmark = pytest.mark.django_db
FURIOUS = "Kolmas kerta kun kirjoitan! Olen raivoissani! Rahat takaisin HETI!"


@pytest.fixture
def shop(program):
    return program("conversations:read", "customers:read")


def numbers(answer):
    return [row["number"] for row in answer.json()["items"]]


def every_page(shop, path):
    cursor, pages = "", []
    while cursor is not None:
        page = shop.get(f"{path}{'&' if '?' in path else '?'}limit=2&cursor={cursor}").json()
        pages.append(page["items"])
        cursor = page["next"]
    return pages


@pytest.mark.parametrize("box", ["open", "all"])
def test_the_pages_hold_each_conversation_once_in_the_order_of_the_queue(shop, box):
    made = [make_conversation(subject=f"Aihe {number}") for number in range(5)]

    pages = every_page(shop, f"/conversations?box={box}")

    assert [len(page) for page in pages] == [2, 2, 1]
    found = [row["number"] for page in pages for row in page]
    assert found == [one.number for one in (made if box == "open" else reversed(made))]


def test_a_conversation_that_comes_between_two_pages_shifts_nothing(shop):
    first, second, third = (make_conversation().number for _ in range(3))
    page = shop.get("/conversations?limit=2").json()
    make_conversation()

    rest = shop.get(f"/conversations?limit=2&cursor={page['next']}")

    assert [row["number"] for row in page["items"]] == [third, second]
    assert numbers(rest) == [first]


def test_boxes_search_and_customer_narrow(shop):
    matti = make_customer()
    mine = make_conversation("Missä tilaukseni on?", customer=matti)
    make_conversation("Paketti hajosi", subject="Rikki")
    actions.assign(mine, shop.agent, by=shop.agent)
    actions.tag(mine, ["kuljetus"], by=shop.agent)
    worker.run_all()

    paths = ["?box=mine", "?q=tilaus", "?q=tag:kuljetus", f"?customer={matti.pk}"]

    assert [numbers(shop.get(f"/conversations{path}")) for path in paths] == [[mine.number]] * 4


def test_a_message_tells_how_it_was_read_but_not_that_somebody_is_vulnerable(shop):
    conversation = make_conversation(FURIOUS)
    worker.run_all()

    (message,) = shop.get(f"/conversations/{conversation.number}/messages").json()["items"]

    assert message["reading"]["emotion"] == "anger"
    assert "refund" in message["reading"]["requests"]
    assert "vulnerable" not in str(message)
    assert shop.get(f"/messages/{message['id']}").json() == message


def test_lists_cost_the_same_number_of_queries_for_any_number_of_rows(shop, django_assert_max_num_queries):
    conversation = make_conversation(FURIOUS)
    for number in range(30):
        actions.tag(make_conversation(subject=f"Aihe {number}"), ["a", "b"], by=shop.agent)
        actions.reply(conversation, by=shop.agent, text="Hei", seen=None)
    worker.run_all()
    shop.get("/conversations")

    for path, most in [("/conversations", 5), (f"/conversations/{conversation.number}/messages", 9), ("/customers", 4)]:
        with django_assert_max_num_queries(most):
            assert len(shop.get(path).json()["items"]) > 25


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/conversations/99999999", 404),
        ("/conversations/99999999/messages", 404),
        ("/messages/99999999", 404),
        ("/customers/99999999", 404),
        ("/nonsense", 404),
        ("/conversations/99999999999999999999", 422),
        ("/conversations?limit=0", 422),
        ("/conversations?box=nonsense", 422),
        ("/conversations?cursor=nonsense", 422),
        ("/conversations?cursor=WzFd", 422),
        ("/conversations?q=%00", 422),
        ("/conversations?q=before:yesterday", 422),
    ],
)
def test_every_refusal_has_one_shape(shop, path, status):
    answer = shop.get(path)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json().keys() == {"type", "title", "status", "detail", "faults"}
    assert answer.json()["status"] == status
    assert bool(answer.json()["faults"]) == (status == 422)


def test_a_cursor_of_another_order_is_refused(shop):
    for _ in range(3):
        make_conversation()
    cursor = shop.get("/conversations?box=open&limit=1").json()["next"]

    assert shop.get(f"/conversations?box=all&cursor={cursor}").status_code == 422


def test_a_method_that_an_address_lacks_is_refused_with_those_it_has(shop):
    answer = shop("DELETE", "/customers")

    assert (answer.status_code, set(answer["Allow"].split(", "))) == (405, {"GET", "POST"})
    assert answer.json()["type"] == "urn:tyyni:problem:method-not-allowed"
