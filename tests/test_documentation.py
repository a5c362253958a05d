"""The documentation says what the code does, in both languages."""

import re
import tomllib

import pytest

from service.settings import PREFIX, Settings
from tests.conftest import ROOT

READMES = ("README.md", "README.zh-CN.md")
FENCED = re.compile(r"```(?:sh|console)\n(.*?)```", re.DOTALL)  # ```sh … ```
TABLE_ROW = re.compile(r"^\| `(POLICYQA_\w+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)
COMMAND_ROW = re.compile(r"^\| `(policyqa \w+)", re.MULTILINE)
PACKAGE_ROW = re.compile(r"^\| ((?:`[\w-]+`(?:, |、)?)+) \|", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def settings_in(name: str) -> dict[str, str]:
    return {row[0]: row[1].replace("空", "empty") for row in TABLE_ROW.findall(text(name))}


@pytest.mark.parametrize("name", READMES)
def test_every_setting_is_in_the_table_with_its_default(name: str) -> None:
    expected = {
        PREFIX + field.upper(): f"`{info.default}`" if info.default != "" else "empty"
        for field, info in Settings.model_fields.items()
    }
    assert settings_in(name) == expected


def test_the_english_table_has_the_settings_descriptions() -> None:
    rows = {row[0]: row[2] for row in TABLE_ROW.findall(text("README.md"))}
    for field, info in Settings.model_fields.items():
        assert rows[PREFIX + field.upper()] == info.description


def test_both_languages_have_the_same_commands() -> None:
    english, chinese = (FENCED.findall(text(name)) for name in READMES)
    assert english == chinese
    assert COMMAND_ROW.findall(text("README.md")) == COMMAND_ROW.findall(text("README.zh-CN.md"))


@pytest.mark.parametrize("name", READMES)
def test_every_package_is_in_the_table(name: str) -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    declared = {re.split(r"[<>=]", package)[0] for package in project["dependencies"]}
    rows = " ".join(PACKAGE_ROW.findall(text(name)))
    assert declared <= set(re.findall(r"`([\w-]+)`", rows))


def test_every_command_is_documented() -> None:
    from service.cli import app

    names = {
        f"policyqa {c.name or c.callback.__name__}" for c in app.registered_commands if c.callback
    }
    names |= {f"policyqa {group.name}" for group in app.registered_groups}
    assert names == set(COMMAND_ROW.findall(text("README.md")))


@pytest.mark.parametrize("name", READMES)
def test_every_link_and_picture_is_there(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text(name)):
        assert (ROOT / target).exists(), target
