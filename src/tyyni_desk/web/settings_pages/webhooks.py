"""Webhooks and the log of their deliveries; for admins."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tyyni_desk.web.http import AgentRequest, needs, toast
from tyyni_desk.web.settings_pages.integration_forms import WebhookForm
from tyyni_desk.webhooks import actions, queries
from tyyni_desk.webhooks.models import Webhook, WebhookDelivery

PAGE = 50


@require_http_methods(["GET", "POST"])
@needs("manage_integrations")
def webhooks(request: AgentRequest) -> HttpResponse:
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added, key = actions.add(**form.cleaned_data, by=request.user)
        return _page(request, added, _form(added), key=key)
    context = {"webhooks": queries.webhooks(), "form": form}
    return render(request, "desk/settings/webhooks.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("manage_integrations")
def webhook(request: AgentRequest, webhook_id: int) -> HttpResponse:
    found = get_object_or_404(Webhook, pk=webhook_id)
    form = WebhookForm(request.POST) if request.method == "POST" else _form(found)
    if request.method == "POST" and form.is_valid():
        actions.change(found, **form.cleaned_data, by=request.user)
        toast(request, _("Saved."))
        return redirect("webhook", webhook_id=webhook_id)
    return _page(request, found, form)


@require_POST
@needs("manage_integrations")
def secret(request: AgentRequest, webhook_id: int) -> HttpResponse:
    found = get_object_or_404(Webhook, pk=webhook_id)
    return _page(request, found, _form(found), key=actions.change_secret(found, by=request.user))


@require_POST
@needs("manage_integrations")
def use(request: AgentRequest, webhook_id: int) -> HttpResponse:
    """Switch it off, or on again."""
    actions.switch(get_object_or_404(Webhook, pk=webhook_id), on=request.POST.get("on") == "1", by=request.user)
    return redirect("webhook", webhook_id=webhook_id)


@require_POST
@needs("manage_integrations")
def trial(request: AgentRequest, webhook_id: int) -> HttpResponse:
    actions.try_out(get_object_or_404(Webhook, pk=webhook_id))
    toast(request, _("A test event is on its way. Load the page anew to see how it went."))
    return redirect("webhook", webhook_id=webhook_id)


@require_POST
@needs("manage_integrations")
def removal(request: AgentRequest, webhook_id: int) -> HttpResponse:
    actions.remove(get_object_or_404(Webhook, pk=webhook_id), by=request.user)
    toast(request, _("The webhook is gone."))
    return redirect("webhooks")


@require_POST
@needs("manage_integrations")
def redelivery(request: AgentRequest, webhook_delivery_id: int) -> HttpResponse:
    found = get_object_or_404(WebhookDelivery, pk=webhook_delivery_id)
    actions.deliver_again(found)
    toast(request, _("It is sent again."))
    return redirect("webhook", webhook_id=found.webhook_id)


def _form(found: Webhook) -> WebhookForm:
    return WebhookForm(initial={"url": found.url, "names": found.events, "allows_private": found.allows_private})


def _page(request: AgentRequest, found: Webhook, form: WebhookForm, *, key: str = "") -> HttpResponse:
    page = Paginator(queries.deliveries(found), PAGE).get_page(request.GET.get("page"))
    context = {"webhook": found, "form": form, "page": page, "key": key}
    return render(request, "desk/settings/webhook.html", context, status=422 if form.errors else 200)
