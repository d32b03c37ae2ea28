"""What a file of orders has wrong, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# Of the whole file; the codes are those of people.orders.tables.NotATable.
FILES = {
    "empty": _("The file is empty."),
    "too_large": _("The file is too large: 20 MB and 50,000 rows at most. Send it in parts."),
    "binary": _("This is not a text file. Save the table as CSV and send that."),
    "spreadsheet": _("This is a spreadsheet. Save it as CSV and send that."),
    "no_number": _("No column with the orders' numbers was found. The first row must name the columns."),
    "quotes": _("A quotation mark is not closed near row %(line)d, so what follows cannot be told apart."),
}
# Of one row; the codes are those of people.orders.given.Fault.
ROWS = {
    "number": _("The order's number is missing or too long"),
    "email": _("Not an email address"),
    "date": _("Not a date"),
    "total": _("Not a sum"),
    "currency": _("Not a currency"),
    "quantity": _("Not a quantity"),
    "price": _("Not a price"),
    "tracking": _("The tracking link must begin with https://"),
    "items": _("More than 200 items in one order"),
}
OUTCOMES = {"new": _("new"), "changed": _("changed"), "same": _("as they were")}
FIELDS = {
    "items": _("items"),
    "total": _("sum"),
    "currency": _("currency"),
    "state": _("state"),
    "ordered_at": _("date"),
    "tracking_url": _("tracking link"),
    "customer": _("customer"),
}
