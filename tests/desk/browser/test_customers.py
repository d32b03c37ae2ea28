"""Customers merged and parted, conversations merged by keys, and a file of orders with its progress, in Chromium."""

import re

import pytest

from tests.desk.browser.test_access import mistakes

pytestmark = pytest.mark.browser
TABLE = "\n".join(["Tilausnumero;Summa", *(f"SELAIN-{number};{number},50" for number in range(1200)), "X;ei"])


def card_of(page, sought):
    page.goto(f"/customers?q={sought}")
    return page.locator(".hits a").first.get_attribute("href")


def test_two_customers_become_one_and_two_again(sign_in):
    aino = sign_in("aino")
    matti, sirkka = card_of(aino, "matti.korhonen"), card_of(aino, "sirkka.mattila")

    aino.goto(matti)
    aino.click("text=Merge with another customer")
    aino.fill("#sought", "sirkka")
    aino.keyboard.press("Enter")
    aino.get_by_role("button", name="Merge Sirkka").click()
    aino.wait_for_url(f"**{matti}")
    assert "sirkka.mattila@asiakas.example" in aino.inner_text("main")

    aino.get_by_role("button", name="Undo the merge").click()
    aino.wait_for_selector("text=two customers again")
    assert "sirkka.mattila@asiakas.example" not in aino.inner_text("main")
    aino.goto(sirkka)
    assert "sirkka.mattila@asiakas.example" in aino.inner_text("main")


def test_conversations_are_merged_with_keys_and_the_undo_stands_under_the_subject(sign_in):
    aino = sign_in("aino")
    aino.goto("/queue/open")
    first, second = (
        re.search(r"\d+", aino.locator("#rows .row").nth(place).get_attribute("href"))[0] for place in (0, 1)
    )
    aino.goto(f"/conversations/{first}")
    turns = aino.locator(".turn").count()

    aino.keyboard.press("m")
    aino.wait_for_url("**/merge")
    aino.fill("#sought", second)
    aino.keyboard.press("Enter")
    aino.get_by_role("button", name=f"Merge into #{second}").click()
    aino.wait_for_url(f"**/conversations/{second}")
    assert aino.locator(".turn").count() > turns

    aino.get_by_role("button", name="Undo", exact=True).click()
    aino.wait_for_url(f"**/conversations/{first}")
    assert aino.locator(".turn").count() == turns


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
