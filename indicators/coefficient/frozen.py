"""A calculation as plain data that JSON can hold, and back: every figure as the text of its Decimal."""

from decimal import Decimal
from typing import Any

from cattrs import Converter

from indicators.coefficient.calculation import Calculation

_converter = Converter(forbid_extra_keys=True, omit_if_default=True)
_converter.register_unstructure_hook(Decimal, str)
_converter.register_structure_hook(Decimal, lambda text, _kind: Decimal(text))


def freeze(calculation: Calculation) -> dict[str, Any]:
    return _converter.unstructure(calculation)


def thaw(frozen: dict[str, Any]) -> Calculation:
    return _converter.structure(frozen, Calculation)
