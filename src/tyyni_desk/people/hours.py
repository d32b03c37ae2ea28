"""When somebody works: on duty, and within their own hours in their own time zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from tyyni_desk.people.models import Agent


def is_at_work(agent: Agent, at: datetime) -> bool:
    """Whether ``agent`` is on duty and ``at`` is within their hours of that day."""
    return agent.is_active and agent.on_duty and _in_hours(agent, at)


def day_of(agent: Agent, at: datetime) -> str:
    """The date where ``agent`` is, as ISO writes it."""
    return at.astimezone(ZoneInfo(agent.time_zone)).date().isoformat()


def _in_hours(agent: Agent, at: datetime) -> bool:
    local = at.astimezone(ZoneInfo(agent.time_zone))
    begins, ends = agent.working_hours.get(str(local.isoweekday()), ("", ""))
    # Written as 09:00, so that they compare like times; the last minute of a day belongs to it.
    return bool(begins) and begins <= f"{local:%H:%M}" < ("24:00" if ends == "23:59" else ends)
