#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Runs a command on a copy of the working tree as a throwaway user without rights, when the caller is root.
#
#   tools/as-test-user.sh COMMAND [ARGUMENT...]
#
# Tests must not run as root: PostgreSQL refuses it, and a test of a folder that may not be read would pass for the
# wrong reason. The copy holds the files that git tracks or would track, and node_modules. It lies in
# /var/tmp/samenspel-test-<hash of the checkout's path>, keeps its build folders from run to run, and belongs to the
# user samenspel-test. build/logs and build/test-results.tsv come back into the checkout.
# A caller that is not root gets the command in the checkout itself.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ "$(id -u)" -ne 0 ]; then
  exec "$@"
fi

user=samenspel-test
checkout=$PWD
folder=/var/tmp/samenspel-test-$(printf %s "$checkout" | sha256sum | cut -c 1-10)
tree=$folder/tree

if ! id "$user" >/dev/null 2>&1; then
  useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$user"
fi
# The name is predictable and /var/tmp is open to all: a folder that somebody else made is not used.
[ -e "$folder" ] || mkdir -m 755 "$folder"
if [ -L "$folder" ] || [ "$(stat -c %u "$folder")" -ne 0 ]; then
  echo "as-test-user: $folder does not belong to root; remove it" >&2
  exit 1
fi
exec 9>"$folder/lock"
if ! flock --nonblock 9; then
  echo "as-test-user: waiting for another run on $folder" >&2
  flock 9
fi

# Contents are compared, and a file gets the time of its copying: what did not change is not built again, and what
# changed always is.
mkdir -p "$tree" "$folder/home"
list=$folder/files
git -c safe.directory="$checkout" ls-files -z --cached --others --exclude-standard --deduplicate |
  while IFS= read -r -d '' file; do
    if [ -e "$file" ] || [ -L "$file" ]; then printf '%s\0' "$file"; fi
  done | sort -z >"$list"
rsync --recursive --links --perms --checksum --from0 --files-from="$list" ./ "$tree/"
(cd "$tree" && find . \( -path './build*' -o -path ./node_modules -o -path ./var \) -prune -o \
  \( -type f -o -type l \) -printf '%P\0') | sort -z | comm -z -13 "$list" - |
  (cd "$tree" && xargs -0 -r rm -f --)
if [ -d node_modules ]; then
  rsync --archive --delete node_modules "$tree/"
fi
rm -rf "$tree/build/logs" "$tree/build/test-results.tsv"
chown -R "$user:$user" "$tree" "$folder/home"

run=(setpriv --reuid "$user" --regid "$user" --init-groups --inh-caps=-all --bounding-set=-all --no-new-privs)
# In a process space of its own nothing that a test started outlives the run.
if unshare --fork --pid --mount-proc --kill-child true 2>/dev/null; then
  run=(unshare --fork --pid --mount-proc --kill-child "${run[@]}")
fi
status=0
cd "$tree"
env -i PATH="$PATH" HOME="$folder/home" USER="$user" LOGNAME="$user" LANG=C.UTF-8 TZ=UTC \
  CCACHE_BASEDIR="$tree" CCACHE_NOHASHDIR=1 CI="${CI:-}" \
  "${run[@]}" "$@" 9>&- || status=$?

cd "$checkout"
mkdir -p build/logs
cp -r "$tree/build/logs/." build/logs/ 2>/dev/null || true
rm -f build/test-results.tsv
cp "$tree/build/test-results.tsv" build/ 2>/dev/null || true
exit "$status"
