"""Answers a planned question from the evidence: facts first, else sentences; verified last."""

from service.answering.answerer import Answerer
from service.answering.models import Answer, Status
from service.reading.reasons import Reason

__all__ = ["Answer", "Answerer", "Reason", "Status"]
