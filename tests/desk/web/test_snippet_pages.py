"""The pages of snippets, and their way into an answer."""

import pytest

from tests.desk.makers import make_agent, make_conversation, make_customer
from tyyni_desk.people.models import Order
from tyyni_desk.people.retiring import retire
from tyyni_desk.snippets import actions
from tyyni_desk.snippets.models import Snippet

pytestmark = pytest.mark.django_db
FORM = {"name": "Palautus", "shortcut": "palautus", "team": "", "body_fi": "Hei {{ customer.first_name }}"}


def make_snippet(shortcut="hei", **texts):
    return actions.add(by=make_agent("lead"), name=f"Nimi {shortcut}", shortcut=shortcut, team=None, texts=texts)


def ordered_conversation(**fields):
    conversation = make_conversation(customer=make_customer("Liisa Virtanen"), **fields)
    Order.objects.create(number="10233", customer=conversation.customer, total=20, state="shipped")
    return conversation


def test_a_lead_writes_a_snippet_and_finds_it_by_a_word_of_its_text(signed_in):
    lead = signed_in("lead")

    lead.post("/snippets/new", {**FORM, "body_pl": "Zwrot pieniędzy"})

    assert "Palautus" in lead.get("/snippets?q=ZWROT").content.decode()
    assert "No snippet has these words" in lead.get("/snippets?q=reklamacja").content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"body_fi": ""}, "Write the text in one language at least."),
        ({"body_fi": "Hei {{ customer.shoe }}"}, "There is no tag customer.shoe."),
        ({"shortcut": "taken"}, "Another snippet has this shortcut"),
        ({"shortcut": "two words"}, "letters, numbers, underscores or hyphens"),
        ({"body_fi": "x" * 20_001}, "at most 20000 characters"),
    ],
)
def test_what_cannot_be_saved_says_why_and_keeps_what_was_written(signed_in, wrong, said):
    lead, taken = signed_in("lead"), make_snippet("taken", fi="Hei")

    answer = lead.post("/snippets/new", {**FORM, **wrong})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="Palautus"' in answer.content.decode()
    assert Snippet.objects.get() == taken


def test_a_snippet_is_retired_and_brought_back(signed_in):
    lead, snippet = signed_in("lead"), make_snippet(fi="Hei")

    lead.post(f"/snippets/{snippet.pk}/retirement", {"on": "1"})
    assert snippet.name not in lead.get("/snippets").content.decode()
    assert snippet.name in lead.get("/snippets?retired=1").content.decode()

    lead.post(f"/snippets/{snippet.pk}/retirement", {"on": "0"})
    assert snippet.name in lead.get("/snippets").content.decode()


def test_the_preview_fills_marks_what_is_missing_and_reviews_each_language(signed_in):
    lead, conversation = signed_in("lead"), ordered_conversation()
    texts = {"body_fi": "Rauhoittukaa nyt, {{ customer.first_name }}.", "body_pl": "Link: {{ order.tracking_url }}"}

    page = lead.post("/snippets/preview", {"on": conversation.number, **texts}).content.decode()

    assert '<span class="filled">Liisa</span>' in page
    assert "<mark>{{ order.tracking_url }}</mark>" in page
    assert "The shop has not told it of this order." in page
    assert "<q>Rauhoittukaa nyt" in page
    assert page.count("No faults found.") == 1


def test_a_customers_name_is_no_html_in_the_preview(signed_in):
    lead, conversation = signed_in("lead"), make_conversation(customer=make_customer("<script>x</script>"))

    page = lead.post("/snippets/preview", {"on": conversation.number, "body_fi": "{{ customer.name }}"})

    assert b"<script>" not in page.content


@pytest.mark.parametrize("number", ["", "x", "999999", "9" * 40])
def test_a_preview_on_no_conversation_says_so(signed_in, number):
    page = signed_in("lead").post("/snippets/preview", {"on": number, "body_fi": "Hei"})

    assert b"There is no conversation" in page.content


def test_an_insertion_is_plain_text_and_counted_on_the_page(desk):
    text, conversation = make_snippet(fi="Hei {{ customer.first_name }} & muut").texts.get(), ordered_conversation()

    words = desk.post(f"/conversations/{conversation.number}/snippets/{text.pk}")

    assert words.content.decode() == "Hei Liisa & muut"
    assert words["Content-Type"].startswith("text/plain")
    assert "1 ×" in desk.get("/snippets").content.decode()


def test_a_retired_snippet_cannot_be_inserted(desk):
    snippet = make_snippet(fi="Hei")
    retire(snippet, by=make_agent("lead"))

    answer = desk.post(f"/conversations/{make_conversation().number}/snippets/{snippet.texts.get().pk}")

    assert answer.status_code == 404


def test_the_review_names_the_tags_that_would_stop_the_send(desk):
    address = f"/conversations/{ordered_conversation().number}/review"

    found = desk.post(address, {"text": "Seuraatte tilausta täältä: {{ order.tracking_url }}"}).content.decode()

    assert "{{ order.tracking_url }}" in found
    assert "The shop has not told it of this order." in found


def test_the_list_and_the_picker_ask_the_database_as_often_for_many_as_for_one(desk, django_assert_max_num_queries):
    conversation = ordered_conversation(language="fi")
    for number in range(30):
        make_snippet(f"s{number}", fi="Hei", pl="Dzień dobry", en="Hello")

    with django_assert_max_num_queries(10):
        desk.get("/snippets")
    with django_assert_max_num_queries(10):
        desk.get(f"/conversations/{conversation.number}/snippets")
