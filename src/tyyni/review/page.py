"""The page about faults and hints (``python -m tyyni.review.page > docs/review.md``)."""

from __future__ import annotations

from collections.abc import Iterator

from tyyni.lexicon.rules import LANGUAGES
from tyyni.models.labels import FAULTS
from tyyni.review.advice import advice
from tyyni.review.hints import HINT_CODES
from tyyni.review.reviewer import rules
from tyyni.review.whole import PLAINLY_COLD


def page() -> str:
    """The whole page, as Markdown."""
    return "\n".join([_HEAD.format(**_verdict()), *_sections("Faults", FAULTS), *_sections("Hints", HINT_CODES)])


def _verdict() -> dict[str, str]:
    stored = rules()
    return {
        "holds": ", ".join(stored["holds"]),
        "sure_of_fault": f"{stored['sure_of_fault']:.2f}",
        "plainly_cold": f"{PLAINLY_COLD:.2f}",
        "least_warmth": f"{stored['least_warmth']:.2f}",
        "hard_stops": ", ".join(stored["hard_stops"]),
    }


def _sections(title: str, codes: tuple[str, ...]) -> Iterator[str]:
    yield f"## {title}\n"
    for code in codes:
        yield f"### {code}\n"
        for language in LANGUAGES:
            about = advice(language, code)
            fixes = " / ".join(dict.fromkeys(about.fixes.values()))
            yield f"- **{language}** {about.why}" + (f" → *{fixes}*" if fixes else "")
        yield ""


_HEAD = """# How a reply is reviewed

Written by `python -m tyyni.review.page`. What each code means is in [labels](labels.md), how right the review is in
[benchmarks](benchmarks/replies.md).

A reply is read sentence by sentence: the packs' phrases are features, and lexical heads and small nets over the
encoder give the likelihood of each fault, strength and promise ([decision 6](decisions/0006-review-by-sentence.md)). A
fault is said when it is likelier than its threshold (weights/judge.json; half of that where a phrase of the packs
names it, and in a sentence that is at fault anyway the phrase is enough). F_NO_ACK and F_NO_NEXT weigh the whole reply
against the message it answers; where the customer is upset and no sentence acknowledges it, to a likelihood of
{plainly_cold} together, it is F_NO_ACK by definition. F_NAME_OVERUSE counts; F_CANNED also knows the replies given
before.

**First the whole.** False alarms cost trust, so a model of the whole reply (weights/whole.json) asks whether anything
is at fault at all. Where it says no, only a fault of a sentence with a likelihood of {sure_of_fault} or more is said,
F_NO_ACK by definition, and F_NAME_OVERUSE.

**The verdict** (src/tyyni/review/verdict.toml):
1. *hold* when a fault is one of {holds}; when a sentence is at fault, no polite boundary stands in
   the reply, and a model of the whole reply finds it likely to do harm as it stands; when the message shows self-harm
   and no sentence acknowledges anything with a likelihood of {least_warmth}; or when a hint is a hard stop:
   {hard_stops}. A held reply can still be sent by a person with a reason; a hard stop needs a lead.
2. *send* when there is no fault. Hints alone never change it.
3. *revise* otherwise.
"""


if __name__ == "__main__":
    print(page())
