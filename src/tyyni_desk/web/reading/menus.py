"""Why a label says what it says: the words that caused it, and how sure that is."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from tyyni_desk.care.models import Reading
from tyyni_desk.web.http import AgentRequest, needs
from tyyni_desk.web.reading.labels import labels


@require_GET
@needs("see_conversations")
def label(request: AgentRequest, message_id: int, name: str) -> HttpResponse:
    """The menu of one label, which opens beside it."""
    reading = get_object_or_404(Reading.objects.select_related("message"), message=message_id)
    shown = next((label for label in labels(reading.labels) if label.name == name), None)
    if shown is None:
        raise Http404
    because = [item["text"] for item in reading.labels["evidence"] if item["signal"] == shown.signal]
    sure = reading.labels["confidence"].get(name)
    context = {"label": shown, "because": because, "sure": None if sure is None else round(100 * sure)}
    return render(request, "desk/reading/_label.html", context)
