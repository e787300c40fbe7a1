"""The app in a real browser: every page, the keyboard, a screen reader's view, hostile texts.

They are skipped where there is no Chromium. With SAYSO_PICTURES=1 the pictures of docs/web.md are
made anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sayso import casework, demo, views
from sayso.export.pack_check import check
from sayso.ledger import Ledger
from sayso.model import Place, Reading
from sayso.reading.read import reader_version
from tests.making import dam_reading, kept, one_statement, report, span
from tests.web.test_marking import nested

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here"),
]
ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "web"
LARGEST_PICTURE = 150_000
ALL_PAGES = (
    "/reports", "/search", "/search?q=ridge", "/actors", "/review", "/review/log", "/add",
    "/nowhere", "/pack?q=ridge", "/", "/stories", "/timeline", "/timeline?who=pashko", "/changes",
    "/copies", "/places", "/compare", "/compare?a=Inland Press Agency&b=The Halden Courier",
    "/compare?a=nobody&b=nowhere", "/sides", "/sides?q=pashko&unknown=1&named=2", "/add/9",
)  # fmt: skip


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """The app over a ledger in a process of its own, and its address."""
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "SAYSO_REVIEWER": "Rue"}
    command = [sys.executable, "-m", "sayso.cli", "serve", "--no-browser", "--ledger", str(ledger)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=env) as process:
        assert process.stdout
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        try:
            yield found[0].rstrip("/")
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the demo story, read."""
    path = tmp_path_factory.mktemp("story") / "story.db"
    with Ledger.open(path, create=True) as ledger:
        list(demo.add(ledger, reader_version()))
        list(casework.compare_across(ledger))
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, offline but for this computer."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    args = ["--no-sandbox"] if root else []
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=args)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing may go wrong unseen."""
    with opened(browser) as one:
        yield one


@contextmanager
def opened(browser: Browser, **how: Any) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 800}, **how)
    one, wrong = context.new_page(), []
    one.on("pageerror", lambda error: wrong.append(str(error)))
    one.on("dialog", lambda dialog: wrong.append(f"dialog {dialog.message}"))
    one.on("console", lambda said: wrong.append(said.text) if "Refused" in said.text else None)
    one.on("console", lambda said: wrong.append(said.text) if "violates" in said.text else None)
    yield one
    context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def app(story: Path) -> Iterator[str]:
    """The app over the story."""
    with served(story) as address:
        yield address


def findings(page: Page) -> list[str]:
    """What axe finds serious or critical."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


def every_page(page: Page, app: str) -> list[str]:
    """The addresses of all kinds of pages that are only looked at."""
    story = f"/story/{page.request.get(f'{app}/stories.json').json()['answer'][0]['id']}"
    question = page.request.get(f"{app}{story}.json").json()["answer"][0]["id"]
    report = first_report(page, app)
    return [
        *ALL_PAGES, report, f"{report}?at=0-20&miss=0-20#add", first_link(page, f"{app}/actors"),
        story, f"/question/{question}", f"/timeline?question={question}",
        f"/pack?story={story.rsplit('/', 1)[1]}", f"/pack?report={report.rsplit('/', 1)[1]}",
    ]  # fmt: skip


def first_report(page: Page, app: str) -> str:
    return first_link(page, f"{app}/reports")


def first_link(page: Page, address: str) -> str:
    """Where the first link of a page's table leads."""
    page.goto(address)
    return page.locator("main table a").first.get_attribute("href") or ""


@pytest.mark.parametrize("how", [{"color_scheme": "light"}, {"color_scheme": "dark"}], ids=str)
def test_axe_finds_nothing_serious_on_any_page(
    browser: Browser, app: str, how: dict[str, Any]
) -> None:
    with opened(browser, **how) as page:
        for path in every_page(page, app):
            page.goto(app + path)
            # What is folded is looked at, too.
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert findings(page) == [], path


def test_on_a_phone_nothing_runs_out_of_the_page(browser: Browser, app: str) -> None:
    with opened(browser) as page:
        paths = every_page(page, app)
        page.set_viewport_size({"width": 360, "height": 740})
        for path in paths:
            page.goto(app + path)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 360, path


