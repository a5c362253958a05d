"""What crosses a border of the evaluation: read once, never changed, with no field unknown."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A model whose objects do not change and that takes no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
