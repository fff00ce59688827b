#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tools/setup.sh must know what is missing, without asking apt. It runs on a copy with lists of this test.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/checks/tap.sh
. tests/checks/tap.sh
mkdir -p "$scratch/tools"
cp tools/setup.sh "$scratch/tools/"
put packaging/packages.here '# a comment' '' 'libc6' 'no-such-package-a:bash' "no-such-package-b:/etc/passwd"
put packaging/packages.gone 'no-such-package-c   # why' 'libc6:no-such-command' 'dpkg:/no/such/file' 'dpkg'

accepts 'nothing is missing: nothing is done' "$scratch/tools/setup.sh" here
output=$("$scratch/tools/setup.sh" --missing gone here | tr '\n' ' ')
status=0
[ "$output" = 'dpkg libc6 no-such-package-c ' ] || status=1
case_of 'a missing package, command or file makes its package missing' "$status"
refuses 'an unknown list' 'packages.nowhere' "$scratch/tools/setup.sh" nowhere
done_testing
