"""HTML mail to text: the sender's words with their line breaks, quoted parts marked as quoted."""

from __future__ import annotations

from inscriptis import get_text
from inscriptis.model.config import ParserConfig
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

_CONFIG = ParserConfig(display_links=False, display_images=False)
# What mail programs wrap the earlier mail in: Gmail, Apple and Thunderbird, Outlook, Yahoo, Samsung.
_QUOTED = (
    "//*[contains(concat(' ', @class, ' '), ' gmail_quote ')]",
    "//blockquote",
    "//*[@id='divRplyFwdMsg' or @id='appendonsend']/following-sibling::*",
    "//*[@id='divRplyFwdMsg']",
    "//*[contains(@class, 'yahoo_quoted') or @id='composer_quoted']",
)
_UNSEEN = "//script | //style | //head | //*[contains(translate(@style, ' ', ''), 'display:none')]"
_LONGEST = 2_000_000


def to_text(html: str) -> str:
    """Return the visible text without quoted blocks, which the sender did not write; with them if that is all."""
    return _visible(html, quotations=False) or _visible(html, quotations=True)


def _visible(html: str, *, quotations: bool) -> str:
    try:
        tree = document_fromstring(html[:_LONGEST].encode("utf-8", "replace"), parser=_utf8_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    for path in (_UNSEEN,) if quotations else (_UNSEEN, *_QUOTED):
        for element in tree.xpath(path):
            _remove(element)
    # A margin of a million lines would be written out in full.
    etree.strip_attributes(tree, "style")
    return str(get_text(etree.tostring(tree, encoding="unicode", method="html"), _CONFIG)).strip()


def _utf8_parser() -> HTMLParser:
    return HTMLParser(huge_tree=False, no_network=True, remove_comments=True, encoding="utf-8")


def _remove(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
