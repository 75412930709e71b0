"""Static files out of installed packages."""

from pathlib import Path

from django.contrib.staticfiles import finders

from hyte.lib.package_files import PackageFileFinder


def test_the_script_of_charts_is_found_and_nothing_else_of_its_package():
    found = Path(finders.find("plotly/plotly.min.js"))
    others = [each.name for each in found.parent.iterdir() if each.name != found.name]
    assert others
    assert [name for name in others if finders.find(f"plotly/{name}")] == []


def test_only_named_files_are_collected():
    collected = [(storage.prefix, name, storage.exists(name)) for name, storage in PackageFileFinder().list([])]
    assert collected == [
        ("plotly", "plotly.min.js", True),
        ("prose_editor", "editor.js", True),
        ("prose_editor", "editor.js.map", True),
    ]
