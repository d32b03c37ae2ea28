"""Which lines of a mail the sender wrote: quoted history, signatures and disclaimers taken off.

Mail programs announce a quotation in the reader's language, and the known libraries miss Finnish and
Polish. Each pattern below names the program it was seen in.
"""

from __future__ import annotations

import re

# A quotation is announced by a line, or by two or three that a program broke, which end in "wrote:" and kin
# and begin with a date or a name: Gmail, Apple Mail, Thunderbird and Samsung in the three languages.
_WROTE = re.compile(
    r"\b(?:wrote|kirjoitti|pisze|napisał(?:\(a\)|a)?|napisano)\b[^\n:]{0,80}(?::[^\n:]{0,40})?:[ \t]*$", re.M | re.I
)
_DATED = re.compile(r"[ \t>]*(?:(?:On|W dniu|Dnia)\s|\D{0,30}\d{1,2}[.:/\s]|\S[^\n]{0,60}kirjoitti\b[^\n]*\d)", re.I)
_MOST_LINES = 3
# Outlook and phones: a block of headers, or a line that announces one.
_HEADER_BLOCK = re.compile(
    r"""^[ \t>*]*(?:
      (?:From|Lähettäjä|Od|Nadawca):[ \t*]*[^\n]*\n(?:[ \t>]*\n)?
      [ \t>*]*(?:Sent|Date|Lähetetty|Päivämäärä|Päiväys|Pvm|Wysłano|Wysłane|Data|To|Vastaanottaja|Do):
    | -{2,}\s?(?:Original\ (?:message|appointment)|Alkuperäinen\ viesti|Oryginalna\ wiadomość
      |Wiadomość\ oryginalna|Forwarded\ message|Välitetty\ viesti|Edelleenlähetetty\ viesti
      |Wiadomość\ przekazana|Przekazana\ wiadomość|Treść\ oryginalnej\ wiadomości)
    | _{20,}[ \t]*$
    )""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
# A device or a program must be named: "Sent via DHL" and "Wysłane z Chin" are the customer's own words.
_PROGRAM = r"""(?:iPhone|iPad|Samsung|Galaxy|Android|Huawei|Honor|Xiaomi|OnePlus|Nokia|BlackBerry|Outlook|Yahoo|Gmail
    |Proton|AOL|Windows|Thunderbird|phone|mobile|tablet|device|puhelime|laittee|kännyk|sähköpostist|telefon|smartfon
    |komórk|urządze|aplikacj|programu|Poczta)"""
_DEVICE = re.compile(
    rf"""^[ \t]*(?:
      Sent\ (?:from\ my|(?:from|via|with|using)\b[^\n]{{0,40}}?{_PROGRAM})|Get\ Outlook\ for\b
    | Lähetetty\ (?:\w+(?:sta|stä|lta|ltä)ni\b|[^\n]{{0,40}}?{_PROGRAM})
    | Hanki\ Outlook|Wysłan[eoay]\ (?:z|za\ pomocą|przez)\b[^\n]{{0,40}}?{_PROGRAM}|Pobierz\ (?:aplikację\ )?Outlook
    | Outlook\ (?:for|dla)\ (?:Android|iOS)
    )[^\n]{{0,120}}$""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"""^[ \t*_-]*(?:
      (?:This|The\ information\ in\ this)\ (?:e-?mail|message|communication)\b
      [^\n]{0,200}(?:confidential|intended\ (?:only|solely|exclusively|for)\b|privileged)
      # A heading, not a sentence: a customer writes "Tietosuojavaltuutettu saa tietää".
    | (?:Confidentiality(?:\ (?:notice|note|statement))?|(?:Legal\ |E-?mail\ )?Disclaimer|Notice
      |Luottamukselli\w+(?:\ \w+)?|Tietosuoja(?:seloste|ilmoitus|lauseke)?
      |Poufność|Klauzula\ \w+|Informacja\ o\ poufności)[ \t*]*(?::[^\n]*|$)
    | Tämä\ (?:sähköposti|viesti|sähköpostiviesti)\b[^\n]{0,200}
      (?:luottamuksel|tarkoitettu\ (?:vain|ainoastaan|yksinomaan|vastaanottaj)|salassa)
    | (?:Niniejsza|Ta)\ wiadomość\b[^\n]{0,200}(?:poufn|przeznaczon\w+\ (?:jest\ )?(?:tylko|wyłącznie|jedynie)|adresat)
    | Treść\ tej\ wiadomości[^\n]{0,200}(?:poufn|przeznaczon)
    | Administratorem\ (?:Pani|Państwa|danych)[^\n]{0,200}
    | (?:Please\ consider\ the\ environment|Ajattele\ ympäristöä|Pomyśl\ o\ środowisku)[^\n]*
    )""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
_ANSWER_BELOW = re.compile(r"^[ \t]*(?:#+|-{3,})\s?(?:Reply above|Vastaa tämän|Odpowiedz powyżej)[^\n]*$", re.M | re.I)
_LONGEST = 200_000


def own_words(body: str) -> str:
    """Return what the sender wrote. Where everything is quoted, the text as it came is better than none."""
    text = body[:_LONGEST]
    own = _cut(_without_quotations(text), _SIGNATURE, _DISCLAIMER)
    own = re.sub(r"\n{3,}", "\n\n", _DEVICE.sub("", own)).strip()
    return own or _DEVICE.sub("", _without_quoted_lines(text)).strip() or text.strip()


def _without_quotations(text: str) -> str:
    unmarked = _cut(text, _HEADER_BLOCK, _ANSWER_BELOW)
    announced = _announcement(unmarked)
    if not announced:
        return _without_quoted_lines(unmarked)
    above, below = unmarked[: announced[0]], unmarked[announced[1] :]
    # With ">" before each quoted line, what has none was written by the sender, between or below.
    if below.lstrip().startswith(">") or not above.strip():
        return _without_quoted_lines(f"{above.rstrip()}\n\n{below}")
    return _without_quoted_lines(above)


def _announcement(text: str) -> tuple[int, int] | None:
    """Where the first line (or two, or three) that announces a quotation begins and ends."""
    for wrote in _WROTE.finditer(text):
        start = wrote.start()
        for _ in range(_MOST_LINES):
            start = text.rfind("\n", 0, start) + 1
            if _DATED.match(text, start, wrote.end()):
                return start, wrote.end()
            if start == 0:
                break
            start -= 1
    return None


def _cut(text: str, *marks: re.Pattern[str]) -> str:
    """Cut at the first mark that has anything above it."""
    beginning = len(text) - len(text.lstrip())
    starts = [match.start() for mark in marks for match in mark.finditer(text)]
    return text[: min((start for start in starts if start > beginning), default=len(text))]


def _without_quoted_lines(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))
