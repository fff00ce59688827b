#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Sets a build folder up when that is needed, and builds everything in it, or what NINJA_TARGETS names.
#
#   tools/build.sh FOLDER COMPILER [MESON-OPTION...]
#
# A folder that was set up with other options, another compiler or another meson.build starts anew; what did not change
# comes out of ccache where that is installed. FOLDER/logs, FOLDER/test-* and test results are left alone.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1
compiler=$2
shift 2
stamp=$folder/.samenspel-setup
now=$({ echo "$PWD" "$compiler" "$@"; meson --version; "$compiler" --version; cat meson.build; } | sha256sum)
if [ ! -e "$folder/build.ninja" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$now" ]; then
  mkdir -p "$folder"
  find "$folder" -mindepth 1 -maxdepth 1 ! -name logs ! -name 'test-*' ! -name postgresql ! -name pages \
    -exec rm -rf {} +
  compile=$compiler
  if command -v ccache >/dev/null; then compile="ccache $compiler"; fi
  CC=$compile meson setup "$folder" "$@"
  echo "$now" >"$stamp"
fi
# The build's own generators end at once, and a library that they use keeps memory for its lifetime.
export ASAN_OPTIONS=detect_leaks=0
read -r -a targets <<<"${NINJA_TARGETS:-}"
exec ninja -C "$folder" --quiet "${targets[@]}"
