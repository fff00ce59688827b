# SPDX-License-Identifier: EUPL-1.2
# The front door. The real build is meson.build; what is longer than a line is in tools/.

# make run: where it listens, and the folder with the demo organisation.
PORT ?= 8080
DATA ?= var/demo
# make run HOST=name: also over https, for phones and tablets in the house that know this machine by that name.
HOST ?=
# make audit: how long each fuzzer runs, how many times the program is killed, how long each scanner has for each session.
FUZZ_SECONDS ?= 600
CRASH_ROUNDS ?= 2000
SCAN_SECONDS ?= 600

export PORT DATA HOST FUZZ_SECONDS CRASH_ROUNDS SCAN_SECONDS

help:
	@echo 'make run            install what is missing, build, and serve the demo organisation on this machine'
	@echo 'make run HOST=name  the same, and over https for phones and tablets in the house'
	@echo 'make test           everything that continuous integration runs'
	@echo 'make rows           which requirements the last test run proved'
	@echo 'make bench          the figures, beside nginx'
	@echo 'make pictures       the pictures of README and handbook, from the demo'
	@echo 'make bom            the bill of materials: build/bom.json'
	@echo 'make audit          what takes hours: scanners, long fuzzing, thousands of crashes'
	@echo 'make format         format the C sources'
	@echo 'make clean          remove what was built; data in var/ stays'

run:
	@tools/run.sh

test:
	@tools/test.sh

rows:
	@node tools/rows.mjs

bench:
	@tools/setup.sh build run bench
	@tools/build.sh build gcc --buildtype=release -Ddebug=true > build/logs/build.log 2>&1 || { cat build/logs/build.log; exit 1; }
	@bench/run.sh

audit:
	@tools/audit.sh

pictures:
	@tools/setup.sh build run test
	@tools/build.sh build gcc --buildtype=release -Ddebug=true > build/logs/build.log 2>&1 || { cat build/logs/build.log; exit 1; }
	@node tools/pictures.mjs build/src/samenspel docs/pictures

bom:
	@tools/setup.sh build run
	@tools/build.sh build gcc --buildtype=release -Ddebug=true > build/logs/build.log 2>&1 || { cat build/logs/build.log; exit 1; }
	@tools/bom.mjs build/src/samenspel > build/bom.json && echo build/bom.json

format:
	@tools/setup.sh format
	@tools/tree-files.sh | grep '\.[ch]$$' | xargs -r clang-format -i --style=file

clean:
	rm -rf build build-*

.PHONY: help run test rows bench pictures bom audit format clean
.DEFAULT_GOAL := help
