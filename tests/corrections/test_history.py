"""A filing as a git revision has it, and why it cannot be had."""

import shutil
import subprocess
from pathlib import Path

import pytest
from support.examples import EXAMPLE

from generator import cli
from generator.corrections import history
from generator.corrections.history import HistoryError


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.com")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, timeout=60)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose first commit holds a filing with what it names, corrected since."""
    home = tmp_path / "库"
    for name, text in {
        "2025/126.yaml": "文种: 部门决算\n上年文件: ../2024/126.yaml\n",
        "2024/126.yaml": "年度: 2024\n",
        "2024/别的.yaml": "年度: 2024\n",
        "2025/_共用.yaml": "甲: 1\n",
        "外.yaml": "甲: 1\n",
    }.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, "utf-8")
    git(home, "init", "--quiet")
    git(home, "add", ".")
    git(home, "commit", "--quiet", "-m", "first")
    (home / "2024" / "126.yaml").write_text("年度: 改过\n", "utf-8")
    return home


def test_the_filing_comes_with_what_it_named_and_what_is_shared(repository: Path) -> None:
    with history.check_out(repository / "2025" / "126.yaml", "HEAD") as old:
        assert "文种: 部门决算\n上年文件: ../2024/126.yaml\n" == old.read_text("utf-8")
        assert "年度: 2024\n" == (old.parent / "../2024/126.yaml").read_text("utf-8")
        assert ["126.yaml", "_共用.yaml"] == sorted(path.name for path in old.parent.iterdir())
        assert not (old.parent.parent / "2024" / "别的.yaml").exists()
    assert not old.exists()


def test_a_file_that_it_names_with_the_shorter_ending_comes_too(repository: Path) -> None:
    (repository / "2024" / "127.yml").write_text("年度: 2024\n", "utf-8")
    (repository / "2025" / "127.yml").write_text("上年文件: ../2024/127.yml\n", "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "second")
    with history.check_out(repository / "2025" / "127.yml", "HEAD") as old:
        assert "年度: 2024\n" == (old.parent / "../2024/127.yml").read_text("utf-8")


@pytest.mark.parametrize("revision", ["没有", "--help", "--since=2020", "HEAD; touch x", ""])
def test_a_revision_that_is_none_is_refused(repository: Path, revision: str) -> None:
    filing = repository / "2025" / "126.yaml"
    with (
        pytest.raises(HistoryError, match=f"git 里没有“{revision}”这个版本"),
        history.check_out(filing, revision),
    ):
        pass


def test_a_file_that_the_revision_has_not_is_refused(repository: Path) -> None:
    (repository / "2025" / "新.yaml").write_text("甲: 1\n", "utf-8")
    with (
        pytest.raises(HistoryError, match=r"HEAD 里没有 2025/新\.yaml"),
        history.check_out(repository / "2025" / "新.yaml", "HEAD"),
    ):
        pass


def test_a_name_that_leads_out_of_the_repository_is_not_followed(repository: Path) -> None:
    outside = repository.parent / "外.yaml"
    outside.write_text("甲: 1\n", "utf-8")
    filing = repository / "2025" / "126.yaml"
    filing.write_text("上年文件: ../../外.yaml\n年初预算文件: /etc/外.yaml\n", "utf-8")
    git(repository, "commit", "--quiet", "-am", "second")
    with history.check_out(filing, "HEAD") as old:
        assert {"126.yaml", "_共用.yaml"} == {p.name for p in old.parents[1].rglob("*.yaml")}


def test_outside_of_a_repository_it_says_what_to_do_instead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "126.yaml"
    shutil.copy(EXAMPLE, path)
    assert 2 == cli.main(["diff", str(path), "--since", "HEAD"])
    assert "错误：这个文件不在 git 管理的文件夹里；请改用：gongkai diff 旧文件 新文件\n" == (
        capsys.readouterr().err
    )


def test_without_git_it_says_what_to_do_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with (
        pytest.raises(HistoryError, match="没有找到 git 程序"),
        history.check_out(EXAMPLE, "HEAD"),
    ):
        pass


def test_a_correction_since_a_revision_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "库"
    home.mkdir()
    path = home / "126.yaml"
    shutil.copy(EXAMPLE, path)
    git(home, "init", "--quiet")
    git(home, "add", ".")
    git(home, "commit", "--quiet", "-m", "first")
    path.write_text(
        path.read_text("utf-8").replace("服务: 30887496.30", "服务: 31887496.30"), "utf-8"
    )
    assert 0 == cli.main(["diff", str(path), "--since", "HEAD"])
    shown = capsys.readouterr().out
    assert shown.startswith(f"{path}（HEAD） → {path}\n")
    assert "  38.64% → 37.43%：政府采购.中小企业占比\n" in shown


def test_files_of_the_revision_are_named_as_git_has_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, path = tmp_path / "库", tmp_path / "库" / "2024" / "126.yaml"
    path.parent.mkdir(parents=True)
    text = EXAMPLE.read_text("utf-8")
    path.write_text(text.replace("地区: 福建\n", ""), "utf-8")
    (path.parent / "_共用.yaml").write_text("地区: 福建\n", "utf-8")
    git(home, "init", "--quiet")
    git(home, "add", ".")
    git(home, "commit", "--quiet", "-m", "first")
    path.write_text("甲: [", "utf-8")
    git(home, "commit", "--quiet", "-a", "-m", "second")
    path.write_text(text, "utf-8")
    (path.parent / "_共用.yaml").unlink()
    assert 0 == cli.main(["diff", str(path), "--since", "HEAD~1"])
    assert "\nHEAD~1:2024/_共用.yaml 的改动（1）\n" in capsys.readouterr().out
    assert 1 == cli.main(["diff", str(path), "--since", "HEAD"])
    assert capsys.readouterr().err.startswith("HEAD:2024/126.yaml:1:")
