"""What the shop says about a product. Texts are pairs: English, German."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Size:
    """One size of a product: its price in cents and weight in grams replace the product's own."""

    id: str
    label: tuple[str, str]
    price: int
    grams: int


@dataclass(frozen=True)
class Good:
    """`handle` is that of the model, `leaf` the category, `price` and `was` gross cents, `facts` keys of facts.py."""

    handle: str
    leaf: str
    price: int
    grams: int
    name: tuple[str, str]
    summary: tuple[str, str]
    text: tuple[str, str]
    facts: dict = field(default_factory=dict)
    was: int | None = None
    sizes: tuple[Size, ...] = ()
    tax: str = 'standard'
