"""Wide pictures with several products, built from the same models."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Scene:
    """`size` and `centre` set the light, `back` is how far the wall is behind, in metres."""

    name: str
    en: str
    de: str
    build: Callable
    size: float
    centre: tuple[float, float, float]
    back: float
    view: dict = field(default_factory=dict)
    dim: float = 1.0


SCENES = ()
