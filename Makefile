# Everything runs in a virtual environment of its own, .venv; only Python 3.11–3.13, make and git must be there.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV ?= .venv
BIN = $(VENV)/bin
OUT ?= out

# Where the corpora for training are; with none, the recogniser and the relations learn from corpus/ alone.
DATA ?= ../shared
LOCAL = $(wildcard $(DATA)/data/news/local.jsonl.gz)
GOLD = corpus/train $(wildcard $(DATA)/gold/train) $(if $(LOCAL),build/marked)
TAUGHT = $(if $(LOCAL),build/taught.jsonl)
WIDE = $(patsubst %/,%,$(dir $(wildcard build/pretrained/model.onnx)))
CHARACTERS = --characters models/recogniser/characters.txt
QUANTISE = $(BIN)/python -m pipelines.train.quantise --texts corpus/train
MARKED = $(wildcard $(DATA)/gold/train $(DATA)/gold/dev)
NEWS ?= $(wildcard $(DATA)/data/news/local.jsonl.gz)
DEV = $(firstword $(wildcard $(DATA)/gold/dev) corpus/dev)

.PHONY: demo test check lint types imports licences neo4j clean help
.PHONY: bench bench-speed bench-peers bench-load torture scale
.PHONY: train train-segmenter train-fast train-recogniser train-relations train-stitch pretrain

help:
	@echo "make demo      build a graph from the example page, ask it a question, name the files"
	@echo "make test      set everything up and run all tests"
	@echo "make check     ruff, mypy --strict, import-linter, licences, tests"
	@echo "make train     train the recogniser and the relations: from corpus/ alone, better with DATA=FOLDER"
	@echo "make pretrain  train the encoder on neighbouring sets first (DATA=FOLDER); make train goes on from it"
	@echo "make train-fast, train-segmenter, train-stitch   the other models (DATA=FOLDER)"
	@echo "make bench     speed, memory and spans beside others, and loading (NEWS=FILE.jsonl, QUICK=1, ANEW=1)"
	@echo "make torture   kill builds, exports and loads (URI=…) at random moments, feed hostile files"
	@echo "make scale     fill a large record and measure what an article costs (N=20000 NEWS=FILE.jsonl)"
	@echo "make neo4j     start a Neo4j server for a user who has none (needs Java and Maven)"

$(BIN)/kg: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/dev: $(BIN)/kg pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

demo: $(BIN)/kg
	$(BIN)/kg demo -o $(OUT)

test: $(VENV)/dev
	$(BIN)/python -m pytest --durations=15 $(TESTS)

check: lint types imports licences test

lint: $(VENV)/dev
	$(BIN)/ruff check .

types: $(VENV)/dev
	$(BIN)/mypy

imports: $(VENV)/dev
	$(BIN)/lint-imports

licences: $(VENV)/dev
	$(BIN)/python -m tests.licences

neo4j: $(BIN)/kg
	$(BIN)/python scripts/neo4j_server.py start

# The tables of docs/benchmarks.md. All these go on where they were stopped; with ANEW=1 the bench begins anew.
bench: bench-speed bench-peers bench-load

bench-speed: $(VENV)/dev
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.speed --folder $(OUT)/bench $(if $(NEWS),--data $(NEWS)) \
	    $(if $(QUICK),--quick) $(if $(ANEW),--anew)

bench-peers: $(VENV)/dev
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.peers --folder $(OUT)/bench $(if $(ANEW),--anew)

bench-load: $(VENV)/dev
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.load --folder $(OUT)/bench $(if $(ANEW),--anew)

torture: $(VENV)/dev
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.torture --folder $(OUT)/torture $(if $(URI),--uri $(URI))

scale: $(VENV)/dev
	OMP_NUM_THREADS=1 $(BIN)/python -m bench.scale --folder $(OUT)/scale --articles $(or $(N),20000) $(if $(NEWS),--data $(NEWS))

$(VENV)/train: $(BIN)/kg pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[train]'
	@touch $@

# Each goes on where it was stopped, or starts anew and ends with the same files. The times: docs/benchmarks.md
train: train-recogniser train-relations

# What pre-training wrote is gone on with; without it the encoder first learns from the marked articles, all its width.
train-recogniser: $(VENV)/train $(TAUGHT) $(if $(LOCAL),build/marked) $(if $(WIDE),,build/wide/model.onnx)
	$(BIN)/python -m pipelines.train.narrow --model $(or $(WIDE),build/wide) --passes $(if $(WIDE),4,2) --gold $(GOLD) \
	    $(if $(WIDE),,--taught $(TAUGHT)) --dev $(DEV) --out build/recogniser
	$(QUANTISE) --model build/recogniser --out models/recogniser

build/wide/model.onnx: $(VENV)/train $(if $(LOCAL),build/marked)
	$(BIN)/python -m pipelines.train.recogniser --gold $(GOLD) --dev $(DEV) --passes $(if $(LOCAL),3,10) $(CHARACTERS) --out build/wide

train-relations: $(VENV)/train
	$(BIN)/python -m pipelines.train.relations --gold $(or $(MARKED),corpus/train) $(if $(MARKED),--beside corpus/train) \
	    --out models/relations

# The encoder alone, on neighbouring sets and on news that the shipped recogniser marked.
pretrain: $(VENV)/train $(TAUGHT)
	$(BIN)/python -m pipelines.train.pretrain --data $(DATA)/data --without $(DATA)/data/ner/peopledaily-ner/example.test \
	    $(if $(TAUGHT),--silver $(TAUGHT)) $(CHARACTERS) --out build/pretrained

# Marks of news that is not published here: their offsets, joined with the news.
OFFSETS = $(BIN)/python -m pipelines.train.offsets --news $(LOCAL) $(DATA)/data/news/broadcast.jsonl.gz
build/marked: $(VENV)/train corpus/offsets/local.tsv corpus/offsets/broadcast.tsv
	rm -rf $@ $@.part
	for name in local broadcast; do $(OFFSETS) --offsets corpus/offsets/$$name.tsv --out $@.part || exit 1; done
	@mv $@.part $@

build/kept: $(VENV)/train corpus/offsets/test.tsv
	$(OFFSETS) --offsets corpus/offsets/test.tsv --out $@

# The fast recogniser learns from unmarked news that the accurate one marks first.
build/taught.jsonl: $(VENV)/train build/kept
	@mkdir -p build
	$(BIN)/python -m pipelines.train.unmarked --news $(LOCAL) $(DATA)/data/news/broadcast.jsonl.gz \
	    --model models/recogniser --without $(DEV) build/kept --out $@.part
	@mv $@.part $@

train-fast: $(VENV)/train build/taught.jsonl
	$(BIN)/python -m pipelines.train.fast --taught build/taught.jsonl --gold $(GOLD) --dev $(DEV) $(CHARACTERS) --passes 2 --out build/fast_recogniser
	$(QUANTISE) --model build/fast_recogniser --out models/fast_recogniser

train-segmenter: $(VENV)/train
	$(BIN)/python -m pipelines.train.segmenter $(DATA)/data/seg/pfr199801/199801.gbk.txt models/zh_news/tokenizer

train-stitch: $(VENV)/train
	$(BIN)/python -m pipelines.train.stitch --data $(DATA)/data/news -o models/stitch

clean:
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
