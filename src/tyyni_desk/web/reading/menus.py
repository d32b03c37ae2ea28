"""The menu of a label: why it says what it says, how sure that is, and what it should say instead."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from tyyni_desk.care.corrections import actions
from tyyni_desk.care.models import Reading
from tyyni_desk.conversations import queries
from tyyni_desk.web.care import safety
from tyyni_desk.web.http import AgentRequest, needs
from tyyni_desk.web.reading.choices import MORE, instead
from tyyni_desk.web.reading.labels import labels


@require_http_methods(["GET", "POST"])
@needs("answer")
def label(request: AgentRequest, message_id: int, name: str) -> HttpResponse:
    """The menu, which opens beside the label. POST sets it to ``value`` and draws the message anew."""
    reading = get_object_or_404(Reading.objects.select_related("message__conversation"), message=message_id)
    if request.method == "POST":
        try:
            actions.correct(reading.message, name=name, value=request.POST.get("value", ""), by=request.user)
        except actions.UnknownLabel:
            return HttpResponseBadRequest()
        conversation = reading.message.conversation
        message = queries.turns(conversation).get(pk=message_id)
        return render(request, "desk/_message.html", {"message": message, **safety.shown(conversation)})
    shown = next((label for label in labels(reading.labels) if label.name == name), None)
    if shown is None and name != MORE:
        raise Http404
    return render(request, "desk/reading/_label.html", {**_because(reading, name), "label": shown})


def _because(reading: Reading, name: str) -> dict[str, object]:
    """The words behind the label; of what a person set there are none."""
    shown, told = reading.labels, {label.name: label.signal for label in labels(reading.labels)}
    is_ours = reading.message.corrections.filter(name=name).exists()
    sure = None if is_ours else shown["confidence"].get(name)
    return {
        "message_id": reading.message_id,
        "because": [item["text"] for item in shown["evidence"] if item["signal"] == told.get(name)],
        "sure": None if sure is None else round(100 * sure),
        "is_ours": is_ours,
        "groups": instead(name, shown),
    }
