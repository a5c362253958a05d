"""All settings, from the environment: POLICYQA_<NAME>. An unknown POLICYQA_ name is refused."""

import os
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import SettingsError

PREFIX = "POLICYQA_"


class Settings(BaseSettings):
    """The settings with their defaults; the README's table is checked against these."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data: Path = Field(Path("data"), description="folder of the store and the search index")
    database_url: str = Field(
        "", description="SQLAlchemy URL of the store; empty: SQLite in the data folder"
    )
    host: str = Field("127.0.0.1", description="address that the API listens on")
    port: int = Field(8000, ge=1, le=65535, description="port that the API listens on")
    workers: int = Field(
        1, ge=1, le=64, description="processes that serve the API, each with the index open"
    )
    ui_port: int = Field(8501, ge=1, le=65535, description="port that the web page listens on")
    ui_path: str = Field(
        "",
        pattern=r"^[\w/~.-]*$",
        description="path below which the web page is served, as by a reverse proxy",
    )
    api_url: str = Field(
        "", description="where the web page finds the API; empty: host and port above"
    )
    runs: Path = Field(Path("runs"), description="folder of evaluation runs that the page shows")
    embedder: str = Field(
        "builtin",
        description="`builtin`, or a sentence-transformers model: a folder or a hub name",
    )
    reranker: Literal["off", "statutes"] = Field(
        "off",
        description="`statutes` orders results by a model learnt on questions about laws",
    )
    max_question_characters: int = Field(10_000, ge=1, description="a longer question is refused")
    max_upload_bytes: int = Field(20_000_000, ge=1, description="a larger upload is refused")
    log_level: str = Field(
        "INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="how much is logged"
    )

    @property
    def store_url(self) -> str:
        """The store's URL."""
        return self.database_url or f"sqlite:///{self.data / 'policyqa.sqlite'}"

    @property
    def adapted_embedder(self) -> Path:
        """The file of the built-in embedder as `policyqa adapt` trained it, if it did."""
        return self.data / "embedder.safetensors"

    @property
    def generations(self) -> Path:
        """The folder of the search index's generations."""
        return self.data / "generations"

    @property
    def service_url(self) -> str:
        """Where clients on this machine find the API."""
        return self.api_url or f"http://{self.host}:{self.port}"


@cache
def settings() -> Settings:
    """Return the settings. Raises SettingsError naming the variable that is wrong."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = sorted(
        name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known
    )
    if unknown:
        raise SettingsError(
            f"unknown setting {', '.join(unknown)}. Known are {', '.join(sorted(known))}"
        )
    try:
        return Settings()
    except ValueError as error:
        raise SettingsError(f"a setting is wrong: {error}") from error
