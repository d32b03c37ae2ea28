"""Where the owner connects a language model of their own; for admins."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tyyni_desk.care.suggesting import actions
from tyyni_desk.care.suggesting.models import ModelServer
from tyyni_desk.web.http import AgentRequest, needs, toast
from tyyni_desk.web.settings_pages.integration_forms import AddressForm


class Server(AddressForm):
    field_order = ("url", "model", "key")
    url = forms.URLField(
        label=gettext_lazy("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Up to /v1, such as http://localhost:11434/v1."),
    )
    model = forms.CharField(label=gettext_lazy("Model"), max_length=200)
    key = forms.CharField(
        label=gettext_lazy("Key"),
        required=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("If the server wants one. Left empty, the key of this address stays."),
    )


@require_http_methods(["GET", "POST"])
@needs("manage_integrations")
def language_model(request: AgentRequest) -> HttpResponse:
    server = ModelServer.objects.first()
    known = {name: getattr(server, name) for name in ("url", "model", "allows_private")} if server else None
    form = Server(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        actions.connect(**form.cleaned_data, by=request.user)
        toast(request, _("Saved."))
        return redirect("language_model")
    context = {"form": form, "server": server}
    return render(request, "desk/care/language_model.html", context, status=422 if form.errors else 200)


@require_POST
@needs("manage_integrations")
def removal(request: AgentRequest) -> HttpResponse:
    actions.disconnect(by=request.user)
    return redirect("language_model")
