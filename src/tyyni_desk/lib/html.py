"""HTML of strangers made safe to show: no scripts, no forms, and no picture that tells the sender who is reading."""

from __future__ import annotations

from collections.abc import Mapping

import nh3

_LONGEST = 2_000_000
# Marks the address of a picture elsewhere while the HTML is cleaned; the page asks before it loads any.
_REMOTE = "https://remote.invalid/"
_PICTURES = ("cid:", "data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;")
_TAGS = (
    "a abbr b blockquote br center code dd del div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins li "
    "ol p pre q s small span strike strong sub sup table tbody td tfoot th thead tr u ul"
)
_ATTRIBUTES = {
    "*": {"align", "dir", "lang", "style", "title", "valign"},
    "a": {"href"},
    "font": {"color", "size"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"start", "type"},
    "table": {"border", "cellpadding", "cellspacing", "width"},
    "td": {"colspan", "rowspan", "width"},
    "th": {"colspan", "rowspan", "width"},
}
# Nothing here can load anything or leave its place on the page.
_STYLES = (
    "background-color border border-bottom border-collapse border-left border-radius border-right border-top color "
    "font-size font-style font-weight height line-height list-style-type margin margin-bottom margin-left margin-right "
    "margin-top max-width padding padding-bottom padding-left padding-right padding-top text-align text-decoration "
    "vertical-align white-space width"
)


def sanitise(html: str) -> str:
    """Clean ``html``; pictures elsewhere keep their address in ``data-src``, where no browser loads it."""
    if len(html) > _LONGEST:
        return ""
    clean = nh3.clean(
        html,
        tags=set(_TAGS.split()),
        clean_content_tags={"script", "style", "title"},
        attributes=_ATTRIBUTES,
        attribute_filter=_filter,
        url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
        link_rel="noopener noreferrer nofollow",
        filter_style_properties=set(_STYLES.split()),
    )
    return clean.replace(f' src="{_REMOTE}', ' data-src="').strip()


def with_pictures(html: str, pictures: Mapping[str, str]) -> str:
    """Put the pictures that came with the mail (Content-ID → address) into the cleaned ``html``."""
    for content_id, address in pictures.items():
        html = html.replace(f' src="cid:{content_id}"', f' src="{address}"')
    return html


def _filter(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "style":
        return None if "url(" in value.lower().replace(" ", "") or "\\" in value else value
    if attribute == "src":
        return _picture(value.strip())
    if attribute == "href":
        return None if value.strip().lower().startswith(("data:", "cid:")) else value
    return value


def _picture(address: str) -> str | None:
    if address.lower().startswith(_PICTURES):
        return address
    return _REMOTE + address if address.lower().startswith(("http://", "https://")) else None
