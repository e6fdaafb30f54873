"""Contracts of kg.reading.html: the article of a page, its title, day and paper, without the site around it."""

from contextlib import suppress

import pytest

from kg.errors import InputError
from kg.reading.html import read_page
from kg.reading.options import ReadOptions

OPTIONS = ReadOptions()
FIRST = "本报讯（记者 周一帆）10月28日，铜梁区图书馆新馆正式开放。区文化旅游委主任陶立群出席开馆仪式并致辞。"
SECOND = "新馆设有少儿阅览室、地方文献室和自习区，藏书三十万册。开馆首日，两千多名市民前来借阅图书。"
THIRD = "“我们希望每个人都能在这里找到想读的书。”陶立群说，下一步还将在各镇街建设分馆。"
TITLE = "铜梁区图书馆新馆开放"

GOVERNMENT = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}_铜梁区人民政府</title>
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2025-10-29 09:12">
<meta name="ContentSource" content="铜梁日报"><script>var d = "1998年3月1日";</script></head><body>
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul>
<p>您当前的位置：<a href="/">首页</a> &gt; <a href="/xw">新闻</a></p></div>
<div class="main"><h1>{TITLE}</h1><div class="info">发布时间：2025-10-29 09:12 来源：铜梁日报 字号：大 中 小</div>
<div id="zoom"><p>　　{FIRST}</p><p>　　{SECOND}</p>
<p>　　{THIRD}</p><p>（通讯员 何思远）</p></div>
<div class="share">分享到：<a href="#">微信</a></div><h3>相关新闻</h3><ul><li><a href="/a">区委召开常委会会议</a></li>
<li><a href="/b">全区防汛工作会议召开。</a></li></ul></div>
<div class="footer"><p>版权所有：铜梁区人民政府办公室 渝ICP备00000000号</p>
<p>Copyright 2001-2019。</p></div></body></html>"""

TABLES = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>铜梁日报数字报</title>
</head><body><table width="1000"><tr><td colspan="2">版权所有 铜梁日报社 2001-2019年 未经授权不得转载。</td></tr>
<tr><td width="300"><table><tr><td><a href="1">第01版：要闻</a></td></tr><tr><td><a href="2">第02版：综合</a></td></tr>
</table></td><td><table><tr><td>铜梁日报 2025年10月29日 星期三</td></tr>
<tr><td align="center"><strong>{TITLE}</strong></td></tr>
<tr><td><div>　　{FIRST}<br>　　{SECOND}<br><br>　　{THIRD}</div></td></tr></table></td></tr>
<tr><td><a href="x">上一篇</a></td><td><a href="y">下一篇</a></td></tr></table></body></html>"""

FOUNDER = f"""<html><head><title>铜梁日报</title></head><body>
<!--enpproperty <articleid>7</articleid><date>2025-10-29 00:00:00.0</date><author>周一帆</author><title>{TITLE}</title>
<sourcename>铜梁日报</sourcename> /enpproperty-->
<div><a href="n">上一版</a></div><h2>{TITLE}</h2><div id="ozoom"><founder-content><!--enpcontent--><P>　　{FIRST}</P>
<P>　　{SECOND}</P><!--/enpcontent--></founder-content></div></body></html>"""


def texts(html: str | bytes) -> list[str]:
    """The texts of the blocks of a page."""
    data = html if isinstance(html, bytes) else html.encode("utf-8")
    return [block.text for block in read_page(data, "page.html", OPTIONS).blocks]


@pytest.mark.parametrize(
    "html", [GOVERNMENT, TABLES.replace("gb2312", "utf-8"), FOUNDER], ids=["gov", "table", "founder"]
)
def test_title_date_and_paper(html: str) -> None:
    """Title, day and paper are found by meta tags, by the line over the text, and by Founder's comment."""
    page = read_page(html.encode("utf-8"), "page.html", OPTIONS)
    assert (page.blocks[0].text, page.blocks[0].level > 0) == (TITLE, True)
    assert (page.date or page.told) == "2025-10-29"
    assert page.paper in ("铜梁日报", None)


def test_article_without_the_site() -> None:
    """Navigation, share buttons, related news and footer are left out, bylines at the foot stay."""
    assert texts(GOVERNMENT) == [TITLE, FIRST, SECOND, THIRD, "（通讯员 何思远）"]


def test_tables_and_breaks() -> None:
    """A page laid in tables gives its paragraphs, cut where <br> stands before an indent, and no footer."""
    assert texts(TABLES.replace("gb2312", "utf-8")) == [TITLE, FIRST, SECOND, THIRD]


def test_declared_charset() -> None:
    """A page that declares gb2312 is read as GB18030, characters outside GB 2312 included."""
    assert texts(TABLES.replace("陶立群", "陶喆镕").encode("gb18030"))[1] == FIRST.replace("陶立群", "陶喆镕")


def test_two_articles() -> None:
    """Two articles on one page keep their headings, each before its own text."""
    html = f"<body><div><h2>{TITLE}</h2><p>{FIRST}</p></div><div><h2>区委全会召开</h2><p>{SECOND}</p></div></body>"
    assert texts(html) == [TITLE, FIRST, "区委全会召开", SECOND]


def test_source_line_ends() -> None:
    """A line end of the HTML source is nothing between Chinese characters and a space between words."""
    html = "<p>铜梁区举办龙灯\n  艺术节，吸引了两万多名游客前来观看表演。Dragon\nDance 队参加。</p>"
    assert texts(html) == ["铜梁区举办龙灯艺术节，吸引了两万多名游客前来观看表演。Dragon Dance 队参加。"]


def test_single_breaks_inside_sentence() -> None:
    """A <br> inside a sentence is a line break of the block, one after a full stop begins a paragraph."""
    html = f"<div>铜梁区举办龙灯<br>艺术节，吸引了两万多名游客前来观看表演。<br>{SECOND}</div>"
    assert texts(html) == ["铜梁区举办龙灯\n艺术节，吸引了两万多名游客前来观看表演。", SECOND]


@pytest.mark.parametrize(("depth", "fails"), [(198, False), (199, True), (100_000, True)])
def test_depth(depth: int, fails: bool) -> None:
    """HTML is read up to the depth of the limit (html and body count) and refused beyond, without a parser."""
    html = f"<html><body>{'<div>' * depth}{FIRST}{'</div>' * depth}</body></html>"
    if fails:
        with pytest.raises(InputError, match=r"^page.html: HTML nested deeper than 200"):
            texts(html)
    else:
        assert texts(html) == [FIRST]


def test_depth_of_flat_html() -> None:
    """Elements whose end tag is optional do not nest, nor does what stands in comments and scripts."""
    html = "<ul>" + "<li>一" * 500 + "</ul>" + "<p>二" * 500 + "<!--" + "<div>" * 500 + "-->"
    html += "<script>" + "<b>" * 500 + f"</script><p>{FIRST}"
    assert FIRST in texts(html)


@pytest.mark.parametrize(
    "html", ["", "<", "<!--", "<!--" * 9000, "<p" * 9000, "</p>" * 9000, "&#0;&#xD800;", "<a\0b>" * 9]
)
def test_broken_html(html: str) -> None:
    """Broken HTML gives a page or an InputError, and no other error."""
    with suppress(InputError):
        assert isinstance(texts(html), list)
