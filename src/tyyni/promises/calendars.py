"""The calendar of the customer: time zone, public holidays and working days of a country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

import holidays

# Time zones in which the desks of our three languages work; the holidays follow the country.
_ZONES = {
    "FI": "Europe/Helsinki",
    "PL": "Europe/Warsaw",
    "GB": "Europe/London",
    "IE": "Europe/Dublin",
    "EE": "Europe/Tallinn",
    "SE": "Europe/Stockholm",
    "DE": "Europe/Berlin",
    "ES": "Europe/Madrid",
    "US": "America/New_York",
}
_COUNTRIES = {zone: country for country, zone in _ZONES.items()} | {
    "America/Chicago": "US",
    "America/Denver": "US",
    "America/Los_Angeles": "US",
    "Europe/Mariehamn": "FI",
}
_BY_LANGUAGE = {"fi": "FI", "pl": "PL", "en": "GB"}
# Most bank holidays of the United Kingdom are those of its parts; a desk keeps England's.
_PARTS = {"GB": "ENG"}
_OTHER_NAMES = {"UK": "GB"}


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days are those that are neither at the weekend nor a public holiday of ``country``.

    Finland's Midsummer Eve and Christmas Eve count as holidays (laki 150/1930), as does 24 December in Poland
    since 2025.
    """

    country: str  # ISO 3166, two letters; one without known holidays has weekends only
    zone: ZoneInfo

    def local(self, moment: datetime) -> datetime:
        """The moment on the clocks of this calendar; one without a zone is taken to be local."""
        return moment.replace(tzinfo=self.zone) if moment.tzinfo is None else moment.astimezone(self.zone)

    def is_working(self, day: date) -> bool:
        return _holidays(self.country).is_working_day(day)

    def working_day(self, day: date, number: int) -> date:
        """The ``number``-th working day after ``day``, which does not count itself."""
        return _holidays(self.country).get_nth_working_day(day, number)

    def on_or_after(self, day: date) -> date:
        """The first working day that is not before ``day``."""
        return day if self.is_working(day) else self.working_day(day, 1)

    def on_or_before(self, day: date) -> date:
        """The last working day that is not after ``day``."""
        return day if self.is_working(day) else self.working_day(day, -1)


def calendar_for(language: str, *, timezone: str | None = None, country: str | None = None) -> Calendar:
    """The calendar of a reply: by country, else by time zone, else by its language."""
    country = (country or _COUNTRIES.get(timezone or "") or _BY_LANGUAGE[language]).upper()
    country = _OTHER_NAMES.get(country, country)
    return Calendar(country, ZoneInfo(timezone or _ZONES.get(country, "UTC")))


@cache
def _holidays(country: str) -> holidays.HolidayBase:
    try:
        return holidays.country_holidays(country, subdiv=_PARTS.get(country))
    except NotImplementedError:
        return holidays.HolidayBase()


def feast(name: str, language: str, after: date) -> date:
    """The next movable feast ("Easter Sunday") that is not before ``after``."""
    # Finland's calendar knows every feast that the English pack names, and by English names.
    country = "PL" if language == "pl" else "FI"
    years = (after.year, after.year + 1)
    found = holidays.country_holidays(country, years=years, language="en_US").get_named(name)
    return min(day for day in found if day >= after)
