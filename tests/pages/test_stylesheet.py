from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.pages.stylesheet import joined_sheet
from tests.built_site import addresses


def sheets(folder: Path, **texts: str) -> list[str]:
    (folder / "assets" / "styles").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "assets" / "styles" / f"{name}.css").write_text(text, "utf-8")
    return [f"assets/styles/{name}.css" for name in texts]


def test_sheets_are_joined_in_order_and_named_by_what_they_hold(tmp_path: Path) -> None:
    parts = sheets(tmp_path, one="a { color: red; }", two="a { color: #0000ff; }")
    sheet = joined_sheet(tmp_path, parts)
    assert sheet.content == "a{color:red}a{color:#00f}"
    assert sheet.path != joined_sheet(tmp_path, parts[::-1]).path
    assert sheet == joined_sheet(tmp_path, parts)


def test_a_sheet_elsewhere_is_refused_because_its_addresses_would_break(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"elsewhere/x\.css"):
        joined_sheet(tmp_path, ["elsewhere/x.css"])


@pytest.mark.xdist_group("site")
def test_a_page_asks_for_one_sheet_of_ours(site: Path) -> None:
    for address in addresses(site):
        page = (site / address.lstrip("/") / "index.html").read_text("utf-8")
        if "assets/styles/site." in page:
            assert page.count("assets/styles/site.") == 1
            assert "assets/styles/text.css" not in page
    assert len(list((site / "assets" / "styles").glob("site.*.css"))) == 1
