"""Contracts of kg.reading.page: a page becomes its articles, torn columns rejoined, nothing lost."""

import re
import time
from collections import Counter
from pathlib import Path

import pytest

from kg.reading.blocks import Block, Page
from kg.reading.markdown import read_page
from kg.reading.options import ReadOptions
from kg.reading.page import split_page
from kg.resources import resource
from kg.types import Document

SHARED = Path(__file__).resolve().parents[3] / "shared"

TITLES = [
    "全区首家“候鸟学堂”自然教育中心揭牌",
    "“南滨书声”全民阅读季启幕 三百场活动送到家门口",
    "区人大常委会任免一批国家机关工作人员",
    "我区专题研究城市更新工作",
    "从“有没有”到“好不好” 四个部门细说民生账本",
    "南岸区工商业联合会第九次会员代表大会闭幕",
    "区政府召开第96次常务会议",
    "长生桥镇与重庆工商大学共建乡村人才学院",
]
SEAMS = [
    ("爱国敬业、守法经", "营、回报社会"),
    ("要把森林防", "火摆在突出位置"),
    ("全部接入检查检", "验结果互认平台"),
    ("民宿管理、直播电", "商三个专业"),
    ("26个零工驿", "站，找活的人"),
]
# A few words of each article, and its place among the titles.
BELONGS = [
    ("冷未央登上讲台", 0), ("两家民营书店", 1), ("桑梓青为区市场监管局局长", 2), ("十几户居民逐条核对", 3),
    ("钟离岸主持发布会", 4), ("新增学位2.9万个", 4), ("老年食堂增加到63家", 4), ("解鹿鸣表示", 4), ("瞿 然", 4),
    ("庄砚秋出席大会", 5), ("贺兰舟当选", 5), ("21处积水点", 6), ("聂海棠主持会议", 6),
    ("詹思齐代表双方签约", 7), ("备好40亩试验田", 7),
]  # fmt: skip


def page(text: str, source: str = "p.md") -> Page:
    """A page as the Markdown reader gives it."""
    return read_page(text.encode("utf-8"), source, ReadOptions())


