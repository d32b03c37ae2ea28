"""The engine's labels and the desk's events in words, for the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tyyni import Hint, Review
from tyyni_desk.care.done import Deed
from tyyni_desk.care.help.models import HelpRequest
from tyyni_desk.care.manner import Manner

FEELINGS = {
    "anger": gettext_lazy("angry"),
    "frustration": gettext_lazy("frustrated"),
    "disappointment": gettext_lazy("disappointed"),
    "anxiety": gettext_lazy("worried"),
    "sadness": gettext_lazy("sad"),
    "joy": gettext_lazy("glad"),
    "gratitude": gettext_lazy("thankful"),
    "neutral": gettext_lazy("calm"),
}
REQUESTS = {
    "refund": gettext_lazy("wants the money back"),
    "replacement": gettext_lazy("wants a new one"),
    "repair": gettext_lazy("wants a repair"),
    "price_reduction": gettext_lazy("wants a lower price"),
    "compensation": gettext_lazy("wants compensation"),
    "delivery_status": gettext_lazy("asks where the order is"),
    "cancel_order": gettext_lazy("cancels an order"),
    "withdrawal": gettext_lazy("withdraws from the purchase"),
    "cancel_subscription": gettext_lazy("ends a subscription"),
    "data_access": gettext_lazy("asks for their data"),
    "data_erasure": gettext_lazy("wants their data erased"),
    "manager": gettext_lazy("wants a manager"),
    "human": gettext_lazy("wants a person"),
    "callback": gettext_lazy("wants a call"),
    "explanation": gettext_lazy("wants an explanation"),
    "apology": gettext_lazy("wants an apology"),
    "billing": gettext_lazy("asks about a bill"),
    "account": gettext_lazy("asks about an account"),
    "other": gettext_lazy("asks for something"),
}
THREATS = {
    "legal": gettext_lazy("speaks of court"),
    "authority": gettext_lazy("means to turn to the authorities"),
    "publicity": gettext_lazy("means to go public"),
    "chargeback": gettext_lazy("means to claim the money from the bank"),
    "churn": gettext_lazy("means to leave"),
    "violence": gettext_lazy("threat of violence"),
    "self_harm": gettext_lazy("may be in danger"),
}
ABUSE = {"mild": gettext_lazy("rude"), "severe": gettext_lazy("abusive")}
CAUSES = {
    "product": gettext_lazy("The anger is about the product, not about you."),
    "delay": gettext_lazy("The anger is about the waiting, not about you."),
    "company": gettext_lazy("The anger is about the company, not about you."),
}
_UPSET = (0.35, 0.7)
EVENTS = {
    "began": gettext_lazy("The conversation began"),
    "received": gettext_lazy("The customer wrote"),
    "replied": gettext_lazy("%(by)s answered"),
    "unsent": gettext_lazy("%(by)s called the answer back"),
    "noted": gettext_lazy("%(by)s wrote a note"),
    "assigned": gettext_lazy("%(by)s gave it to %(name)s"),
    "routed": gettext_lazy("It went to whoever fits best"),
    "moved": gettext_lazy("%(by)s moved it to the team %(team)s"),
    "renamed": gettext_lazy("%(by)s changed the subject"),
    "snoozed": gettext_lazy("%(by)s put it to sleep"),
    "woke": gettext_lazy("It woke"),
    "closed": gettext_lazy("%(by)s closed it"),
    "reopened": gettext_lazy("It was opened again"),
    "tagged": gettext_lazy("%(by)s changed the tags"),
    "watched": gettext_lazy("%(by)s began to watch"),
    "unwatched": gettext_lazy("%(by)s stopped watching"),
    "merged": gettext_lazy("%(by)s merged another conversation into it"),
    "split": gettext_lazy("%(by)s took messages out into another conversation"),
    "undone": gettext_lazy("%(by)s undid that"),
    "customer_merged": gettext_lazy("%(by)s merged the customer with another"),
    "customer_parted": gettext_lazy("%(by)s undid the merge of the customer"),
    "corrected": gettext_lazy("%(by)s corrected how a message was read"),
    "side_began": gettext_lazy("%(by)s asked somebody by mail"),
    "side_answered": gettext_lazy("Somebody who was asked has answered"),
    "boundary_set": gettext_lazy("%(by)s set a boundary with the customer"),
    "boundary_kept": gettext_lazy("%(by)s looked at a boundary again and kept it"),
    "boundary_lifted": gettext_lazy("%(by)s lifted a boundary"),
    "rung_taken": gettext_lazy("%(by)s took a step of the ladder"),
    "wrote_after_end": gettext_lazy("The customer wrote after the end of the contact; a lead reads it"),
    "appealed": gettext_lazy("The customer appealed against the end of the contact"),
    "appeal_decided": gettext_lazy("%(by)s decided the appeal"),
    "end_lifted": gettext_lazy("%(by)s opened the contact again"),
    "replied_automatically": gettext_lazy("The desk acknowledged it by itself"),
    "incident_raised": gettext_lazy("Somebody may be hurt: an incident was raised"),
    "incident_settled": gettext_lazy("%(by)s settled the incident"),
    "evidence_frozen": gettext_lazy("A message is kept as evidence"),
    "help_asked": gettext_lazy("%(by)s asked for help"),
    "help_came": gettext_lazy("%(by)s came to help"),
    "help_withdrawn": gettext_lazy("%(by)s took the request back"),
    "escalated": gettext_lazy("%(by)s escalated it to %(name)s"),
    "handed_over": gettext_lazy("%(by)s handed it over to %(name)s"),
    "not_delivered": gettext_lazy("An answer was not delivered"),
    "maybe_sent": gettext_lazy("An answer may have been sent or not"),
    "resent": gettext_lazy("%(by)s had the answer sent again"),
    "marked_sent": gettext_lazy("%(by)s found that the answer was sent"),
    "promised": gettext_lazy("%(by)s promised something"),
    "promise_confirmed": gettext_lazy("%(by)s confirmed what is promised"),
    "promise_kept": gettext_lazy("%(by)s kept a promise"),
    "promise_made_good": gettext_lazy("%(by)s made a broken promise good"),
    "promise_moved": gettext_lazy("%(by)s told the customer a new time before the promised one"),
    "promise_moved_late": gettext_lazy("%(by)s told the customer a new time after the promised one"),
    "promise_broken": gettext_lazy("A promise was not kept in time"),
    "promise_dropped": gettext_lazy("%(by)s found that it was no promise"),
    "promise_reminded": gettext_lazy("The desk reminded of a promise"),
    "clock_started": gettext_lazy("A statutory clock began to run"),
    "clock_answered": gettext_lazy("%(by)s answered what a statutory clock ran for"),
    "clock_settled": gettext_lazy("%(by)s stopped a statutory clock and said why"),
    "clock_rang": gettext_lazy("The desk reminded of a statutory clock"),
    "remedy_given": gettext_lazy("%(by)s gave the customer: %(name)s"),
    "remedy_undone": gettext_lazy("%(by)s took back what was given: %(name)s"),
    "remedy_asked": gettext_lazy("%(by)s asked a lead for: %(name)s"),
    "remedy_refused": gettext_lazy("%(by)s refused: %(name)s"),
    "asked_how_it_went": gettext_lazy("The desk asked the customer how it went"),
    "told_how_it_went": gettext_lazy("The customer told how it went"),
}

# The rules that are shipped switched on; others go by the name of their law.
CLOCKS = {
    "PL-REK-14": gettext_lazy("complaint: silence means yes"),
    "EU-CRD-14": gettext_lazy("money back after a withdrawal"),
    "EU-GDPR-1M": gettext_lazy("request about personal data"),
}

STEPS = {
    "understand": gettext_lazy("Understand first"),
    "acknowledge": gettext_lazy("Acknowledge"),
    "apologise": gettext_lazy("Apologise for the thing itself"),
    "calm": gettext_lazy("Take the heat out"),
    "boundary": gettext_lazy("Say your purpose and your limits"),
    "solve": gettext_lazy("Solve"),
    "promise": gettext_lazy("Promise what comes next, with a time"),
    "handover": gettext_lazy("Hand over to a fresh person"),
    "warn": gettext_lazy("Warn"),
    "end": gettext_lazy("End kindly"),
    "safety": gettext_lazy("Safety first"),
}
# What a good answer has, in the order in which it is written.
STRENGTHS = {
    "acknowledge": gettext_lazy("acknowledges"),
    "ownership": gettext_lazy("owns it"),
    "solution": gettext_lazy("solves"),
    "next_step_time": gettext_lazy("next step with a time"),
}
# What an answer can do, as a thing that was done.
DEEDS = {
    "question": gettext_lazy("asked"),
    "acknowledge": gettext_lazy("acknowledged"),
    "apology_specific": gettext_lazy("apologised"),
    "boundary_polite": gettext_lazy("set a limit"),
    "solution": gettext_lazy("offered a way out"),
    "alternative": gettext_lazy("offered another way"),
    "next_step_time": gettext_lazy("said what comes next and when"),
    "handover_clear": gettext_lazy("handed over"),
}
VERDICTS = {
    "send": gettext_lazy("Ready to send"),
    "revise": gettext_lazy("Could be kinder"),
    "hold": gettext_lazy("Would do harm as it stands"),
}


def strengths(review: Review | None) -> list[tuple[str, bool]]:
    """The checklist: each part of a good answer, and whether the draft has it."""
    shown = review.strengths if review else ()
    return [(str(word), name in shown) for name, word in STRENGTHS.items()]


def deeds(done: list[Deed]) -> list[tuple[str, Deed]]:
    """What was done already, in words."""
    return [(str(DEEDS[deed.name]), deed) for deed in done]


def law_and_hints(review: Review) -> tuple[list[Hint], list[Hint]]:
    """What may be against the law, which is always in sight, and everything else."""
    law = [hint for hint in review.hints if hint.code.startswith("L") or hint.code == "H_PUBLIC_DATA"]
    return law, [hint for hint in review.hints if hint not in law]


def manner(found: Manner) -> Iterator[str]:
    """One line: the name, the length, and how near the draft is to the customer's way of writing."""
    if found.name_uses == 0:
        yield _("Name: not yet.")
    elif found.name_uses is not None:
        yield ngettext("Name: once.", "Name: %(count)d times.", found.name_uses) % {"count": found.name_uses}
    if found.their_words is None:
        yield ngettext("%(count)d word.", "%(count)d words.", found.words) % {"count": found.words}
    else:
        yield _("%(words)d words, theirs %(theirs)d.") % {"words": found.words, "theirs": found.their_words}
    yield _("Near to how they write.") if found.is_near else _("Far from how they write: see the hints.")


