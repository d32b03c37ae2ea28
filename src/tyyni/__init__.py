"""Tyyni's engine: reads customers' messages, checks replies, names the next step. Offline, three languages.

>>> import tyyni
>>> tyyni.read("Kolmas kerta kun kirjoitan. Haluan rahat takaisin!").requests
('refund',)
"""

from tyyni.mail.message import Mail, UnreadableMail, parse
from tyyni.protocol.steps import Step, next_step
from tyyni.protocol.urgency import Urgency, urgency
from tyyni.reading.reader import Turn, read
from tyyni.reading.result import Evidence, Reading, Style
from tyyni.review.faults import Fault, Review, review

__version__ = "0.1.0"

__all__ = [
    "Evidence",
    "Fault",
    "Mail",
    "Reading",
    "Review",
    "Step",
    "Style",
    "Turn",
    "UnreadableMail",
    "Urgency",
    "__version__",
    "next_step",
    "parse",
    "read",
    "review",
    "urgency",
]
