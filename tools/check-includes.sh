#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Reads the includes and fails on an arrow that points upward.
#
#   tools/check-includes.sh [ROOT]
#
# The layers, lowest first: a file may include its own layer and the layers below it. Channel and media stand side
# by side and do not know each other. A feature may include another feature only through feature/NAME/NAME.h.
# The build's tools use base alone.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "${1:-$here/..}" && pwd)
cd "$root"

{ "$here/tree-files.sh" "$root" | grep -E '^(src|tools)/.*\.[ch]$' || true; } |
  { xargs -r -d '\n' grep -HnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' || true; } |
  awk -v features="$(cd src/feature 2>/dev/null && echo */ | tr -d /)" '
  BEGIN {
    count = split("base db i18n html job http access channel media feature main", order, " ")
    for (i = 1; i <= count; i++) rank[order[i]] = i
    rank["media"] = rank["channel"]
    # Headers that the build makes and that have no folder of their own.
    generated["words.h"] = "i18n"
    generated["assets.h"] = "html"
    split(features, names, " ")
    for (i in names) feature[names[i]] = 1
  }
  # The layer of a path below src/, or "" when it has none.
  function layer_of(path,    part) {
    split(path, part, "/")
    if (part[1] == "main.c" || part[1] == "command") return "main"
    if (part[1] in rank) return part[1]
    if (part[1] in feature) return "feature"
    return ""
  }
  # feature/handover/pages.c and handover/handover.sql.h both belong to "handover".
  function feature_of(path,    part) {
    split(path, part, "/")
    return part[1] == "feature" ? part[2] : part[1]
  }
  function complain(text) {
    printf "%s:%s: %s\n", file, line, text
    bad++
  }
  {
    file = $0; sub(/:.*/, "", file)
    line = substr($0, length(file) + 2); sub(/:.*/, "", line)
    target = $0; sub(/^[^"]*"/, "", target); sub(/".*/, "", target)
    includes++
    folder = file; sub(/[^\/]*$/, "", folder)
    beside = target !~ /\//
    if (file ~ /^tools\//) {
      if (beside || layer_of(target) == "base") next
      complain("tools/ may include base and its own headers, not \"" target "\"")
      next
    }
    own = file; sub(/^src\//, "", own)
    from = layer_of(own)
    if (from == "") { complain("this file is in no layer"); next }
    if (target in generated) to = generated[target]
    else if (beside && (getline ignored < (folder target)) >= 0) { close(folder target); next }
    else to = layer_of(target)
    if (to == "") { complain("\"" target "\" is in no layer"); next }
    if (to == from) {
      if (from != "feature" || feature_of(own) == feature_of(target)) next
      name = feature_of(target)
      if (target == "feature/" name "/" name ".h") next
      complain("a feature reaches another feature through feature/" name "/" name ".h, not \"" target "\"")
      next
    }
    if (rank[to] < rank[from]) next
    complain(from " may not include " to " (\"" target "\")")
  }
  END {
    if (!includes) { print "no include was read in src/ or tools/"; exit 1 }
    printf "%d includes, %d of them upward or unknown\n", includes, bad
    exit bad > 0
  }'
