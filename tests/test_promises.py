"""What this project promises, end to end: one line in ``rules`` changes answers and pages alike."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from knowledge_base.clock import today
from rules_engine.cases import read_cases
from rules_engine.ruleset import load_rules
from tests.project_copy import LANGUAGES, ROOT, copy_project, edit, kb

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("promises")

COUNTRIES = "rules/parameters/two-factor.yml"
RULE = "rules/organization/leave-organization.yml"
NORWAY = {"en": "Norway", "fr": "Norvège", "de": "Norwegen", "it": "Norvegia", "es": "Noruega"}
FREQUENCY = {
    "rule": "frequency-change-timing",
    "facts": {
        "current_frequency": "annual",
        "new_frequency": "monthly",
        "term_start": "2023-01-01",
        "change_date": "2023-11-30",
    },
}


def record(root: Path, *arguments: str, **environment: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        kb(root, "decide", *arguments, "--json", **environment).stdout
    )
    return found


def words(page: Path) -> str:
    """Return what stands between the tags of the article of a page."""
    article = page.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
    joined = re.sub(r"</?(?:a|code|data|em|span|strong)\b[^>]*>", "", article)
    return spaced(html.unescape(re.sub(r"<[^>]+>", " ", joined)))


def spaced(text: str) -> str:
    """Return a text with single ordinary spaces."""
    return " ".join(text.split())


def guide(site: Path, language: str, section: str, name: str) -> str:
    folder = site if language == "en" else site / language
    return words(folder / section / name / "index.html")


def built(root: Path, out: str, *arguments: str) -> Path:
    done = kb(root, "build", "--out", out, *arguments)
    assert done.returncode == 0, done.stderr
    return root / out


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with its site; a test that changes a file puts it back."""
    root = copy_project(tmp_path_factory.mktemp("promises") / "project")
    built(root, "site")
    return root


@pytest.fixture(autouse=True)
def as_it_was(project: Path, tmp_path: Path) -> Any:
    """Put back what a test has changed."""
    kept = {path: path.read_bytes() for part in ("docs", "rules") for path in files(project / part)}
    yield
    for path, content in kept.items():
        if path.read_bytes() != content:
            path.write_bytes(content)


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.yml"))


def test_a_batch_answers_line_by_line() -> None:
    line = json.dumps(FREQUENCY)
    (only,) = kb(ROOT, "decide", "--batch", "-", stdin=f"{line}\n").stdout.splitlines()
    decided = json.loads(only)
    assert decided["outcome"] == "too-early"
    assert decided["values"]["window_first"] == "2023-12-01"
    assert decided["values"]["window_last"] == "2023-12-31"


def test_a_garbage_line_costs_no_other_line_its_answer() -> None:
    line = json.dumps(FREQUENCY)
    ended = kb(ROOT, "decide", "--batch", "-", stdin=f"{line}\nnot JSON \x00\n{line}\n")
    first, garbage, last = map(json.loads, ended.stdout.splitlines())
    assert first["outcome"] == last["outcome"] == "too-early"
    assert set(garbage) == {"error"}
    assert "Traceback" not in ended.stderr


def test_a_country_from_a_date_on_is_in_answers_and_pages_from_that_date_on(project: Path) -> None:
    edit(project / COUNTRIES, '- {from: "2020-01-01", value: [CH, FR, BE, DE]}',
         '- {from: "2020-01-01", value: [CH, FR, BE, DE]}\n'
         '    - {from: "2030-06-01", value: [CH, FR, BE, DE, NO]}')  # fmt: skip
    of_norway = ["sms-two-factor-country", "--residence-country", "NO"]
    before = record(project, *of_norway)
    after = record(project, *of_norway, "--as-of", "2030-06-01")
    day_before = record(project, *of_norway, "--as-of", "2030-05-31")
    assert before["outcome"] == day_before["outcome"] == "denied"
    assert after["outcome"] == "allowed"
    assert after["facts"]["residence_country"] == "NO"

    now, then = built(project, "now"), built(project, "then", "--as-of", "2030-06-01")
    for language, country in NORWAY.items():
        pages = [guide(each, language, "security", "enable-two-factor") for each in (now, then)]
        assert country not in pages[0]
        assert country in pages[1]
        shown = guide(project / "site", language, "security", "enable-two-factor")
        assert pages[0] == shown, "the pages of today changed"