def pause() -> list[str]:
    """A breathing pause and a count to ten, line by line. That somebody takes it is told to nobody."""
    return [
        _("If you are on the phone, mute yourself."),
        _("Count slowly to ten."),
        _("Breathe in for four, out for six. Five times."),
        _("They are angry at what happened, not at you."),
    ]


def feeling(labels: Mapping[str, Any]) -> str:
    """How the customer feels and how strongly, with "perhaps" where the engine is unsure."""
    word = str(FEELINGS[labels["emotion"]])
    intensity = labels["intensity"]
    if labels["emotion"] not in ("neutral", "joy", "gratitude"):
        mild, strong = _UPSET
        if intensity < mild:
            word = _("a little %(feeling)s") % {"feeling": word}
        elif intensity >= strong:
            word = _("very %(feeling)s") % {"feeling": word}
    return _("perhaps %(feeling)s") % {"feeling": word} if "emotion" in labels["unsure"] else word


def signals(labels: Mapping[str, Any]) -> Iterator[str]:
    """What a reader must know at a glance, the gravest first."""
    for threat in labels.get("threats", ()):
        said = str(THREATS[threat])
        yield _("perhaps %(feeling)s") % {"feeling": said} if f"threat.{threat}" in labels["unsure"] else said
    if labels.get("abuse", "none") != "none":
        yield str(ABUSE[labels["abuse"]])
    if labels.get("repeat"):
        yield _("has written before")
    for request in [name for name in labels.get("requests", ()) if name != "other"][:2]:
        yield str(REQUESTS[request])
    if labels.get("order"):
        yield _("order %(number)s") % {"number": labels["order"]}


def whom(request: HelpRequest) -> str:
    """Whom help is asked of."""
    named = [str(one) for one in (request.to_agent, request.to_team) if one]
    leads = [_("the leads")] if request.to_leads else []
    return ", ".join([*named, *leads]) or _("anyone free")


def event(kind: str, by: str, detail: Mapping[str, Any]) -> str:
    """One line of the audit trail; a kind without words shows its name."""
    known = EVENTS.get(kind)
    if known is None:
        return f"{kind} {by}".strip()
    values = {"by": by or _("The desk"), "name": detail.get("name") or _("nobody"), "team": detail.get("team") or "–"}
    return str(known) % values
