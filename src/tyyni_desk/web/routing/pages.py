"""Where leads decide how conversations are given out: the switch, the rules, a trial, and the way back."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tyyni_desk.routing import queries
from tyyni_desk.routing.models import RulebookVersion
from tyyni_desk.routing.rules import actions
from tyyni_desk.routing.rules.queries import book, versions
from tyyni_desk.routing.rules.values import Rule
from tyyni_desk.web.http import AgentRequest, needs, toast
from tyyni_desk.web.routing import rows
from tyyni_desk.web.routing.forms import RuleForm, Switch, values

_VERSIONS = 20


@require_http_methods(["GET", "POST"])
@needs("edit_routing")
def routing(request: AgentRequest) -> HttpResponse:
    rules = book()
    form = Switch(request.POST or None, initial={"is_on": rules.is_on, "most": rules.most})
    if request.method == "POST" and form.is_valid():
        actions.settle(**form.cleaned_data, by=request.user)
        toast(request, _("Saved."))
        return redirect("routing")
    context = {"form": form, "rules": rows.rules(rules.rules), "versions": versions()[:_VERSIONS]}
    return render(request, "desk/routing/routing.html", context, status=422 if form.errors else 200)


@require_GET
@needs("edit_routing")
def trial(request: AgentRequest) -> HttpResponse:
    """Where the last conversations would go now."""
    rules = book()
    return render(request, "desk/routing/trial.html", {"rows": rows.trials(queries.trial(rules), rules.rules)})


@require_http_methods(["GET", "POST"])
@needs("edit_routing")
def new_rule(request: AgentRequest) -> HttpResponse:
    return _rule_page(request, None)


@require_http_methods(["GET", "POST"])
@needs("edit_routing")
def rule(request: AgentRequest, rule_id: int) -> HttpResponse:
    return _rule_page(request, _rule(rule_id))


@require_POST
@needs("edit_routing")
def place(request: AgentRequest, rule_id: int) -> HttpResponse:
    actions.move(_rule(rule_id).id, up=request.POST.get("up") == "1", by=request.user)
    return redirect("routing")


@require_POST
@needs("edit_routing")
def use(request: AgentRequest, rule_id: int) -> HttpResponse:
    """Switch a rule off, or on again."""
    actions.write_rule(replace(_rule(rule_id), is_on=request.POST.get("on") == "1"), by=request.user)
    return redirect("routing")


@require_POST
@needs("edit_routing")
def removal(request: AgentRequest, rule_id: int) -> HttpResponse:
    actions.remove(_rule(rule_id).id, by=request.user)
    toast(request, _("The rule is gone; an earlier version brings it back."))
    return redirect("routing")


@require_POST
@needs("edit_routing")
def routing_return(request: AgentRequest, version_id: int) -> HttpResponse:
    """An earlier version holds again, as a new one."""
    actions.use_again(get_object_or_404(RulebookVersion, pk=version_id), by=request.user)
    return redirect("routing")


def _rule(rule_id: int) -> Rule:
    found = book().rule(rule_id)
    if found is None:
        raise Http404
    return found


def _rule_page(request: AgentRequest, old: Rule | None) -> HttpResponse:
    """With POST the rule is tried on past conversations, or saved."""
    form = RuleForm(request.POST or None, initial=values(old) if old else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/routing/rule.html", {"form": form, "old": old}, status=422 if form.errors else 200)
    wanted = form.rule(old)
    if "try" in request.POST:
        rules = book().with_rule(wanted)
        tried = wanted if wanted.id else rules.rules[-1]
        found = [one for one in queries.trial(rules) if one.choice.rule == tried]
        context = {"form": form, "old": old, "rows": rows.trials(found, rules.rules)}
        return render(request, "desk/routing/rule.html", context)
    actions.write_rule(wanted, by=request.user)
    toast(request, _("Saved. It holds for conversations that are given out from now on."))
    return redirect("routing")
