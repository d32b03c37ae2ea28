"""Where leads read, try and change the playbook, by channel and team."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tyyni_desk.care.playbooks import actions, queries
from tyyni_desk.care.playbooks.models import PlaybookVersion
from tyyni_desk.conversations.models import CHANNELS
from tyyni_desk.people.models import Team
from tyyni_desk.web import words
from tyyni_desk.web.http import AgentRequest, needs, toast

_VERSIONS = 20
_LONGEST = 100_000


class Place(forms.Form):
    """For which channel and team."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Channel"), required=False, choices=[("", gettext_lazy("every channel")), *CHANNELS]
    )
    team = forms.ModelChoiceField(
        label=gettext_lazy("Team"), required=False, queryset=Team.objects.all(), empty_label=gettext_lazy("every team")
    )


@require_http_methods(["GET", "POST"])
@needs("edit_playbook")
def playbook(request: AgentRequest) -> HttpResponse:
    """With POST the text is tried against past conversations, or saved."""
    place = Place(request.GET)
    if not place.is_valid():
        return redirect("playbook")
    channel, team = place.cleaned_data["channel"], place.cleaned_data["team"]
    if request.method == "GET":
        return _page(request, place, text=queries.text_for(channel, team))
    text = request.POST.get("text", "")[:_LONGEST]
    if "try" in request.POST:
        return _tried(request, place, text)
    try:
        actions.write(text, channel=channel, team=team, by=request.user)
    except actions.Refused as stop:
        return _page(request, place, text=text, problems=stop.problems, status=422)
    toast(request, _("Saved. The next step follows it from now on; earlier versions are kept."))
    return redirect(_address(channel, team))


@require_POST
@needs("edit_playbook")
def playbook_return(request: AgentRequest, version_id: int) -> HttpResponse:
    """An earlier version holds again, as a new one."""
    version = get_object_or_404(PlaybookVersion.objects.select_related("team"), pk=version_id)
    try:
        actions.write(version.text, channel=version.channel, team=version.team, by=request.user)
    except actions.Refused as stop:
        toast(request, _("The engine no longer follows that version: %(why)s") % {"why": stop.problems[0]})
    return redirect(_address(version.channel, version.team))


def _tried(request: AgentRequest, place: Place, text: str) -> HttpResponse:
    if problems := queries.problems(text):
        return _page(request, place, text=text, problems=problems, status=422)
    tried, found = queries.differences(text, **place.cleaned_data)
    changes = [(row.conversation, words.STEPS[row.now], words.STEPS[row.then]) for row in found]
    return _page(request, place, text=text, tried=tried, changes=changes)


def _page(request: AgentRequest, place: Place, *, text: str, status: int = 200, **more: Any) -> HttpResponse:
    channel, team = place.cleaned_data["channel"], place.cleaned_data["team"]
    versions = queries.versions(channel, team)[:_VERSIONS]
    context = {"place": place, "text": text, "versions": versions, "places": queries.places(), **more}
    return render(request, "desk/reading/playbook.html", context, status=status)


def _address(channel: str, team: Team | None) -> str:
    return f"{reverse('playbook')}?{urlencode({'channel': channel, 'team': team.pk if team else ''})}"
