"""Rules that leads set: who is blocked, and how soon each channel is answered."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tyyni_desk.conversations import targets
from tyyni_desk.mail import actions as mail
from tyyni_desk.mail.models import BlockedSender
from tyyni_desk.web.http import AgentRequest, needs, toast
from tyyni_desk.web.settings_pages.forms import Block, Clock


@require_http_methods(["GET", "POST"])
@needs("block_senders")
def blocked_senders(request: AgentRequest) -> HttpResponse:
    form = Block(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mail.block(form.cleaned_data["address"], by=request.user, reason=form.cleaned_data["reason"])
        return redirect("blocked_senders")
    senders = BlockedSender.objects.order_by("address")
    return render(request, "desk/settings/blocked.html", {"senders": senders, "form": form})


@require_POST
@needs("block_senders")
def unblocking(request: AgentRequest, sender_id: int) -> HttpResponse:
    mail.unblock(get_object_or_404(BlockedSender, pk=sender_id), by=request.user)
    return redirect("blocked_senders")


@require_http_methods(["GET", "POST"])
@needs("set_response_clocks")
def response_clocks(request: AgentRequest) -> HttpResponse:
    """One clock a channel; setting one again changes it."""
    form = Clock(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        targets.set_target(values.pop("channel"), by=request.user, **values)
        toast(request, _("Saved. It holds for messages that arrive from now on."))
        return redirect("response_clocks")
    return render(request, "desk/settings/clocks.html", {"targets": targets.all_targets(), "form": form})


@require_POST
@needs("set_response_clocks")
def clock_removal(request: AgentRequest, channel: str) -> HttpResponse:
    targets.remove_target(channel, by=request.user)
    return redirect("response_clocks")
