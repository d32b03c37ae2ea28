"""What a token may do. Each scope stands on an ability of its agent's role: a token never may more than its agent."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# scope: (words for the settings page, ability of people.may.ABILITIES)
SCOPES = {
    "conversations:read": (_("Read conversations and messages"), "see_conversations"),
    "conversations:write": (_("Answer, note, assign, close, tag; write down calls"), "answer"),
    "customers:read": (_("Read customers"), "see_conversations"),
    "customers:write": (_("Add and change customers"), "edit_customers"),
    "orders:read": (_("Read orders"), "see_conversations"),
    "orders:write": (_("Add and change orders"), "import_orders"),
    "snippets:read": (_("Read snippets"), "use_snippets"),
    "snippets:write": (_("Write snippets"), "edit_snippets"),
    "webhooks": (_("Read, add and remove webhooks"), "manage_integrations"),
    "engine": (_("Read and review texts with the engine"), "see_conversations"),
}
CHOICES = [(scope, words) for scope, (words, _ability) in SCOPES.items()]
