"""A small page and a build of it, made once for all tests of the command line."""

import subprocess
import sys
from pathlib import Path

import pytest

PAGE = """## 社区邻里服务站揭牌

本报讯（记者 米兰）10月28日，区科协副主席秦若冰出席揭牌仪式并讲话。

本次活动由区科协、区民政局主办，大溪沟街道办事处承办。

## 全区就业工作会议召开

本报讯（记者 乔木）10月29日，全区就业工作会议在区会展中心召开。副区长鲁望舒出席会议并讲话。
"""


def kg(*arguments: object, stdin: str | bytes = b"", **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command; bytes in, bytes out."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    command = [sys.executable, "-m", "kg.cli", *map(str, arguments)]
    return subprocess.run(command, input=data, capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def options() -> list[str]:
    """Where and when the page was published."""
    return ["--place", "重庆市渝中区", "--date", "2025-10-31"]


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "page.md").write_text(PAGE, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def out(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the page."""
    folder = tmp_path_factory.mktemp("build") / "out"
    done = kg("build", pages, *options(), "-o", folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder
