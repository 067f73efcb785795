"""The page: one file, no script, no request, headings in order, tables that say what they are."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from html.parser import HTMLParser

import pytest

from maturity_tui.reports import build_report, render
from maturity_tui.reports.model import BarChart, Table, Use

NAMES = ["one", "several", "skills", "hostile", "northwick"]


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {key: value or "" for key, value in attrs}))

    def named(self, *names: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.found if tag in names]


@pytest.fixture(params=NAMES)
def html(request) -> str:
    return render(build_report(request.getfixturevalue(request.param)), "html").decode()


@pytest.fixture
def tags(html) -> Tags:
    return Tags(html)


def test_there_is_no_script_and_no_handler(tags):
    assert {tag for tag, _ in tags.found} <= {
        "html", "head", "meta", "title", "style", "body", "div", "a", "header", "p", "h1", "h2", "b",
        "dl", "dt", "dd",
        "nav", "ol", "ul", "li", "main", "section", "figure", "figcaption", "span", "table", "caption",
        "thead", "tbody",
        "tr", "th", "td", "footer", "small", "svg", "desc", "rect", "line", "path", "text", "polyline",
        "polygon",
    }  # fmt: skip
    assert not [
        key for _, attributes in tags.found for key in attributes if key.startswith("on") or key == "style"
    ]


def test_nothing_is_asked_of_anyone(html, tags):
    assert not [
        attributes
        for _, attributes in tags.found
        if {"src", "srcset", "xlink:href", "action"} & set(attributes)
    ]
    assert all(attributes["href"].startswith("#") for attributes in tags.named("a"))
    style = html.split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_this_style_sheet_and_nothing_else(html, tags):
    policy = next(item["content"] for item in tags.named("meta") if "http-equiv" in item)
    style = html.split("<style>")[1].split("</style>")[0]
    pin = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{pin}'; base-uri 'none'; form-action 'none'"


def test_ids_are_unique_and_all_that_is_pointed_at_is_there(tags):
    ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    wanted = [item["href"][1:] for item in tags.named("a")]
    wanted += [part for _, item in tags.found for part in item.get("aria-labelledby", "").split()]
    assert set(wanted) <= set(ids)


def test_headings_go_down_one_step_at_a_time(tags):
    levels = [int(tag[1]) for tag, _ in tags.found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_tables_have_a_caption_and_scoped_heads(tags):
    order = [tag for tag, _ in tags.found]
    assert order.count("caption") == order.count("table")
    heads = tags.named("th")
    assert {item["scope"] for item in heads} == {"col", "row"}
    assert all(item.get("data-label", "x") for item in tags.named("td"))


def test_every_drawing_has_a_title_and_a_description(tags):
    drawings = [item for item in tags.named("svg") if item.get("role") == "img"]
    assert drawings
    assert len(tags.named("desc")) == len(drawings) == len(tags.named("title")) - 1
    assert all(len(item["aria-labelledby"].split()) == 2 for item in drawings)


def test_the_page_says_its_language_and_fits_a_phone(tags):
    assert tags.named("html")[0]["lang"] == "en-GB"
    viewport = next(item["content"] for item in tags.named("meta") if item.get("name") == "viewport")
    assert viewport == "width=device-width, initial-scale=1"


def test_there_is_dark_and_print_and_narrow(html):
    assert "@media screen and (prefers-color-scheme: dark)" in html
    assert "@media print" in html
    assert "max-width: 44rem" in html


def test_every_page_block_is_on_the_page(several):
    report = build_report(several)
    html = render(report, "html").decode()
    for _, block in report.blocks():
        if isinstance(block, Table):
            assert (f'id="t-{block.id}"' in html) == (block.use is not Use.DATA)
        if isinstance(block, BarChart):
            assert f'id="{block.id}-1-t"' in html
