# 常用操作；用 make help 查看说明。

PYTHON ?= python3
# Tests marked `office` need LibreOffice, Chromium, axe-core and the Open XML SDK validator; .ci/run
# installs them.
PYTEST_FLAGS ?= -m "not office and not slow"
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: demo test check golden slow audits coverage lock dist wheelhouse wheels bench bench-county \
	bench-cluster clean help

demo: .venv/.ready ## 用 inputs/ 里的示例生成 Word 文档，放在 output/
	$(BIN)/gongkai build inputs -o output
	@# 编辑器（VS Code 的 YAML 扩展）用来补全和提示；例子的第二行指向它
	$(BIN)/gongkai schema 部门决算 2024 福建 > inputs/2024/部门决算2024福建.schema.json
	$(BIN)/gongkai schema 部门决算 2024 上海 > inputs/2024/部门决算2024上海.schema.json
	$(BIN)/gongkai schema 部门预算 2025 福建 > inputs/2025/部门预算2025福建.schema.json
	$(BIN)/gongkai schema 部门预算 2025 上海 > inputs/2025/部门预算2025上海.schema.json

test: .venv/.ready ## 运行测试（不含需要 LibreOffice 的和耗时几分钟的）
	$(BIN)/pytest -q -n auto --dist worksteal $(PYTEST_FLAGS)

check: .venv/.ready ## 检查代码：ruff、mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

golden: .venv/.ready ## 更新表样旁的 document.txt、tests/golden/ 和 schemas/说明.md 里列出的词（有意改了之后），再审阅差异
	PYTHONPATH=tests $(BIN)/python -m support.listing
	PYTHONPATH=tests $(BIN)/python -m support.language_page

# The properties (marked `hypothesis` by their library) are tried on ten times their examples.
slow: .venv/.ready ## 几十分钟的测试：数据变异、文档变异、模糊输入、不友好的文字
	$(BIN)/pytest -q -n auto --dist worksteal -m "slow or hypothesis" \
	  --hypothesis-profile slow

audits: .venv/.ready ## 种错误，看审核找到几处：一类一行，没有找到的逐条列出（要 LibreOffice，约一小时）
	PYTHONPATH=tests $(BIN)/python -m support.fault_table --processes 2 --missed

CORE := figures/ledger figures/sparse figures/book figures/changes figures/controls figures/statements \
	packs/addressing filing/shared consolidation/department books/bases \
	checks/case checks/checks checks/identities checks/coverage charts/pictures
coverage: .venv/.ready ## 核心模块的分支覆盖，须是 100%
	mkdir -p .cache
	$(BIN)/pytest -q tests/test_money.py $(foreach m,$(CORE),tests/$(dir $(m))test_$(notdir $(m)).py) --cov --cov-report=
	$(BIN)/coverage report --fail-under=100 --include="generator/money.py,$$(printf 'generator/%s.py,' $(CORE))"

lock: .venv/.ready ## 更新 requirements.lock：运行所需的各个库，写死版本和摘要
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --extra publish --extra audit --extra workbench --upgrade \
	  --no-header --no-emit-index-url --no-emit-find-links -o requirements.lock pyproject.toml packaging/windows.in

dist: ## 不用装 Python 的程序：一个文件夹，连同压缩包，放在 dist/（几分钟；要包索引）
	PYTHON=$(PYTHON) bash packaging/make_dist.sh

wheelhouse: ## 离线安装用的全部安装包，放在 dist/wheelhouse/（要包索引），装一遍试试
	PYTHON=$(PYTHON) bash packaging/make_wheelhouse.sh

wheels: ## 更新 packaging/windows-wheels.txt：Windows 上装得到的安装包（要包索引；只留名单）
	PYTHON=$(PYTHON) bash packaging/list_windows_wheels.sh

# 一台机器、一次运行里交错着量；只量几项：.venv/bin/python -m benchmarks.run fill cold
bench: .venv/.ready ## 量速度：与 docxtpl 等相比，一千个单位（几分钟；结果另写 .cache/benchmarks.json）
	$(BIN)/pip install --quiet isal zlib-ng  # 只为比较压缩
	$(BIN)/python -m benchmarks.run

bench-county: .venv/.ready ## 同上，另量一万个单位
	$(BIN)/pip install --quiet isal zlib-ng
	$(BIN)/python -m benchmarks.run --county

bench-cluster: .venv/.ready ## 模拟的集群：1 到 8 个工作进程，有网络延迟，每十秒结束一个（几分钟）
	$(BIN)/python -m benchmarks.cluster

clean: ## 删除运行环境和缓存（不动 inputs/ 和 output/）
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -type d -name __pycache__ -prune -exec rm -rf {} +

help: ## 显示本说明
	@echo '用法：make 目标'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv/.ready: pyproject.toml | $(BIN)/pip
	$(BIN)/pip install --quiet -e '.[dev]'
	touch $@

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo '需要 Python 3.11 或更高版本；可用 make PYTHON=python3.12 … 指定。' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo '缺少 python3-venv，请先运行：sudo apt-get install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv .venv
