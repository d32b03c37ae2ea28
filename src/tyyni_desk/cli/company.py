"""stub until merge"""

from tyyni_desk.conversations import actions
from tyyni_desk.people import actions as people
from tyyni_desk.people.models import Agent

LOGINS = [("aino@lumo.example", "agent")]
PASSWORD = "tyyni-vesi-2026"


def fill() -> None:
    if Agent.objects.exists():
        return
    aino = Agent.objects.create_user("aino@lumo.example", PASSWORD, name="Aino Lahti", interface="en", languages=["fi"])
    Agent.objects.create_user("helena@lumo.example", PASSWORD, name="Helena Saari", role="lead")
    T = [
        (
            "Matti Korhonen",
            "matti@asiakas.example",
            "Rikkinäinen kahvinkeitin, 3. yhteydenotto",
            "Kolmas kerta kun kirjoitan! Keitin hajosi taas ja tilaus 10233 on maksettu. Haluan rahat takaisin tai vien asian kuluttajariitalautakuntaan.",
        ),
        (
            "Dariusz Kmieć",
            "darek@klient.example",
            "CO WY ROBICIE",
            "Kurwa, trzeci raz piszę, gdzie jest moja paczka LH-204219?! Jesteście bandą idiotów.",
        ),
        (
            "Grace Hill",
            "grace@customer.example",
            "Thank you",
            "The lamp is lovely and the courier was so kind. Thank you!",
        ),
    ]
    for n, e, s, t in T:
        c = people.known_as("email", e, name=n)
        k = actions.begin(c, subject=s, channel="email")
        actions.receive(k, text=t)
    actions.assign(k, aino, by=aino)
