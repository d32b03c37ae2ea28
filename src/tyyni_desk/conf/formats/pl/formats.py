"""Dates and times on the pages."""

SHORT_DATE_FORMAT = "j.m.Y"
TIME_FORMAT = "H:i"
SHORT_DATETIME_FORMAT = "j.m.Y, H:i"
