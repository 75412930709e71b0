"""What differs between two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.lib.wording_changes import Piece, word_changes

OLD = "Pajat alkoivat Keravalla keväällä."


def kinds(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in word_changes(old, new)]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, [("same", OLD)]),
        (
            "Pajat alkoivat Vantaalla keväällä.",
            [("same", "Pajat alkoivat "), ("gone", "Keravalla"), ("new", "Vantaalla"), ("same", " keväällä.")],
        ),
        (
            "Pajat jatkuvat Vantaalla keväällä.",
            [
                ("same", "Pajat "),
                ("gone", "alkoivat Keravalla"),
                ("new", "jatkuvat Vantaalla"),
                ("same", " keväällä."),
            ],
        ),
        (f"{OLD} Jatkamme.", [("same", OLD), ("new", " Jatkamme.")]),
        ("", [("gone", OLD)]),
        (
            "Tyystin toinen asia, josta ei ole puhuttu",
            [("gone", OLD), ("new", "Tyystin toinen asia, josta ei ole puhuttu")],
        ),
    ],
)
def test_changed_words_stand_beside_those_that_stay(new, expected):
    assert kinds(OLD, new) == expected


@given(st.text(alphabet="ab ä.\n", max_size=40), st.text(alphabet="ab ä.\n", max_size=40))
def test_both_texts_can_be_put_together_again(old, new):
    pieces: list[Piece] = word_changes(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new
