"""Three hard conversations from their first mail to their end, as people of the demo go through them.

The browser's tests walk them; ``python -m tests.desk.browser.pictures`` walks them too, and keeps the pictures that
docs/guide/walks.md shows.
"""

from __future__ import annotations

import base64
import json
import urllib.request
from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import Page

HOOK_SECRET = "post:office"
COOLING = 2  # seconds that the harsh draft rests; 60 is the desk's own default
Picture = Callable[[str, Page], None]

BROKEN = (
    "Nyt riitti. Lupasitte hakea telineen keskiviikkona, eikä ketään ole tullut tänäänkään. Tämä on jo kolmas "
    "kerta kun kirjoitan tilauksesta 10392. Olen todella vihainen! Hakekaa se pois ja palauttakaa 159 euroa."
)
PROMISE = (
    "Hei Pasi,\n\nlupasimme hakea telineen keskiviikkona ja jätimme teidät odottamaan koko illaksi. Se on meidän "
    "virheemme, ja olen siitä pahoillani. Ymmärrän, että tämä suututtaa.\n\nPalautan teille 159 euroa jo tänään. "
    "Kuriiri hakee telineen huomenna klo 12 mennessä, ja teidän ei tarvitse tehdä mitään.\n\nTerveisin\nAino"
)
KEPT = (
    "Hei Pasi,\n\nteline haettiin äsken, ja 159 euroa lähti tilillenne eilen. Kiitos, että jaksoitte kirjoittaa."
    "\n\nTerveisin\nAino"
)

COMPLAINT = (
    "Wy debile, namiot z zamówienia LH-204377 rozerwał się na szwie pierwszej nocy, 12 listopada. Składam "
    "reklamację i żądam zwrotu 489 zł, bandyci pieprzeni!"
)
AGAIN = (
    "Co wy, idioci, czytać nie umiecie? Zwrot 489 zł i koniec, kretyni.",
    "Następna idiotka. Wszyscy tam jesteście debilami.",
    "Nic nie rozumiecie, kretyni. Banda debili.",
)
DECISION = (
    "Dzień dobry,\n\nuznajemy Pana reklamację namiotu z zamówienia LH-204377 i zwracamy 489 zł na konto, z którego "
    "przyszła płatność. Przelew wyjdzie jutro do godz. 16. Szew nie powinien był puścić, przepraszamy za tę "
    "noc.\n\nPozdrawiam\nHelena Saari"
)

HARSH = "Calm down. You fitted it wrong, so it is your own fault. LEARN TO READ THE MANUAL!!! We are not paying."
BETTER = (
    "Hello Ian,\n\nyou asked for a fair look at the scratch, and I answered with a rule. I am sorry: that was no "
    "way to treat thirty years of fitting racks.\n\nTwo things would help me decide: a photo of the strap that "
    "slipped, and the garage's estimate for the 240 pounds. I am passing both to my lead, Helena, and I will write "
    "to you by tomorrow 4 pm with her answer.\n\nKind regards\nGrace"
)


def arrives(address: str, sender: str, subject: str, text: str) -> None:
    """A mail comes in by the desk's hook for Postmark."""
    number = uuid4()
    raw = (
        f"From: {sender}\r\nTo: help@lumo.example\r\nSubject: {subject}\r\nMessage-ID: <{number}@walk.example>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{text}\r\n"
    )
    body = json.dumps({"OriginalRecipient": "help@lumo.example", "Headers": [], "RawEmail": raw}).encode()
    secret = base64.b64encode(HOOK_SECRET.encode()).decode()
    headers = {"Content-Type": "application/json", "Authorization": f"Basic {secret}"}
    urllib.request.urlopen(urllib.request.Request(f"{address}/hooks/mail/postmark", body, headers), timeout=30).close()


def a_broken_promise(aino: Page, address: str, picture: Picture) -> None:
    """An angry Finnish customer to whom a promise was broken, from their mail to a promise that was kept."""
    aino.goto("/queue/open")
    aino.wait_for_selector("body[data-live=on]")
    row = aino.locator("#rows .row", has_text="Pasi Lehtonen")
    number = row.get_attribute("data-number")
    arrives(address, "pasi.lehtonen@asiakas.example", f"Re: Missä se nouto viipyy [#{number}]", BROKEN)
    picture("broken-promise-1-arrives", aino)

    _open(aino, "Pasi Lehtonen")
    aino.locator(".turn", has_text="Nyt riitti").first.locator(".strip").wait_for()
    aino.locator(".step").wait_for()
    picture("broken-promise-2-read", aino)

    _write(aino, PROMISE)
    aino.locator("#review:not(:empty)").wait_for()
    picture("broken-promise-3-answer", aino)
    _send(aino)
    aino.locator("#to-confirm .confirm").first.wait_for()
    picture("broken-promise-4-confirm", aino)
    _confirm(aino)

    _write(aino, KEPT)
    _send(aino)
    promise = aino.locator("#owed .promise", has_text="huomenna klo 12")
    promise.locator("button").first.click()
    promise.wait_for(state="detached")
    aino.goto("/promises?box=all&past=1")
    aino.locator(".promise", has_text="huomenna klo 12").wait_for()
    picture("broken-promise-5-kept", aino)