def problems_about(root: Path, subject: str) -> set[tuple[str, str]]:
    """Return file and code of the problems whose message names ``subject``; each has a line."""
    checked = kb(root, "check")
    assert checked.returncode == 2
    found = re.findall(r"^(\S+?):[1-9]\d*:\d+ (KB\d+) (.*)", checked.stderr, re.MULTILINE)
    return {(path, code) for path, code, message in found if subject in message}


def test_a_deleted_requirement_is_missed_by_the_check_and_by_the_cases(project: Path) -> None:
    edit(project / RULE, "  last-user: {user_count: {more_than: {parameter: "
         "organization.minimum_remaining_users}}}\n", "")  # fmt: skip
    assert (RULE, "KB315") in problems_about(project, "last-user")  # its remedy is left over

    edit(
        project / RULE, "  last-user: {guide: delete-organization, rule: delete-organization}\n", ""
    )
    found = problems_about(project, "last-user")
    assert {(f"docs/{language}/{RULE}", "KB202") for language in LANGUAGES} <= found

    ruleset = load_rules(project / "rules")
    cases = read_cases(project / "tests" / "rules", ruleset)
    failing = {
        case.id
        for case in cases
        if case.differences(ruleset.decide(case.rule, case.given, case.as_of).verdict)
    }
    assert "contract-users-at-minimum" in failing


def test_a_deleted_requirement_changes_the_conditions_on_five_pages(project: Path) -> None:
    edit(project / RULE, "  last-user: {user_count: {more_than: {parameter: "
         "organization.minimum_remaining_users}}}\n", "")  # fmt: skip
    edit(
        project / RULE, "  last-user: {guide: delete-organization, rule: delete-organization}\n", ""
    )
    conditions = {}
    for language in LANGUAGES:
        path = project / "docs" / language / RULE
        texts = yaml.safe_load(path.read_text(encoding="utf-8"))
        conditions[language] = texts["reasons"].pop("last-user")["met"].partition("<")[0]
        conditions[language] = spaced(conditions[language])
        texts["remedies"].pop("last-user")
        path.write_text(
            yaml.safe_dump(texts, allow_unicode=True, default_style='"', sort_keys=False), "utf-8"
        )
    without = built(project, "without")
    page = ("organization", "switch-or-leave-organization")
    for language, condition in conditions.items():
        assert condition in guide(project / "site", language, *page)
        assert condition not in guide(without, language, *page)


def test_one_changed_parameter_changes_sentences_and_decisions(project: Path) -> None:
    edit(project / "rules/parameters/organization.yml",
         'must stay after one has left or has been removed"\n'
         '  values:\n    - {from: "2020-01-01", value: 1}',
         'must stay after one has left or has been removed"\n'
         '  values:\n    - {from: "2020-01-01", value: 2}')  # fmt: skip
    two_owners = ["leave-organization", "--facts", json.dumps({
        "belongs_to_organization": True, "in_organization_ksuite": False,
        "login_address_in_mail_service": False, "is_owner": True, "owner_count": 2, "user_count": 5,
    })]  # fmt: skip
    assert record(ROOT, *two_owners)["outcome"] == "allowed"
    assert record(project, *two_owners)["reasons"] == ["last-owner"]

    changed = built(project, "changed")
    for language in LANGUAGES:
        texts = yaml.safe_load((project / "docs" / language / RULE).read_text(encoding="utf-8"))
        sentence = texts["reasons"]["last-owner"]["met"]
        reference = "<value:organization.minimum_remaining_owners>"
        for site, number in ((project / "site", "1"), (changed, "2")):
            page = guide(site, language, "organization", "switch-or-leave-organization")
            assert spaced(sentence.replace(reference, number)) in page


def test_a_broken_file_leaves_the_site_as_it_was(project: Path) -> None:
    site = project / "site"
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    (project / RULE).write_text("rule: [", encoding="utf-8")
    assert kb(project, "build").returncode == 2
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_no_decision_depends_on_locale_or_time_zone() -> None:
    ruleset = load_rules(ROOT / "rules")
    cases = read_cases(ROOT / "tests" / "rules", ruleset)
    lines = "".join(
        json.dumps({"rule": each.rule, "facts": each.given, "as_of": str(each.as_of)}, default=str)
        + "\n"
        for each in cases
    )
    far = [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"TZ": "Pacific/Pago_Pago", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
    ]
    east, west = (kb(ROOT, "decide", "--batch", "-", stdin=lines, **each) for each in far)
    assert east.stdout.count("\n") == len(cases)
    assert east.stdout == west.stdout
    days = {record(ROOT, "leave-organization", **each)["as_of"] for each in far}
    assert days == {str(today())}