def test_a_report_is_read_by_keyboard_alone(page: Page, app: str) -> None:
    page.goto(f"{app}/reports")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    link = page.locator("main table a").first
    for _ in range(20):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/*")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".line.lit").get_attribute("data-n") == "2"
    assert page.locator(".lit-said").count() >= 1
    assert page.locator(".lit-cue").count() == 1
    page.keyboard.press("k")
    assert page.locator(".line.lit").get_attribute("data-n") == "1"
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.dataset.n") == "1"
    assert page.evaluate("document.activeElement.closest('.text') !== null")


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what a selector means has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"no {wanted} is reached by Tab")


def test_a_search_is_narrowed_by_keyboard_alone(page: Page, app: str) -> None:
    page.goto(f"{app}/search")
    tab_to(page, "main input[name=q]")
    page.keyboard.type("ridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=ridge**")
    tab_to(page, ".days a")
    page.keyboard.press("Enter")
    page.wait_for_url("**since=2031**")
    tab_to(page, ".choices a")
    page.keyboard.press("Enter")
    page.wait_for_url("**side=**")
    assert "narrowed by" in page.locator("main").inner_text()
    tab_to(page, ".lines a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/**")
    assert page.locator(".line.lit").count() == 1


def test_a_side_is_named_by_keyboard_and_shows_on_the_board(
    story: Path, tmp_path: Path, page: Page
) -> None:
    path = tmp_path / "case.db"
    shutil.copy(story, path)
    with served(path) as app:
        page.goto(f"{app}/sides?q=Yorik")
        tab_to(page, "td summary")
        page.keyboard.press("Enter")
        tab_to(page, "td input[name=side]")
        page.keyboard.type("Velmora > Lantern Legion")
        page.keyboard.press("Enter")
        page.wait_for_url("**sided=1**")
        assert "a person" in page.locator("tbody").inner_text()
    again = [sys.executable, "-m", "sayso.cli", "reread", "--all", "--ledger", str(path)]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run(again, check=True, env=env, capture_output=True)
    with served(path) as app:
        page.goto(app)
        groups = page.locator("thead tr").nth(1).inner_text()
        assert "Lantern Legion" in groups
        assert page.locator("thead .side").filter(has_text="Velmora").count() == 1
        page.goto(f"{app}/review/log")
        tab_to(page, "main form[action='/sides/undo'] button")
        page.keyboard.press("Enter")
        page.wait_for_url("**sided=2**")


def test_what_is_asked_first_is_answered_on_the_board(page: Page, app: str) -> None:
    page.goto(app)
    told = page.locator(".glance").inner_text()
    denial = page.locator(".glance li").first.inner_text()
    assert denial.startswith("Arden Pashko "), told
    assert " March 2031" in denial
    assert any(how in denial for how in ("own words", "outlet’s wording"))
    assert "The Morning Lamp (10 March 2031) reprints Inland Press Agency (9 March 2031)" in told
    page.locator(".glance a").first.focus()
    page.keyboard.press("Enter")
    aim = page.evaluate("location.hash.slice(1)")
    assert page.locator(f"#{aim}").is_visible()


def test_a_board_is_read_by_keyboard_alone(page: Page, app: str) -> None:
    page.goto(app)
    card = page.locator("[data-card]").first
    card.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    assert card.locator("details li").first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/**")
    assert page.locator(".line.lit").count() == 1


def test_statements_inside_one_another_are_lit_apart(tmp_path: Path, page: Page) -> None:
    reading = nested()
    with Ledger.open(tmp_path / "case.db", create=True) as ledger:
        kept(ledger, reading)
    with served(tmp_path / "case.db") as app:
        page.goto(f"{app}/report/{reading.report.id}")
        lit = "all => all.map(one => one.textContent).join('')"
        page.locator("[data-cue='2']").hover()
        assert page.locator(".lit-said").evaluate_all(lit) == "that it had “smelled gas”"
        assert page.locator(".lit-who").evaluate_all(lit) == "the operator"
        page.locator("[data-cue='1']").hover()
        outer = reading.statements[0].content[0].text
        assert page.locator(".lit-said").evaluate_all(lit) == outer
        assert page.locator(".lit-who").evaluate_all(lit) == "Ada Brinn"
        page.locator(f"#s-{reading.statements[1].id} .inside a").focus()
        assert "statement 1" in page.locator(f"#s-{reading.statements[1].id}").inner_text()
        page.goto(f"{app}/statement/{reading.statements[1].id}")
        assert page.locator(".line.lit").get_attribute("data-n") == "2"


def test_a_review_survives_a_restart_and_reading_again(
    story: Path, tmp_path: Path, page: Page
) -> None:
    path = tmp_path / "case.db"
    shutil.copy(story, path)
    with served(path) as app:
        where = first_report(page, app)
        page.goto(app + where)
        page.keyboard.press("j")
        one = page.locator(".line.lit")
        key = one.get_attribute("id")
        one.locator("summary").first.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**done=1**")
        assert "Kept as decision 1" in page.locator("main").inner_text()
        assert "checked by a person" in page.locator(f"#{key}").inner_text()
    again = [sys.executable, "-m", "sayso.cli", "reread", "--all", "--ledger", str(path)]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run(again, check=True, env=env, capture_output=True)
    with served(path) as app:
        page.goto(app + where)
        assert "checked by a person" in page.locator(f"#{key}").inner_text()
        page.goto(f"{app}/review/log")
        page.get_by_role("button", name="Undo").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**done=2**")
        page.goto(app + where)
        assert "checked by a person" not in page.locator(f"#{key}").inner_text()


def test_a_span_is_corrected_by_selecting_text(tmp_path: Path, page: Page) -> None:
    text = "🦊 “Die Brücke” 🦊 holds, said Orla Venn on Monday."
    reading = dam_reading(report(text + "\n\n" + dam_reading().report.text))
    shift = len(text) + 2
    from sayso.model import Span

    def moved(span: Span | None) -> Any:
        return span and Span.of(reading.report.text, span.start + shift, span.end + shift)

    first = dam_reading().statements[0]
    one = replace(
        first, source=moved(first.source), cue=moved(first.cue), said=None, words=(),
        content=tuple(map(moved, first.content)),
    )  # fmt: skip
    with Ledger.open(tmp_path / "case.db", create=True) as ledger:
        kept(ledger, replace(reading, statements=(one,)))
    with served(tmp_path / "case.db") as app:
        page.goto(f"{app}/report/{reading.report.id}")
        line = page.locator(f"#s-{one.id}")
        line.locator("summary").first.click()
        line.get_by_text("Correct it").click()
        page.evaluate(
            """() => {
                const words = document.querySelector('.text [data-o="0"]').firstChild;
                getSelection().setBaseAndExtent(words, 3, words, words.data.indexOf(' holds'));
            }"""
        )
        line.locator("input[name=content]").first.locator("xpath=../button").click()
        assert line.locator("input[name=content]").first.input_value() == "2:16"
        line.get_by_role("button", name="Keep this correction").click()
        page.wait_for_url("**done=1**")
    with Ledger.open(tmp_path / "case.db") as ledger:
        (told,) = views.show(ledger, reading.report.id).reading.statements
    assert [span.text for span in told.content] == ["“Die Brücke” 🦊"]


def test_a_missed_statement_is_added_by_selecting_and_by_keyboard(
    tmp_path: Path, page: Page
) -> None:
    text = "🦊 The quay is shut. It was seen from the mill. Nobody came, says a note."
    made = report(text)
    path = tmp_path / "case.db"
    with Ledger.open(path, create=True) as ledger:
        kept(ledger, Reading(made))
    with served(path) as app:
        page.goto(f"{app}/report/{made.id}")
        page.evaluate(
            """() => {
                const words = document.querySelector('.text [data-o="0"]').firstChild;
                getSelection().setBaseAndExtent(words, 3, words, words.data.indexOf('. It'));
            }"""
        )
        page.keyboard.press("a")
        assert page.evaluate("document.activeElement.value") == "2:18"
        assert "The quay is shut" in page.locator(".add-missed .taken").first.inner_text()
        page.locator(".add-missed [name=speaker]").fill("Ada Brinn")
        page.keyboard.press("Enter")
        page.wait_for_url("**done=1**")
        assert "added by a person" in page.locator(".lines").inner_text()
        # By keyboard alone, the words typed as they stand.
        page.keyboard.press("Escape")
        page.locator(".add-missed summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("Nobody came")
        page.locator(".add-missed [name=source]").focus()
        page.keyboard.type("a note")
        page.locator(".add-missed [name=cue]").focus()
        page.keyboard.type("says")
        page.keyboard.press("Enter")
        page.wait_for_url("**done=2**")
        assert findings(page) == []
    again = [sys.executable, "-m", "sayso.cli", "reread", "--all", "--ledger", str(path)]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run(again, check=True, env=env, capture_output=True)
    with served(path) as app:
        page.goto(f"{app}/report/{made.id}")
        told = page.locator(".lines").inner_text()
        assert "Ada Brinn" in told
        assert "Nobody came" in told
        assert "added by a person" in told


def test_a_text_is_pasted_and_read(tmp_path: Path, page: Page) -> None:
    with served(tmp_path / "new.db") as app:
        page.goto(app)
        page.get_by_role("link", name="Add the first report").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Paste a report’s text").focus()
        page.keyboard.insert_text("The ferry is shut, harbour master Ada Brinn said on Monday.")
        page.get_by_label("Published on").focus()
        page.keyboard.type("03102031")
        page.get_by_role("button", name="Add").focus()
        page.keyboard.press("Enter")
        page.get_by_text("Done:").wait_for(timeout=60_000)
        assert "1 added" in page.locator("#progress").inner_text()
        page.locator("#progress a").first.click()
        assert "Ada Brinn" in page.locator(".lines").inner_text()
        assert "published 10 March 2031" in page.locator(".about").inner_text()


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)></svg> "
    "<style>*{display:none}</style> javascript:alert(4) \u202eevil\u202c {{ 7*7 }} said Orla.\n\n"
)


def test_hostile_texts_run_nothing_and_break_no_layout(tmp_path: Path, page: Page) -> None:
    made = report(
        HOSTILE + "x" * 1_000_000, title="<script>alert(5)</script>\u202e", publisher="<b>\u202e",
        url="javascript:alert(6)",
    )  # fmt: skip
    with Ledger.open(tmp_path / "case.db", create=True) as ledger:
        kept(ledger, Reading(made))
    with served(tmp_path / "case.db") as app:
        for path in ("/reports", f"/report/{made.id}"):
            page.goto(app + path)
            assert page.locator("main script, main img, main style, main [onload]").count() == 0
            assert page.evaluate("document.documentElement.scrollWidth") <= 1200
            assert "\u202e" not in page.locator("body").inner_text()
        assert "<script>alert(1)" in page.locator(".text").inner_text()


def test_a_pack_opens_from_disk_with_the_network_off(
    browser: Browser, app: str, tmp_path: Path
) -> None:
    with opened(browser, accept_downloads=True) as page:
        page.goto(f"{app}/search?q=ridge")
        page.get_by_role("link", name="Evidence pack of these").click()
        with page.expect_download() as coming:
            page.get_by_role("button", name="Download it").click()
        coming.value.save_as(tmp_path / "evidence.zip")
    assert check(tmp_path / "evidence.zip").faults == ()
    with zipfile.ZipFile(tmp_path / "evidence.zip") as packed:
        packed.extractall(tmp_path / "pack")
    with opened(browser, offline=True) as page:
        page.goto((tmp_path / "pack" / "index.html").as_uri())
        assert page.locator("blockquote").count() >= 1
        assert "ridge" in page.locator("body").inner_text()
        assert findings(page) == []


# Where nobody is: a map is drawn of what is known of places, whatever they are called.
SPOTS = (
    ("Port Velm", 45.0, 34.1, 1.0, 5), ("Arnesk", 48.0, 37.8, 0.5, 9), ("Kesk", 50.4, 30.5, 0.5, 6),
    ("Old Kesk", 50.4, 30.5, 0.5, 1), ("Lower Tess", 43.0, 41.0, 60.0, 2),
    ("Ostrel", 46.5, 30.7, 0.5, 3),
)  # fmt: skip


@pytest.fixture(scope="session")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over a ledger of statements that name places whose whereabouts are known."""
    path = tmp_path_factory.mktemp("map") / "map.db"
    with Ledger.open(path, create=True) as ledger:
        for name, lat, lon, precise, times in SPOTS:
            for number in range(times):
                made = one_statement(f"the road to {name} is shut", publisher=f"{name} {number}")
                place = Place(span(made.report.text, name), name, None, lat, lon, precise)
                one = replace(made.statements[0], places=(place,))
                kept(ledger, replace(made, statements=(one,)))
    with served(path) as address:
        yield address


def test_a_map_of_places(page: Page, mapped: str) -> None:
    page.goto(f"{mapped}/places")
    assert findings(page) == []
    figure = page.locator(".map")
    assert "Natural Earth" in figure.inner_text()
    assert figure.locator("text").all_text_contents()[:2] == ["Arnesk", "Kesk / Old Kesk"]
    assert figure.locator("path.contested").first.get_attribute("d")
    assert figure.locator(".around").count() == 1
    figure.locator("a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?place=Arnesk")
    assert "9 statements" in page.locator("main").inner_text()


def test_the_own_script_is_small() -> None:
    script = (ROOT / "sayso" / "web" / "static").glob("*.js")
    assert sum(path.stat().st_size for path in script) <= 150_000


def test_pictures(page: Page, app: str, mapped: str, tmp_path: Path) -> None:
    def reading() -> None:
        page.goto(app + first_report(page, app))
        page.keyboard.press("j")
        page.keyboard.press("j")

    shown: dict[str, tuple[int, Callable[[], Any]]] = {
        "board": (740, lambda: page.goto(app)),
        "report": (520, reading),
        "search": (620, lambda: page.goto(f"{app}/search?q=ridge")),
        "timeline": (520, lambda: page.goto(f"{app}/timeline")),
        "places": (760, lambda: page.goto(f"{mapped}/places")),
    }
    folder = PICTURES if os.environ.get("SAYSO_PICTURES") else tmp_path
    folder.mkdir(exist_ok=True)
    for name, (height, show) in shown.items():
        page.set_viewport_size({"width": 1000, "height": height})
        show()
        page.screenshot(path=folder / f"{name}.png", animations="disabled")
        assert 5_000 < (folder / f"{name}.png").stat().st_size < LARGEST_PICTURE