def a_complaint_with_abuse(marek: Page, helena: Page, address: str, picture: Picture) -> None:
    """An abusive Polish customer with a real complaint: up the ladder, while the law's clock runs to its answer."""
    sender = "waldek.zych@klient.example"
    arrives(address, f"Waldek Zych <{sender}>", "Namiot", COMPLAINT)
    find(marek, "Waldek")
    marek.locator("#owed .promise").first.wait_for()
    marek.locator(".turn .strip").first.wait_for()
    picture("ladder-1-calmly", marek)
    here = marek.url.split("?")[0]
    number = here.rsplit("/", 1)[1]

    for climber, next_words in zip((marek, marek, helena), AGAIN, strict=True):
        rung = _climb(climber, here, picture)
        climber.wait_for_url(here)
        arrives(address, sender, f"Re: Namiot [#{number}]", next_words)
        helena.goto(here)
        helena.locator(".turn", has_text=next_words[:20]).locator(".strip").wait_for()

    assert rung == "warning"
    _climb(helena, here, picture)
    helena.get_by_text("the law wants an answer").wait_for()
    picture("ladder-3-law", helena)
    helena.goto(here)
    _write(helena, DECISION)
    picture("ladder-4-decision", helena)
    _send(helena)
    helena.locator("#owed", has_text="Answer by").wait_for(state="detached")
    _climb(helena, here, picture)
    helena.wait_for_url(here)
    helena.goto("/legal-lane")
    helena.get_by_text("Waldek Zych").first.wait_for()
    picture("ladder-5-lane", helena)


def _climb(page: Page, here: str, picture: Picture) -> str:
    """Take the next rung as the desk words it; its name."""
    page.goto(f"{here}/ladder")
    kind = page.locator("[name=kind]")
    kind.wait_for(state="attached")
    if page.locator("[name=colleague]").count():
        page.select_option("[name=colleague]", label="Helena Saari")
    if page.locator("[name=offered]").count():
        page.fill("[name=offered]", "Helena Saari")
    rung = kind.input_value()
    picture(f"ladder-2-{rung}", page)
    page.locator("main form button.primary").click()
    return rung


def a_held_draft(grace: Page, helena: Page, picture: Picture) -> None:
    """An English draft that would do harm: it rests, is seen afresh, gets better, and goes."""
    helena.goto("/held-drafts")
    helena.fill("[name=seconds]", str(COOLING))
    helena.locator("main form button.primary").click()
    grace.goto("/queue/open")
    _open(grace, "Ian Walsh")
    _write(grace, HARSH)
    grace.locator("#under mark").first.wait_for(state="attached")
    picture("held-1-draft", grace)
    grace.keyboard.press("Control+Enter")
    grace.locator(".held").wait_for()
    picture("held-2-rests", grace)
    grace.locator(".held .beside").wait_for()
    picture("held-3-afresh", grace)

    _write(grace, BETTER)
    grace.wait_for_function("!document.querySelector('#under mark')")
    picture("held-4-better", grace)
    _send(grace)
    grace.locator(".turn .words", has_text="thirty years of fitting racks").wait_for()
    picture("held-5-sent", grace)


def _open(page: Page, customer: str) -> None:
    page.locator("#rows .row", has_text=customer).first.click()
    page.wait_for_url("**/conversations/*")
    page.wait_for_load_state("networkidle")


def find(page: Page, words: str) -> None:
    """Open what has just come in, as soon as the search knows it."""
    for _ in range(60):
        page.goto(f"/search?q={words}")
        hit = page.locator("main a[href^='/conversations/']").first
        if hit.count():
            page.goto(hit.get_attribute("href"))
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"{words} is not found")


def _write(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#text").press("End")


def _send(page: Page) -> None:
    """Send, and say yes where the desk asks whether a promise can be kept."""
    page.keyboard.press("Control+Enter")
    page.wait_for_function("!document.getElementById('text')?.value || document.querySelector('#stopped .banner')")
    if page.locator("#stopped .banner").count():
        page.keyboard.press("Control+Enter")
    page.wait_for_function("!document.getElementById('text')?.value")
    page.wait_for_load_state("networkidle")


def _confirm(page: Page) -> None:
    """Confirm every promise that the desk asks about."""
    for left in reversed(range(page.locator("#to-confirm .confirm").count())):
        page.locator("#to-confirm .primary").first.click()
        page.wait_for_function(f"document.querySelectorAll('#to-confirm .confirm').length === {left}")
