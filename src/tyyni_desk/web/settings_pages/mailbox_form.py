"""The form of a mailbox. The password goes in and never comes out again."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tyyni_desk.mail.models import Mailbox
from tyyni_desk.web.settings_pages.fields import signature_fields, signature_values, signatures_in, signatures_of

_OAUTH = ("token_url", "client_id", "client_secret", "refresh_token")
_FIELDS = (
    "name",
    "address",
    "team",
    "login",
    "username",
    "imap_host",
    "imap_port",
    "imap_security",
    "folder",
    "smtp_host",
    "smtp_port",
    "smtp_security",
    "is_enabled",
    "deletes_on_server",
)
_LABELS = {
    "name": _("Name"),
    "address": _("Address"),
    "team": _("Team"),
    "login": _("Signs in with"),
    "username": _("User name"),
    "imap_host": _("IMAP server"),
    "imap_port": _("IMAP port"),
    "imap_security": _("IMAP encryption"),
    "folder": _("Folder"),
    "smtp_host": _("SMTP server"),
    "smtp_port": _("SMTP port"),
    "smtp_security": _("SMTP encryption"),
    "is_enabled": _("In use"),
    "deletes_on_server": _("Delete mail on the server after it is stored here"),
}


def _secret(label: Any) -> forms.CharField:  # label: a lazy translation
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, required=False, strip=False, max_length=8000, widget=widget)


class MailboxForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    instance: Mailbox

    class Meta:
        model = Mailbox
        fields = _FIELDS
        labels = _LABELS

    password = _secret(_("Password"))
    token_url = forms.URLField(label=_("OAuth 2: token address"), required=False, assume_scheme="https")
    client_id = forms.CharField(label=_("OAuth 2: client ID"), required=False)
    client_secret = _secret(_("OAuth 2: client secret"))
    refresh_token = _secret(_("OAuth 2: refresh token"))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields.update(signature_fields(_("Signature")))
        self.initial.update(signature_values(self.instance.signatures))
        if self.instance.pk and self.instance.secret:
            kept = _("One is kept. Leave this empty to keep it.")
            self.fields["password"].help_text = self.fields["refresh_token"].help_text = kept

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = [name for name in _OAUTH if cleaned.get(name)]
        if cleaned.get("login") == Mailbox.Login.OAUTH2 and given and len(given) < len(_OAUTH):
            self.add_error("refresh_token", _("OAuth 2 needs all four fields."))
        return cleaned

    def about(self) -> list[forms.BoundField]:
        return self._of("name", "address", "team", "is_enabled")

    def signing_in(self) -> list[forms.BoundField]:
        return self._of("login", "username", "password")

    def oauth(self) -> list[forms.BoundField]:
        return self._of(*_OAUTH)

    def incoming(self) -> list[forms.BoundField]:
        return self._of("imap_host", "imap_port", "imap_security", "folder", "deletes_on_server")

    def outgoing(self) -> list[forms.BoundField]:
        return self._of("smtp_host", "smtp_port", "smtp_security")

    def signatures(self) -> list[forms.BoundField]:
        return signatures_of(self)

    def _of(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    def values(self) -> dict[str, Any]:
        """The values as ``mail.mailboxes`` takes them."""
        values = dict(self.cleaned_data)
        signatures = signatures_in(values)
        tokens = {name: values.pop(name) for name in _OAUTH}
        password = values.pop("password")
        if values["login"] == Mailbox.Login.OAUTH2:
            password = json.dumps(tokens) if all(tokens.values()) else ""
        return {**values, "signatures": signatures, "secret": password}
