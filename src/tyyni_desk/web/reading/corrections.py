"""Where admins say whether corrections may become training data, and download them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tyyni_desk.care.corrections import sharing
from tyyni_desk.web.http import AgentRequest, needs


@require_http_methods(["GET", "POST"])
@needs("share_corrections")
def corrections(request: AgentRequest) -> HttpResponse:
    if request.method == "POST":
        sharing.switch(on=request.POST.get("on") == "1", by=request.user)
        return redirect("corrections")
    context = {"is_on": sharing.is_on(), "count": sharing.count()}
    return render(request, "desk/reading/corrections.html", context)


@require_POST
@needs("share_corrections")
def corrections_file(request: AgentRequest) -> HttpResponse:
    """One JSON object a line; the log keeps who took them."""
    if not sharing.is_on():
        raise Http404
    sharing.note_export(by=request.user)
    return HttpResponse(
        "".join(f"{line}\n" for line in sharing.lines()),
        content_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="corrections.jsonl"'},
    )
