#!/usr/bin/env bash
# Formats every Java file (google-java-format, AOSP style); CI only checks.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
. "$ROOT/scripts/jdk25.sh"
find_jdk25
cd "$ROOT"
maven -q -Dquick com.diffplug.spotless:spotless-maven-plugin:3.11.0:apply "$@"
