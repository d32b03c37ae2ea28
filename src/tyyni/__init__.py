"""Tyyni's engine: reads customers' messages, checks replies, names the next step. Offline, three languages.

>>> import tyyni
>>> tyyni.read("Kolmas kerta kun kirjoitan. Haluan rahat takaisin!").requests
('refund',)
"""

from tyyni.drafting.drafter import draft
from tyyni.drafting.result import Draft
from tyyni.mail.message import Mail, UnreadableMail, parse
from tyyni.promises.clocks import Clock, clocks
from tyyni.promises.find import find_promises
from tyyni.promises.result import Promise
from tyyni.protocol.policy import Policy
from tyyni.protocol.steps import Step, next_step
from tyyni.protocol.urgency import Urgency, urgency
from tyyni.reading.reader import Turn, read
from tyyni.reading.result import Evidence, Reading, Style
from tyyni.review.result import Fault, Hint, Review
from tyyni.review.reviewer import review

__version__ = "0.1.0"

__all__ = [
    "Clock",
    "Draft",
    "Evidence",
    "Fault",
    "Hint",
    "Mail",
    "Policy",
    "Promise",
    "Reading",
    "Review",
    "Step",
    "Style",
    "Turn",
    "UnreadableMail",
    "Urgency",
    "__version__",
    "clocks",
    "draft",
    "find_promises",
    "next_step",
    "parse",
    "read",
    "review",
    "urgency",
]
