"""What an installation holds that is not the checkout itself."""

import pytest
from setuptools import Distribution
from setuptools.config.pyprojecttoml import apply_configuration

from tests.conftest import ROOT

PACKAGES = ("corpus", "index", "service", "ui", "eval")


def test_every_file_that_a_package_reads_is_installed_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    distribution = Distribution()
    apply_configuration(distribution, ROOT / "pyproject.toml")
    distribution.include_package_data = False  # only what pyproject.toml names
    command = distribution.get_command_obj("build_py")
    command.ensure_finalized()
    installed = {f"{folder}/{name}" for _, folder, _, names in command.data_files for name in names}
    files = {
        path
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and (path.parent / "__init__.py").exists()
    }
    data = {path for path in files if path.suffix not in (".py", ".pyc", ".md")}
    assert {path.suffix for path in data} >= {".css", ".js", ".json", ".safetensors", ".toml"}
    assert "ui/.streamlit/config.toml" in installed
    assert {str(path.relative_to(ROOT)) for path in data} <= installed
