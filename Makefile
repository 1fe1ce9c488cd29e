# Two targets do everything from a fresh machine on: `make report` and `make test`.
#
# Debian and Ubuntu: `make setup` installs what is missing with apt-get (as root, or by sudo).
# macOS: brew install cairo libpng cmark-gfm openssl@3 blahtexml, and the casks
#        font-inter font-eb-garamond font-jetbrains-mono; for the tests openjdk and a CHROMIUM.

PACKAGES = libcairo2-dev libpng-dev zlib1g-dev libssl-dev \
  libcmark-gfm-dev libcmark-gfm-extensions-dev blahtexml pkg-config curl \
  fonts-inter fonts-ebgaramond fonts-jetbrains-mono

# A browser, unless CHROMIUM names one, and what the validator of HTML runs on.
TEST_PACKAGES = $(if $(CHROMIUM),,chromium) python3-venv default-jre-headless

SOURCES = Package.swift Sources Tests chapters Benchmarks

.PHONY: report test setup lint browser engines format benchmark bench fuzz

report: setup
	swift run report build

test: PACKAGES += $(TEST_PACKAGES)
test: setup lint
	swift build --build-tests
	swift test --skip-build
	swift run --skip-build report build
	swift run --skip-build report check
	$(MAKE) engines
	$(MAKE) browser

setup:
ifeq ($(shell uname),Linux)
	@missing=""; \
	for package in $(PACKAGES); do \
	  dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing" $$missing; \
	  as_root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$as_root apt-get update -qq && $$as_root apt-get install -y -qq $$missing; \
	fi
endif

# The built site in a browser, from disk and from a host of its own.
browser: .build/Browser/installed
	.build/Browser/bin/python -m pytest Tests/Browser

# Plans of the report, run by engines.
engines: .build/Engines/installed
	.build/Engines/bin/python -m pytest Tests/Engines

.build/%/installed: Tests/%/requirements.txt
	python3 -m venv --clear .build/$*
	.build/$*/bin/pip install --quiet --requirement $<
	touch $@

lint:
	swift format lint --strict --recursive --parallel $(SOURCES)

format:
	swift format --in-place --recursive --parallel $(SOURCES)

benchmark:
	swift run -c release benchmark site

# The engine against PyTorch, and a network of DeepFloyd IF-I-M's size with random weights, 744 MB in
# .build, against diffusers, in turn; needs Python with interop/pytorch/requirements.txt.
bench:
	swift build -c release --product benchmark
	python3 interop/pytorch/compare.py .build/release/benchmark
	python3 interop/pytorch/bench_text_to_image.py .build/release/benchmark .build/if-m

# Ten minutes of random bytes for one reader: safetensors, pickle, protobuf or png.
READER = pickle
SECONDS = 600
fuzz:
	FUZZ=1 swift build --product fuzz --scratch-path .build/fuzzing \
	  -Xswiftc -sanitize=fuzzer -Xcc -fsanitize=fuzzer-no-link
	mkdir -p .build/fuzzing/$(READER)
	READER=$(READER) .build/fuzzing/debug/fuzz -max_total_time=$(SECONDS) .build/fuzzing/$(READER)
