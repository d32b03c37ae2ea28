"""The ladder of one conversation: what was done, what may be done now, and the words for it."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tyyni_desk.care.boundaries.queries import policy as held_policy
from tyyni_desk.care.ladder import actions, queries, texts
from tyyni_desk.care.ladder.models import Rung
from tyyni_desk.conversations import actions as core
from tyyni_desk.conversations.models import Conversation
from tyyni_desk.people.models import Agent
from tyyni_desk.web.http import AgentRequest, needs, toast

Kind = Rung.Kind
_WHY_NOT: dict[type[Exception], object] = {
    actions.RungMissing: gettext_lazy("The step before this one was not taken, or somebody was quicker."),
    queries.NoEvidence: gettext_lazy("Name the words in a message of this customer's."),
    actions.NothingSince: gettext_lazy("The customer has not been abusive since the last step."),
    actions.NoPolicy: gettext_lazy("The company has no contact policy in the customer's language. A lead writes it."),
    actions.NobodyOffered: gettext_lazy("Say who was offered to go on, or why nobody could."),
    actions.InThePast: gettext_lazy("Choose a day that is still to come."),
    actions.WouldHarm: gettext_lazy("Nothing was sent: these words would do harm as they stand. Write them calmer."),
    core.NewerMessage: gettext_lazy("Something arrived since this page was opened. Read it first; nothing was sent."),
    core.NothingToSay: gettext_lazy("The answer is empty. Write something first."),
    core.TagWithoutValue: gettext_lazy("Nothing was sent: a tag in the text has no value."),
}


class RungForm(forms.Form):
    """One rung: the words that led to it, who goes on, and what the customer is told."""

    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(label=gettext_lazy("The customer's words that lead to this"), max_length=1000)
    colleague = forms.ModelChoiceField(
        label=gettext_lazy("Who goes on"),
        queryset=Agent.objects.none(),
        required=False,
        empty_label=gettext_lazy("nobody can"),
    )
    offered = forms.CharField(
        label=gettext_lazy("Who was offered to go on, or why nobody could"), required=False, max_length=300
    )
    until = forms.DateField(label=gettext_lazy("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    text = forms.CharField(label=gettext_lazy("What the customer is told"), widget=forms.Textarea(attrs={"rows": 10}))


@require_http_methods(["GET", "POST"])
@needs("set_boundaries")
def ladder(request: AgentRequest, number: int) -> HttpResponse:
    conversation = get_object_or_404(Conversation.objects.select_related("customer"), number=number)
    policy = held_policy()
    open_now = queries.open_rungs(conversation, policy=policy)
    form = _form(request, conversation, open_now)
    if request.method == "POST" and form and form.is_valid() and _climbed(request, conversation, form):
        told = _("Done. It is written down.") if texts.is_spoken(conversation) else _("Done. The customer is told.")
        toast(request, told)
        return redirect("conversation", number=number)
    context = {
        "conversation": conversation,
        "rungs": queries.rungs(conversation),
        "order": [kind.label for kind in queries.order(policy)],
        "open": open_now,
        "form": form,
        "evidence": queries.evidence(conversation),
        "is_spoken": texts.is_spoken(conversation),
        "has_policy": bool(policy.contact.get(texts.language_of(conversation))),
    }
    return render(request, "desk/care/ladder.html", context, status=422 if form and form.errors else 200)


def _form(request: AgentRequest, conversation: Conversation, open_now: list[Kind]) -> RungForm | None:
    """The form of the rung that is asked for, or of the lowest open one; without those the rung does not need."""
    if not open_now:
        return None
    asked = request.POST.get("kind") or request.GET.get("kind", "")
    kind = next((kind for kind in open_now if kind == asked), open_now[0])
    found = RungForm(request.POST or None, initial=_initial(request, conversation, kind))
    found.fields["colleague"].queryset = queries.fresh(conversation)  # type: ignore[attr-defined]  # a choice of rows
    left_out = {
        Kind.HANDOVER: ("until",),
        Kind.END: ("colleague",),
    }.get(kind, ("colleague", "offered", "until"))
    for name in left_out:
        del found.fields[name]
    if texts.is_spoken(conversation):
        found.fields["text"].label = _("What to say")
    return found


def _initial(request: AgentRequest, conversation: Conversation, kind: Kind) -> dict[str, object]:
    policy, shown = held_policy(), queries.evidence(conversation)
    until = timezone.localdate() + timedelta(days=policy.review_days)
    free = queries.fresh(conversation).first() if kind == Kind.HANDOVER else None
    handed = next((rung for rung in queries.rungs(conversation) if rung.kind == Kind.HANDOVER), None)
    words: str = kind
    if kind == Kind.HANDOVER and not free:
        words = "handover_nobody"
    elif kind == Kind.END and queries.is_threatened(conversation):
        words = "end_threat"
    last = conversation.messages.order_by("pk").last()
    return {
        "kind": kind.value,
        "seen": last.pk if last else None,
        "words": shown.words if shown else "",
        "colleague": free,
        "offered": handed.offered if handed else "",
        "until": until,
        "text": texts.handover(conversation, policy=policy, to=free)
        if free
        else texts.text(words, conversation, policy=policy, until=until),
    }


def _climbed(request: AgentRequest, conversation: Conversation, form: RungForm) -> bool:
    """Whether the rung was taken; else the form says why not."""
    given = dict(form.cleaned_data)
    words = given.pop("words")
    try:
        evidence = queries.evidence_of(conversation, words)
        actions.climb(conversation, given.pop("kind"), by=request.user, evidence=evidence, **given)
    except tuple(_WHY_NOT) as stop:
        form.add_error(None, str(_WHY_NOT[type(stop)]))
    return not form.errors