def example() -> str:
    """The text of the example page."""
    return (resource("examples") / "nanan.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def articles() -> list[Document]:
    """The articles of the example page."""
    return split_page(page(example(), "nanan.md"))


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def test_titles_in_page_order(articles: list[Document]) -> None:
    """Each story has its title, in the page's order, and no banner or question is one."""
    assert [article.title for article in articles] == TITLES
    assert [article.id for article in articles] == [f"nanan.md#{n}" for n in range(1, 9)]
    assert [article.position for article in articles] == list(range(1, 9))


def test_text_begins_with_title(articles: list[Document]) -> None:
    """The first line of every text is the title."""
    assert all(article.text.split("\n")[0] == article.title for article in articles)


@pytest.mark.parametrize(("left", "right"), SEAMS)
def test_seams_of_the_example(articles: list[Document], left: str, right: str) -> None:
    """What the columns tore apart inside a sentence stands together again."""
    assert sum(left + right in article.text for article in articles) == 1


@pytest.mark.parametrize(("words", "place"), BELONGS)
def test_fragments_belong_to_their_article(articles: list[Document], words: str, place: int) -> None:
    """Every paragraph stands in the article that it is about."""
    assert [n for n, article in enumerate(articles) if words in article.text] == [place]


def test_interview_is_whole(articles: list[Document]) -> None:
    """The questions of an interview are its paragraphs, put together from broken lines, in their order."""
    lines = articles[4].text.split("\n")
    asked = [line for line in lines if line.endswith("？")]
    assert asked[0] == "这五年，南岸的孩子上学有了哪些看得见的变化？"
    assert len(asked) == 4
    assert all("表示，" in lines[lines.index(question) + 1] for question in asked)


def test_continued_parts(articles: list[Document]) -> None:
    """Articles whose beginning stands on another page are marked, and the marks are taken off the text."""
    assert [article.position for article in articles if article.continued] == [4, 6, 7]
    assert not any("上接" in article.text or "下转" in article.text for article in articles)


def test_nothing_is_lost_or_doubled(articles: list[Document]) -> None:
    """All letters of the page but banners and marks stand in the articles, as often as on the page."""
    body = re.sub(r"\A---.*?---\n|（(?:上接1|下转3)版）", "", example(), flags=re.DOTALL)
    wanted = Counter(squeezed(re.sub(r"^# 一江.*$|^## 民生这五年.*$|^#+", "", body, flags=re.MULTILINE)))
    assert Counter("".join(squeezed(article.text) for article in articles)) == wanted


def test_gaps_mark_what_is_missing() -> None:
    """A paragraph that is torn and not joined stands for itself, and the gap is where it begins."""
    text = re.sub("验结果互认平台.*?节省费(?=用4100万元)", "", example())
    documents = split_page(page(text))
    assert not any("检查检用4100" in document.text for document in documents)
    assert all(document.text[gap - 1] == "\n" or gap == 0 for document in documents for gap in document.gaps)


@pytest.mark.parametrize(("left", "right"), SEAMS)
def test_no_join_without_the_other_half(left: str, right: str) -> None:
    """When the paragraph that goes on is taken out, the torn end is joined with nothing else."""
    kept = [part for part in example().split("\n\n") if not part.startswith(right)]
    for document in split_page(page("\n\n".join(kept))):
        at = document.text.find(left)
        assert at < 0 or document.text[at + len(left) :][:1] in ("", "\n")


def test_whole_articles_stay_whole() -> None:
    """On a page where nothing is torn, paragraphs stay as they are, each under its heading."""
    parts = [part for part in example().split("\n\n") if not part.startswith("---")]
    whole = "\n\n".join(parts[:18])
    lines = [line for document in split_page(page(whole)) for line in document.text.split("\n")]
    wanted = [re.sub(r"^#+ |（上接1版）|（下转3版）", "", part) for part in parts[:18]]
    assert lines == wanted


@pytest.mark.parametrize(
    ("text", "title", "subtitle", "lines"),
    [
        ("# 我县举办柑橘节\n\n本报讯 柑橘节昨日开幕。", "我县举办柑橘节", None, 2),
        ("我县举办柑橘节\n\n本报讯 柑橘节昨日开幕。", "我县举办柑橘节", None, 2),
        ("本报讯 柑橘节昨日开幕。\n\n游客两万人。", None, None, 2),
        ("# 柑橘红了\n## ——我县果业见闻\n\n十月的山坡一片金黄。", "柑橘红了", "——我县果业见闻", 3),
        ("# 本周要闻\n\n## 我县举办柑橘节\n\n柑橘节昨日开幕。", "我县举办柑橘节", None, 2),
        ("# 我县举办柑橘节\n\n柑橘节昨日开幕。\n\n### 一、果农说\n\n今年收成好。", "我县举办柑橘节", None, 4),
        ("# 我县举办柑橘节\n\n---\ntitle\n---\n\n柑橘节昨日\n开幕，游客Li\nMing也来了。", "我县举办柑橘节", None, 3),
    ],
)
def test_single_articles(text: str, title: str | None, subtitle: str | None, lines: int) -> None:
    """A page with one story, with or without a heading, is one article with an id of the same form."""
    (document,) = split_page(page(text))
    assert (document.title, document.subtitle, document.id) == (title, subtitle, "p.md#1")
    assert len(document.text.split("\n")) == lines


def test_headings_that_ask_are_no_articles() -> None:
    """Questions that a reader gives as headings are paragraphs of the interview."""
    lines = ["县里开了会。", "## 种子够不够？", "够，库里有三百吨。", "## 化肥贵不贵？", "比去年便宜一成。"]
    (document,) = split_page(page("\n\n".join(["# 三位局长谈春耕", *lines])))
    assert document.text.split("\n")[1:] == [line.removeprefix("## ") for line in lines]


def test_broken_lines() -> None:
    """Lines broken inside a sentence are joined without a blank between Chinese characters."""
    blocks = (Block(text="标题", level=1), Block(text="县里的新\n图书馆开\n放了，有 WiFi\nand tea。"))
    (document,) = split_page(Page(source="p", blocks=blocks))
    assert document.text == "标题\n县里的新图书馆开放了，有 WiFi and tea。"


def test_own_article_only_if_it_belongs_nowhere() -> None:
    """A continued part on another subject stands for itself, marked as a continuation."""
    other = "（上接1版）冰川退缩使高原湖泊面积扩大，科考队员在羌塘布设了十九台水位计，记录藏羚羊迁徙沿线的水文变化。"
    documents = split_page(page(f"## 我县举办柑橘节\n\n柑橘节昨日开幕，果农李桂香卖出两千斤脐橙。\n\n{other}"))
    assert [document.continued for document in documents] == [False, True]
    assert documents[1].title is None


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有标题", "（上接1版）"])
def test_pages_without_a_story(text: str) -> None:
    """A page without a paragraph gives no article."""
    assert split_page(page(text)) == []


def test_front_matter_title_and_fields() -> None:
    """What the source says of title, date and place goes to the article; its title opens the text."""
    front = "---\ntitle: 柑橘节开幕\ndate: 2025-10-31\nplace: 重庆市奉节县\n---\n\n"
    (document,) = split_page(page(front + "果农来了，客商也来了。"))
    assert (document.title, document.date, document.place) == ("柑橘节开幕", "2025-10-31", "重庆市奉节县")
    assert document.text.startswith("柑橘节开幕\n")


def test_same_page_same_articles() -> None:
    """Splitting is deterministic."""
    assert split_page(page(example())) == split_page(page(example()))


def test_long_pages_take_seconds() -> None:
    """Five thousand paragraphs, two hundred of them torn, are split without a quadratic blow-up."""
    blocks = [Block(text="合订本", level=1)]
    for n in range(5000):
        end = "继续推进" if n % 25 == 0 else "继续推进各项工作。"
        blocks.append(Block(text=f"第{n}组的群众在村口的晒谷场上讨论水渠维修，大家表示要{end}", line=n))
    started = time.perf_counter()
    documents = split_page(Page(source="p", blocks=tuple(blocks)))
    assert time.perf_counter() - started < 60
    assert sum(len(squeezed(document.text)) for document in documents) == sum(len(b.text) for b in blocks)


REAL_SEAMS = [
    ("不断取", "得胜利"), ("已经打", "下坚实基础"), ("深刻认", "识到"), ("把妇女力", "量拧紧"),
    ("实现企业", "数、载体面积"), ("消费友好型商", "圈”"), ("要补齐短板，", "加强前瞻谋划"),
]  # fmt: skip
REAL_TITLES = [
    "人大代表科普服务点", "美丽渝中行", "科技创新“十五五”规划", "现代服务业亮出答卷", "接续奋斗",
    "前三季度经济运行", "第十六次妇女代表大会", "第140次常务会议",
]  # fmt: skip


@pytest.mark.skipif(not SHARED.exists(), reason="the real page stands beside the checkout")
def test_real_page() -> None:
    """The real page gives its eight articles, its seven seams and no other, and the interview whole."""
    text = (SHARED / "pages" / "yuzhong.md").read_text(encoding="utf-8")
    documents = split_page(page(text))
    assert len(documents) == 8
    assert all(words in (d.title or "") for words, d in zip(REAL_TITLES, documents, strict=True))
    whole = "\n".join(document.text for document in documents)
    assert all(left + right in whole for left, right in REAL_SEAMS)
    source = squeezed(text)
    joined = [line for line in whole.split("\n") if squeezed(line) not in source]
    assert len(joined) == len(REAL_SEAMS)
    answers = ("张啸", "陈建录", "郭玉林", "朱玲艳", "蒋倩")
    assert all(f"{name}表示" in documents[3].text for name in answers)
