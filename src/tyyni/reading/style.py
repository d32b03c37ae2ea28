"""How a customer writes: form of address, length, capitals. From the text alone, never from typing."""

from __future__ import annotations

import re2

from tyyni.reading.result import Style
from tyyni.text.value import Text

# In normal form: "A" is ä, "O" ö, "Q" ą, "S" ś, "N" ń, "U" ó (text/normal.py).
_ADDRESS = {
    "fi": {
        "te": rb"\b(te|teid[aA]n|teit[aA]|teille|teilt[aA]|teill[aA]|teist[aA]|teihin|olette|voitteko|oletteko"
        rb"|[a-zAO]{3,}tteko|[a-zAO]+nne)\b",
        "sinA": rb"\b(sin[aA]|sun|sua|sulle|sinun|sinua|sinulle|sulla|sulta|olet|voitko|voisitko|oletko"
        rb"|viitsitk?|[a-zAO]{3,}tko)\b",
    },
    "pl": {
        "pan_pani": rb"\b(pan|pani|pana|panu|pani[aAQ]|panie|pa[nN]stw(o|a|u|em)|szanowni|szanown(y|a))\b",
        "ty": rb"\b(ty|ciebie|ci[eE]|tobie|tob[aQ]|tw[oU]j|twoja|twoje|jeste[sS]|mo[zZ]esz|masz|wiesz"
        rb"|zr[oU]b|powiedz|napisz|we[zX])\b",
    },
}
_NAMES = {"sinA": "sinä"}
_PATTERNS = {
    language: {form: re2.compile(pattern) for form, pattern in forms.items()} for language, forms in _ADDRESS.items()
}


def style_of(text: Text, language: str) -> Style:
    """Read the style; English has one "you", so its address is none."""
    counts = {
        form: sum(1 for _ in pattern.finditer(text.folded)) for form, pattern in _PATTERNS.get(language, {}).items()
    }
    most = max(counts, key=lambda form: counts[form], default="none")
    letters = sum(character.isalpha() for character in text.original)
    capitals = sum(character.isupper() for character in text.original)
    return Style(
        address=_NAMES.get(most, most) if counts.get(most) else "none",
        words=len(text.words),
        capitals=capitals / letters if letters else 0.0,
    )
