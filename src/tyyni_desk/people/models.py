"""The people: agents and their teams, customers with every address they write from, and their orders."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("fi", "Suomi"), ("pl", "Polski"), ("en", "English")]
COUNTRIES = {
    "FI": _("Finland"),
    "PL": _("Poland"),
    "GB": _("United Kingdom"),
    "IE": _("Ireland"),
    "SE": _("Sweden"),
    "EE": _("Estonia"),
    "DE": _("Germany"),
}


def office_hours() -> dict[str, list[str]]:
    """Monday to Friday from nine to five; days are ISO numbers, 1 is Monday."""
    return {str(day): ["09:00", "17:00"] for day in range(1, 6)}


class Retirable(models.Model):
    """Something that is offered no longer once it is retired; what was done with it stays."""

    retired_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def audited_as(self) -> str:
        """How the audit log names it."""
        return str(self)


class Team(models.Model):
    """Agents who share a queue."""

    name = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class Agents(BaseUserManager["Agent"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Agent:
        agent = self.model(email=email.strip().lower(), **fields)
        agent.set_password(password)
        agent.save()
        return agent

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Agent:
        return self.create_user(email, password, role=Agent.Role.ADMIN, **fields)


class Agent(AbstractBaseUser):
    """Somebody who signs in to the desk. What each role may do is in ``may.py``."""

    class Role(models.TextChoices):
        OBSERVER = "observer", _("Observer")
        AGENT = "agent", _("Agent")
        LEAD = "lead", _("Lead")
        ADMIN = "admin", _("Admin")

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.AGENT)
    is_active = models.BooleanField(default=True)
    teams = models.ManyToManyField(Team, blank=True, related_name="agents")
    interface = models.CharField(max_length=2, choices=LANGUAGES, default="en")
    languages = models.JSONField(default=list)  # those in which they answer customers
    topics = models.JSONField(default=list)
    time_zone = models.CharField(max_length=40, default="Europe/Helsinki")
    working_hours = models.JSONField(default=office_hours)
    on_duty = models.BooleanField(default=True)
    signatures = models.JSONField(default=dict)  # by language
    joined_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Agents] = Agents()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="agent_email_once"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name else self.email.split("@")[0]

    @property
    def is_staff(self) -> bool:
        return self.role == self.Role.ADMIN


class Invitation(models.Model):
    """A link sent by mail with which somebody joins the desk, once and within a week."""

    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Agent.Role.choices, default=Agent.Role.AGENT)
    token_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True)

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and timezone.now() < self.created_at + timedelta(days=7)


class Customer(models.Model):
    """One person who writes to the company, however many addresses they have."""

    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=3, blank=True)
    country = models.CharField(max_length=2, blank=True, choices=COUNTRIES)  # as an agent set it; empty: by their phone
    created_at = models.DateTimeField(default=timezone.now)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name or next((identity.value for identity in self.identities.all()), "?")

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name else ""

    @property
    def email(self) -> str:
        return next((item.value for item in self.identities.all() if item.kind == Identity.Kind.EMAIL), "")

    @property
    def standing(self) -> Customer:
        """Itself, or the one that it was merged into."""
        found = self
        while found.merged_into is not None:
            found = found.merged_into
        return found


class Identity(models.Model):
    """One way in which a customer is known; belongs to one customer only."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("Email")
        PHONE = "phone", _("Phone")
        VISITOR = "visitor", _("Chat visitor")
        HANDLE = "handle", _("Public name")

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="identities")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.CharField(max_length=254)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "value"], name="identity_once")]

    def __str__(self) -> str:
        return self.value


class CustomerNote(models.Model):
    """What agents wrote down about a customer, who may ask to read it (GDPR art. 15)."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-created_at"]


class CustomerMerge(models.Model):
    """Two customers were one person. ``moved`` holds what changed hands, so that it can be undone."""

    kept = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="merges")
    merged = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)


class Order(models.Model):
    """What a customer bought, from an import, the API or a shop's connector. ``number`` is the company's own."""

    number = models.CharField(max_length=60, unique=True)
    customer = models.ForeignKey(Customer, null=True, on_delete=models.SET_NULL, related_name="orders")
    items = models.JSONField(default=list)  # [{"name": str, "quantity": int, "price": str}]
    total = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    currency = models.CharField(max_length=3, default="EUR")
    state = models.CharField(max_length=40, blank=True)
    ordered_at = models.DateTimeField(null=True)
    tracking_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-ordered_at", "-id"]
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(number=""), name="order_has_a_number")]

    def __str__(self) -> str:
        return self.number

    @property
    def tracking(self) -> str:
        """The link to the parcel, when it is one that may be shown; an import or a shop may have brought anything."""
        return self.tracking_url if self.tracking_url.startswith("https://") else ""


class OrderImport(models.Model):
    """A file of orders: first looked at, then taken in by a job that can stop and go on where it was."""

    class State(models.TextChoices):
        CHECKED = "checked", _("Looked at")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")

    name = models.CharField(max_length=200)
    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    content = models.BinaryField()  # emptied when it is done
    state = models.CharField(max_length=7, choices=State.choices, default=State.CHECKED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)  # by outcome: new, changed, same
    examples = models.JSONField(default=list)  # of the preview
    # The first ones: [{"line": int, "code": str, "value": str, "cells": [str]}]
    faults = models.JSONField(default=list)
    fault_count = models.PositiveIntegerField(default=0)
    header = models.JSONField(default=list)
    charset = models.CharField(max_length=20, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return self.name


class AuditEntry(models.Model):
    """A change that an auditor asks for: who changed a role, a mailbox, a setting, and from what to what."""

    by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering: ClassVar = ["-at"]
