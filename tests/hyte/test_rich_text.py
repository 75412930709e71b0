"""Rich text: what is kept, what goes, and that what is kept is a tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.lib.rich_text import clean_rich, plain_text, tree_of


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Teksti <b>lihava</b> <i>kursiivi</i></p>", "<p>Teksti <strong>lihava</strong> <em>kursiivi</em></p>"),
        ("<h1>Iso</h1><h6>Pieni</h6>", "<h3>Iso</h3><h4>Pieni</h4>"),
        ("<script>paha()</script><p onclick=x()>Hyvä</p>", "<p>Hyvä</p>"),
        (
            '<p><a href="javascript:x()">x</a> <a href="https://a.fi">a</a></p>',
            '<p><a>x</a> <a href="https://a.fi">a</a></p>',
        ),
        ('<img src="x"><p><span style="color:red">Punainen</span></p>', "<p>Punainen</p>"),
        ("<p></p><p>&nbsp;</p><ul><li></li></ul>", ""),
        ("Pelkkä teksti.\n\nToinen kappale.", "<p>Pelkkä teksti.</p><p>Toinen kappale.</p>"),
        ("<p>a\x00b</p>", "<p>ab</p>"),
        ("<p>Auki <strong>jäänyt", "<p>Auki <strong>jäänyt</strong></p>"),
        ("<p>·&nbsp;&nbsp; Yksi</p>\n<p>·&nbsp;&nbsp; Kaksi</p>", "<ul><li>Yksi</li><li>Kaksi</li></ul>"),
    ],
)
def test_what_is_kept(written, kept):
    assert clean_rich(written) == kept


def test_tables_of_an_editor_keep_their_cells_and_tell_what_their_headings_head():
    written = (
        '<table style="min-width: 50px"><colgroup><col></colgroup><tbody><tr><th colspan="1" rowspan="1"><p>Alue</p></th>'
        '<th colspan="2" rowspan="1"><p>Luku</p></th></tr><tr><th><p>Vantaa</p></th><td><p>1</p></td><td><p>2</p></td></tr>'
        "</tbody></table>"
    )
    assert clean_rich(written) == (
        '<table><tbody><tr><th scope="col">Alue</th><th scope="col" colspan="2">Luku</th></tr>'
        '<tr><th scope="row">Vantaa</th><td>1</td><td>2</td></tr></tbody></table>'
    )


def test_cleaning_twice_changes_nothing():
    once = clean_rich("<h2>Otsikko</h2><p>Teksti<br>toinen</p><table><tr><th>A</th></tr><tr><td>1</td></tr></table>")
    assert clean_rich(once) == once


@given(st.text(alphabet='<>/abpthrdliu=" &;#\n·', max_size=120))
def test_whatever_is_written_is_a_tree_when_cleaned(written):
    tree_of(clean_rich(written))


def test_words_alone():
    assert plain_text("<p>Yksi &amp; kaksi</p><ul><li>kolme</li></ul>").split() == ["Yksi", "&", "kaksi", "kolme"]
