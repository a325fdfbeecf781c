"""The program that needs no Python (`make dist`): it stands alone, and makes the same bytes."""

import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from support import pdfs
from support.examples import EXAMPLE, ROOT

pytestmark = pytest.mark.office
MOST_MB = 35


@pytest.fixture
def program() -> Path:
    """The program, made of this checkout as it is now."""
    built = ROOT / "dist" / "gongkai" / "gongkai"
    tops = ("generator", "templates", "schemas", "packaging", "requirements.lock")
    files = (it for top in tops for it in (ROOT / top, *(ROOT / top).rglob("*")))
    own = (it for it in files if it.is_file() and it.parent.name not in ("__pycache__", "build"))
    newest = max(it.stat().st_mtime for it in own)
    assert built.exists(), "make dist"
    assert built.stat().st_mtime >= newest, "make dist: it has changed since"
    return built


def run(program: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A call of the program with nothing of the environment: no PATH, no Python, no language."""
    command = [str(program), *arguments]
    return subprocess.run(command, cwd=folder, env={}, capture_output=True, text=True)


def add_units(folder: Path, count: int) -> None:
    text = EXAMPLE.read_text("utf-8")
    for number in range(127, 127 + count):
        own = text.replace("福州市“智慧福州”管理服务中心", f"第{number}中心")
        (folder / f"{number}.yaml").write_text(own.replace('"126"', f'"{number}"'), "utf-8")


def test_it_makes_the_same_bytes_as_python(program: Path, tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path)
    add_units(tmp_path, 2)
    done = run(program, tmp_path, "build", ".", "-o", "甲", "--jobs", "2")
    assert (0, "") == (done.returncode, re.sub(r"(?s)^.*?提示.*$", "", done.stderr))
    other = [sys.executable, "-m", "generator", "build", str(tmp_path), "-o", str(tmp_path / "乙")]
    subprocess.run(other, cwd=ROOT, check=True, capture_output=True)
    made = [
        {it.name: it.read_bytes() for it in (tmp_path / name).rglob("*.docx")} for name in "甲乙"
    ]
    assert 3 == len(made[0])
    assert made[0] == made[1]


def test_it_leaves_alone_what_it_made_itself(program: Path, tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path)
    first, second = (run(program, tmp_path, "build", ".", "-o", "甲") for _ in range(2))
    assert ("已生成" in first.stdout, "未变" in second.stdout) == (True, True)
    assert "已生成" not in second.stdout


def test_it_reads_a_pdf(program: Path, tmp_path: Path) -> None:
    (tmp_path / "公开.pdf").write_bytes(pdfs.make(pdfs.Page()))
    done = run(program, tmp_path, "audit", "公开.pdf")
    assert "Traceback" not in done.stdout + done.stderr
    assert "没有文字" in done.stdout + done.stderr


def test_its_workbench_answers_and_ends(program: Path, tmp_path: Path) -> None:
    add_units(tmp_path, 30)  # so many that processes of their own check them
    command = [str(program), "serve", str(tmp_path), "--no-browser"]
    serving = subprocess.Popen(
        command,
        cwd=tmp_path,
        env={},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert serving.stdout is not None
    try:
        first = serving.stdout.readline().strip().removeprefix("工作台：")
        visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = visitor.open(first).read().decode("utf-8")
        origin = first.partition("/enter")[0]
        for _ in range(600):
            page = visitor.open(origin).read().decode("utf-8")
            if 'id="build-all"' in page:
                break
        style = visitor.open(f"{origin}/assets/workbench.css").read()
    finally:
        serving.send_signal(signal.SIGINT)
        said, complained = serving.communicate(timeout=30)
    assert 30 == page.count('<tr data-stage="无错误">')
    assert b"--paper" in style
    assert (0, "", True) == (serving.returncode, complained, "已停下" in said)


def test_a_double_click_opens_a_folder_among_the_users_documents(
    program: Path, tmp_path: Path
) -> None:
    opened = subprocess.Popen(
        [str(program)], env={"HOME": str(tmp_path)}, stdout=subprocess.PIPE, text=True
    )
    assert opened.stdout is not None
    try:
        said = [opened.stdout.readline() for _ in range(3)]
    finally:
        opened.kill()
        opened.communicate()
    folder = tmp_path / "Documents" / "公开填报"
    assert (f"填报文件放在：{folder}\n", True) == (said[0], folder.is_dir())
    assert said[2].startswith("工作台：http://127.0.0.1:")


def test_it_says_what_everything_in_it_is_licensed_under(program: Path) -> None:
    told = (program.parent / "许可.txt").read_text("utf-8")
    for name in ("Jinja2", "lxml", "pikepdf", "pypdfium2", "starlette", "pyinstaller", "Python"):
        assert re.search(rf"^{name} ?[\d.]*：\S", told, re.MULTILINE), name
    named = told.partition("=" * 80)[0]  # the texts behind may speak of other licences
    assert re.search("AGPL|AFFERO", named, re.IGNORECASE) is None


def test_it_is_small_enough_and_says_nothing_of_where_it_was_built(program: Path) -> None:
    (packed,) = (ROOT / "dist").glob("gongkai-*.zip")
    assert packed.stat().st_size < MOST_MB * 1024 * 1024
    files = [it for it in program.parent.rglob("*") if it.is_file()]
    assert [] == [it.name for it in files if str(ROOT).encode() in it.read_bytes()]
