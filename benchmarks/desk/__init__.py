"""Tyyni's desk and django-helpdesk side by side, on the same made-up data, each in its own environment."""
