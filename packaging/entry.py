"""Where the program that needs no Python begins: a command, or by a double click the workbench.

A folder that is dropped on the program is the one to work on; without any it is “公开填报” among
the user's documents, so that a new version of the program can take the old one's place.
"""

import multiprocessing
import os
import sys
from pathlib import Path

FOLDER = "公开填报"
# What `published.pdf_process` calls Python itself with; here this program is all there is.
_READ_PDF = ("-P", "-c")


def main() -> None:
    """Carry out what was called."""
    multiprocessing.freeze_support()
    if tuple(sys.argv[1:3]) == _READ_PDF and sys.argv[-1] in ("run", "show"):
        from generator.published import pdf_child

        getattr(pdf_child, sys.argv[-1])()
        return
    from generator import cli

    if len(sys.argv) == 1:
        sys.argv += ["serve", str(_open_folder())]
    elif len(sys.argv) == 2 and os.path.isdir(sys.argv[1]):
        sys.argv.insert(1, "serve")
    cli.entry()


def _open_folder() -> Path:
    import platformdirs

    folder = platformdirs.user_documents_path() / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"建不了文件夹 {folder}（{error.strerror}）；把装着填报文件的文件夹拖到程序上打开")
        input("按回车键关闭")
        sys.exit(2)
    print(f"填报文件放在：{folder}")
    print(
        "要用别的文件夹，把它拖到程序的图标上。用完关闭这个窗口；保存过的都在文件里。", flush=True
    )
    return folder


if __name__ == "__main__":
    main()
