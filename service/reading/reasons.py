"""Why nothing in the corpus may answer."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a question has no answer."""

    REGION_NOT_IN_CORPUS = "region_not_in_corpus"
    NOT_STATED = "not_stated"
    OFF_TOPIC = "off_topic"
    NO_DOCUMENTS = "no_documents"
