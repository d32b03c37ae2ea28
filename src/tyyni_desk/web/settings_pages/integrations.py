"""Tokens of programs; for admins."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tyyni_desk.api import actions, queries
from tyyni_desk.api.models import Token
from tyyni_desk.web.http import AgentRequest, needs, toast
from tyyni_desk.web.settings_pages.integration_forms import TokenForm


@require_http_methods(["GET", "POST"])
@needs("manage_integrations")
def tokens(request: AgentRequest) -> HttpResponse:
    """All tokens, and a form for a new one, which is shown this once."""
    form = TokenForm(request.POST or None, initial={"agent": request.user})
    secret = ""
    if request.method == "POST" and form.is_valid():
        secret = actions.make_token(**form.cleaned_data, by=request.user)
        form = TokenForm(initial={"agent": request.user})
    context = {"tokens": queries.tokens(), "form": form, "secret": secret}
    return render(request, "desk/settings/tokens.html", context, status=422 if form.errors else 200)


@require_POST
@needs("manage_integrations")
def revocation(request: AgentRequest, token_id: int) -> HttpResponse:
    actions.revoke_token(get_object_or_404(Token, pk=token_id), by=request.user)
    toast(request, _("The token does not work any more."))
    return redirect("tokens")
