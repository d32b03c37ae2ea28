"""Customers merged and parted, conversations merged by keys, and a file of orders with its progress, in Chromium."""

import re

import pytest

from tests.desk.browser.test_access import mistakes

pytestmark = pytest.mark.browser
TABLE = "\n".join(["Tilausnumero;Summa", *(f"SELAIN-{number};{number},50" for number in range(1200)), "X;ei"])


def card_of(page, sought):
    page.goto(f"/customers?q={sought}")
    return page.locator(".hits a").first.get_attribute("href")


def number_of(page, customer):
    page.goto(f"/search?q=from:{customer}")
    href = page.locator(".hits .row").first.get_attribute("href")
    return re.search(r"\d+", href)[0]


def test_two_customers_become_one_and_two_again(sign_in):
    grace = sign_in("grace")
    matti, sirkka = card_of(grace, "matti.korhonen"), card_of(grace, "sirkka.mattila")

    grace.goto(matti)
    grace.click("text=Merge with another customer")
    grace.fill("#sought", "sirkka")
    grace.keyboard.press("Enter")
    grace.get_by_role("button", name="Merge Sirkka").click()
    grace.wait_for_url(f"**{matti}")
    assert "sirkka.mattila@asiakas.example" in grace.inner_text("main")

    grace.get_by_role("button", name="Undo the merge").click()
    grace.wait_for_selector("text=two customers again")
    assert "sirkka.mattila@asiakas.example" not in grace.inner_text("main")
    grace.goto(sirkka)
    assert "sirkka.mattila@asiakas.example" in grace.inner_text("main")


def test_conversations_are_merged_with_keys_and_the_undo_stands_under_the_subject(sign_in):
    grace = sign_in("grace")
    # What stands first in the queue may be evidence, which stays where it is.
    first, second = number_of(grace, "samuel.reid"), number_of(grace, "dot.ferris")
    grace.goto(f"/conversations/{first}")
    turns = grace.locator(".turn").count()

    grace.keyboard.press("m")
    grace.wait_for_url("**/merge")
    grace.fill("#sought", second)
    grace.keyboard.press("Enter")
    grace.get_by_role("button", name=f"Merge into #{second}").click()
    grace.wait_for_url(f"**/conversations/{second}")
    assert grace.locator(".turn").count() > turns

    grace.get_by_role("button", name="Undo", exact=True).click()
    grace.wait_for_url(f"**/conversations/{first}")
    assert grace.locator(".turn").count() == turns


def test_a_file_of_orders_is_looked_at_taken_in_and_its_progress_ends(sign_in):
    helena = sign_in("helena")
    helena.goto("/order-imports")
    helena.set_input_files(
        "#file", files=[{"name": "tilaukset.csv", "mimeType": "text/csv", "buffer": TABLE.encode("utf-16")}]
    )

    helena.click("text=Look at it")
    helena.wait_for_selector("text=One row cannot be taken")
    assert not mistakes(helena)
    helena.click("text=Take in 1200 orders")
    helena.wait_for_selector("text=Done.")

    assert "1200 new" in helena.inner_text("#progress")
