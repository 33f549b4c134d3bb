"""The dashboard in a real browser: somebody clicks through it. Needs the [browser] extra and Chromium."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from stablehlo_reference.testsuite.backends import find_backend
from stablehlo_reference.testsuite.golden import Case, load, suite_hash
from stablehlo_reference.testsuite.harness.execution import run_case
from stablehlo_reference.testsuite.harness.records import FORMAT, Header
from stablehlo_reference.testsuite.report.dashboard import dashboard
from stablehlo_reference.testsuite.report.record import RunRecord

pytestmark = pytest.mark.slow
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def run_on(backend: str, cases: list[Case]) -> RunRecord:
    made = find_backend(backend)
    header = Header(FORMAT, "1", suite_hash(), backend, dict(made.versions()), started="2026-11-27T10:00:00+00:00")
    return RunRecord(header, tuple(run_case(case, made) for case in cases))


def test_clicking_through(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium")
    cases = [case for case in load() if case.id.startswith(("add/", "abs/"))]
    runs = [run_on(name, cases) for name in ("reference", "saboteur:lost-minus-zero")]
    page_file = tmp_path / "dashboard.html"
    page_file.write_text(dashboard(runs, cases))
    with playwright.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: request.url.startswith("file:") or problems.append(request.url))
        page.goto(page_file.as_uri())
        assert page.locator(".card").count() == 2
        assert "100.0 %" in page.locator(".card").nth(0).inner_text()
        page.locator(".card").nth(1).click()
        page.locator('[data-cell="add f32"]').click()
        assert page.locator("#filter-op").input_value() == "add"
        page.locator("#filter-verdict").select_option("FAIL")
        failing = [one for one in runs[1].results if one.verdict.value == "FAIL" and "f32" in one.elements]
        failing = [one for one in failing if one.id.startswith("add/")]
        assert failing
        assert page.locator("tr[data-id]").count() == len(failing)
        page.locator("tr[data-id]").first.click()
        dialog = page.locator("#case")
        assert dialog.is_visible()
        text = dialog.inner_text()
        assert "stablehlo-conform run --backend saboteur:lost-minus-zero" in text
        assert "stablehlo.add" in text
        assert all(word in text for word in ("Inputs", "Expected", "Actual"))
        page.get_by_text("Close").click()
        page.locator("#search").fill("no such case")
        assert page.locator("#count").inner_text() == "0 cases"
        browser.close()
    assert problems == []
