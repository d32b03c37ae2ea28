"""What the columns of a table of orders are called, in Finnish, Polish and English."""

from __future__ import annotations

import re
from collections.abc import Sequence

NAMES = {
    "number": "order, order number, order no, order id, order #, number, tilaus, tilausnumero, tilausnro, "
    "tilauksen numero, tilaus nro, zamówienie, numer zamówienia, nr zamówienia, numer, nr",
    "email": "email, e-mail, customer email, email address, sähköposti, sähköpostiosoite, asiakkaan sähköposti, "
    "adres e-mail, adres email, e-mail klienta, email klienta",
    "phone": "phone, phone number, telephone, mobile, puhelin, puhelinnumero, puh, telefon, numer telefonu, "
    "nr telefonu",
    "name": "customer, customer name, name, asiakas, asiakkaan nimi, nimi, klient, imię i nazwisko, "
    "nazwa klienta, nazwa",
    "total": "total, sum, amount, grand total, order total, summa, yhteensä, loppusumma, suma, kwota, razem, wartość, "
    "wartość zamówienia",
    "currency": "currency, valuutta, waluta",
    "state": "status, state, order status, tila, tilauksen tila, stan, status zamówienia",
    "ordered_at": "date, order date, ordered, ordered at, created at, päivä, päivämäärä, pvm, tilauspäivä, tilattu, "
    "data, data zamówienia, zamówiono",
    "tracking_url": "tracking, tracking url, tracking link, seuranta, seurantalinkki, śledzenie, link do śledzenia",
    "item": "item, items, product, products, product name, tuote, tuotteet, tuotenimi, produkt, produkty, towar, "
    "nazwa produktu",
    "quantity": "quantity, qty, count, määrä, kpl, ilość, szt, liczba",
    "price": "price, unit price, hinta, yksikköhinta, à-hinta, cena, cena jednostkowa",
}
_FIELDS = {name.strip(): field for field, names in NAMES.items() for name in names.split(",")}


def columns(header: Sequence[str]) -> dict[str, int]:
    """Where each field stands; of two columns for one field the first holds."""
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        field = _FIELDS.get(re.sub(r"[\s_]+", " ", cell.strip(" \ufeff\"'.:").lower()).rstrip("."))
        if field:
            places.setdefault(field, place)
    return places
