"""The lists that the pages open with are fetched when the documents have changed and settled."""

import pytest

from service.client import PolicyClient
from tests.conftest import free_port
from tests.ui.conftest import Upload
from ui.connection import listed, readiness, revision_of
from ui.prefetching import Prefetching

TEXT = "某某市人民政府关于促进绿色建筑发展的意见\n\n一、任务\n种树。（责任单位：市林业局）\n"


def test_lists_are_fetched_once_the_documents_rest(
    other_service: PolicyClient, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYQA_API_URL", other_service.url)
    upload(other_service, "甲.txt", TEXT.encode())
    prefetching = Prefetching()
    assert prefetching.look()
    upload(other_service, "乙.txt", TEXT.encode())
    assert [prefetching.look() for _ in range(4)] == [False, False, True, True]


def test_what_was_fetched_is_there_without_the_service(
    other_service: PolicyClient, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYQA_API_URL", other_service.url)
    upload(other_service, "甲.txt", TEXT.encode())
    assert Prefetching().look()
    revision = revision_of(readiness())

    def unreachable(*_: object) -> None:
        raise AssertionError("asked again")

    monkeypatch.setattr("service.client.PolicyClient.__init__", unreachable)
    assert listed("responsibilities", revision).total == 1


def test_a_service_that_is_away_is_waited_for(
    other_service: PolicyClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefetching = Prefetching()
    monkeypatch.setenv("POLICYQA_API_URL", f"http://127.0.0.1:{free_port()}")
    assert not prefetching.look()
    monkeypatch.setenv("POLICYQA_API_URL", other_service.url)
    assert prefetching.look()
