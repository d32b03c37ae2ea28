"""How people get in: by invitation, password, second factor, passkey, or the company's single sign-on."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from tyyni_desk.people import letters, tasks
from tyyni_desk.people.models import Agent


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """By a job: the answer comes as quickly for an address that is known as for one that is not."""
        message = self.render_mail(template_prefix, email, {"request": self.request, "email": email, **context})
        tasks.post(letters.Letter(email, message.subject, str(message.body)))


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Agent:
        """Only the address counts: it finds the account, and no account is made."""
        agent: Agent = sociallogin.user
        agent.email = str(data.get("email") or "").strip().lower()
        return agent

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Somebody whom the company's own provider vouches for signs in to the account that was made for them."""
        said = sociallogin.account.extra_data.get("userinfo", {})
        if sociallogin.is_existing or said.get("email_verified") is False:
            return
        known = Agent.objects.filter(email=sociallogin.user.email, is_active=True).first()
        if known:
            sociallogin.connect(request, known)


def login_name(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """Whom somebody tries to be; the lock-out counts failures by it (allauth calls the field ``login``)."""
    given = credentials or {}
    typed = request.POST.get("login", "") if request is not None else ""
    return str(given.get("email") or given.get("username") or typed).strip().lower()[:254]
