#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The whole program as an operator uses it: what it says, what it leaves on disk, and how it ends.
#
#   program_test.sh PROGRAM PROBE
set -uo pipefail
samenspel=$(realpath "$1")
probe=$(realpath "$2")
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/checks/tap.sh
. tests/checks/tap.sh
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$scratch"' EXIT
unset SAMENSPEL_DATA SAMENSPEL_PORT NOTIFY_SOCKET

# ends NAME STATUS PATTERN COMMAND...: the command ends with that status and prints a line that matches.
ends() {
  local name=$1 wanted=$2 pattern=$3 status=0
  shift 3
  output=$("$@" 2>&1 </dev/null) || status=$?
  if [ "$status" -ne "$wanted" ]; then
    output="exit status $status: $output"
    case_of "$name" 1
  elif ! grep -qE -- "$pattern" <<<"$output"; then
    output="no line like $pattern: $output"
    case_of "$name" 1
  else
    case_of "$name" 0
  fi
}

# is NAME WANTED FOUND
is() {
  local status=0
  [ "$2" = "$3" ] || status=1
  output="wanted: $2
found: $3"
  case_of "$1" "$status"
}

# start FOLDER [ARGUMENT...]: a server on any free port; sets server and port.
start() {
  local folder=$1
  shift
  : >"$scratch/log"
  "$samenspel" serve --data "$folder" --port 0 "$@" 2>"$scratch/log" &
  server=$!
  port=
  for _ in $(seq 1 200); do
    port=$(sed -n 's/.*event=serve\.ready.* port=\([0-9]*\).*/\1/p' "$scratch/log")
    [ -z "$port" ] || return 0
    sleep 0.05
  done
  sed 's/^/# /' "$scratch/log"
  return 1
}

# stop: ends the server as systemd does; sets ended to its exit status.
stop() {
  ended=0
  kill -TERM "$server"
  wait "$server" || ended=$?
  server=
}

init() {
  "$samenspel" init --data "$1" --name 'De Boomhut' --admin-email bas@boomhut.example --admin-name 'Bas Timmer'
}
add() {
  "$samenspel" user add --data "$1" --name 'Wilma Hoekstra' --email "$2" --role administrator
}
mode() {
  stat -c %a "$1"
}
fingerprint() {
  # A WAL without content says nothing: reading leaves one.
  (cd "$1" && find . -type f -size +0 ! -name '*-shm' ! -name '*-lock' -exec sha256sum {} + | sort | sha256sum)
}

# --- the command line ---
ends 'no command at all shows the list' 2 '^Usage: samenspel COMMAND' "$samenspel"
ends 'a mistyped command gets a suggestion' 2 'did you mean .samenspel serve.' "$samenspel" serv
ends 'a command that is nothing like one gets none' 2 'there is no command xyzzy$' "$samenspel" xyzzy
ends 'help lists the commands' 0 '^  user add  ' "$samenspel" help
ends '--help does too' 0 '^  doctor  ' "$samenspel" --help
ends 'help of a command of two words' 0 '^Usage: samenspel user add --name NAME' "$samenspel" help user add
ends '--help behind a command' 0 '^Usage: samenspel init ' "$samenspel" init --help
ends 'help of nothing' 2 'there is no command nothing' "$samenspel" help nothing
ends 'help of settings lists them with their variables' 0 'SAMENSPEL_TRUSTED_PROXIES, --trusted-proxies' "$samenspel" help settings
for name in init serve 'user add' 'user link' import 'export presence' adoption migrate backup restore retention 'retention set' 'key renew' 'key forget' host doctor 'archive check' 'archive import' demo version help; do
  # shellcheck disable=SC2086
  ends "help $name has a usage line" 0 "^Usage: samenspel $name" "$samenspel" help $name
done
ends 'version tells the libraries' 0 '^SQLite [0-9.]+, libpq .*libmicrohttpd .*ICU ' "$samenspel" version
ends '--version does too' 0 '^schema [0-9]+$' "$samenspel" --version
ends 'an option that is not there' 2 'there is no option --colour' "$samenspel" doctor --colour red
ends 'an option of one dash' 2 'there is no option -x' "$samenspel" doctor -x
ends 'a setting without its value' 2 'a value is missing after --port' "$samenspel" doctor --port
ends 'an option twice' 2 'given twice: --name' "$samenspel" init --name a --name b
ends 'a required option is missing' 2 'missing: --name' "$samenspel" init
ends 'an argument too many' 2 'what is this: now' "$samenspel" serve now
ends 'an argument is missing' 2 'missing: FOLDER' "$samenspel" backup
ends 'settings belong to no command that takes none' 2 'there is no option --port' "$samenspel" version --port 1

# --- settings ---
house=$scratch/house
ends 'a setting out of bounds' 2 'port must be a number from 0 to 65535, not "65536"' \
  "$samenspel" doctor --data "$house" --port 65536
ends 'a wrong variable is named' 2 '^samenspel: SAMENSPEL_PORT: port must be' \
  env SAMENSPEL_PORT=eighty "$samenspel" doctor --data "$house"
mkdir -m 700 "$scratch/set"
echo 'prot = 8090' >"$scratch/set/samenspel.conf"
ends 'a setting that is not there, in the file' 2 'samenspel.conf: there is no setting called prot' \
  "$samenspel" doctor --data "$scratch/set"
printf 'port = 8090\nthis is no setting\n' >"$scratch/set/samenspel.conf"
ends 'a line that is no setting' 2 'line 2 is not' "$samenspel" doctor --data "$scratch/set"
printf '[server]\nport = 8090\n' >"$scratch/set/samenspel.conf"
ends 'a section in the file' 2 'no sections' "$samenspel" doctor --data "$scratch/set"

# --- without an installation ---
for command in serve migrate 'backup away' 'user link somebody@example.org'; do
  # shellcheck disable=SC2086
  ends "$command says that init makes one" 1 'samenspel init' "$samenspel" $command --data "$house"
done
ends 'doctor says so too' 1 'problem  folder .*samenspel init' "$samenspel" doctor --data "$house"

# --- init ---
ends 'init refuses a country' 2 'NL or BE' "$samenspel" init --data "$house" --name a --admin-email a@b.nl --admin-name A --country DE
ends 'init refuses a form' 2 'je or u' "$samenspel" init --data "$house" --name a --admin-email a@b.nl --admin-name A --form jij
ends 'init refuses a zone' 2 'no time zone Europe/Amsterdm' \
  "$samenspel" init --data "$house" --name a --admin-email a@b.nl --admin-name A --zone Europe/Amsterdm
ends 'init refuses what is no address' 2 'not an e-mail address' \
  "$samenspel" init --data "$house" --name a --admin-email a.b.nl --admin-name A
is 'and left nothing behind' no "$([ -e "$house" ] && echo yes || echo no)"
ends 'init refuses a kind' 2 'centre or childminder' \
  "$samenspel" init --data "$house" --name a --admin-email a@b.nl --admin-name A --kind bso
printf '%s\n' y 'Thuis bij Wies' XX BE childminder '' 'Wies Wit' 'geen adres' wies@example.org >"$scratch/answers"
ends 'on a terminal init asks' 0 'Zo begin je' \
  bash -c "script -qec \"'$samenspel' init --data '$scratch/asked'\" /dev/null <'$scratch/answers'"
ends 'a childminder has her place' 0 '/in/[A-Za-z0-9_-]{43}' \
  "$samenspel" user add --data "$scratch/asked" --name 'Bo Bos' --email bo@example.org --role bureau --location 'Thuis bij Wies'
printf '%s\n' y 'Half' >"$scratch/answers"
ends 'an answer too few makes nothing' 1 'nothing was made' \
  bash -c "script -qec \"'$samenspel' init --data '$scratch/half'\" /dev/null <'$scratch/answers'"
is 'and left nothing there' no "$([ -e "$scratch/half" ] && echo yes || echo no)"
ends 'init makes an installation' 0 '^  http://localhost:8080/in/[A-Za-z0-9_-]{43}$' init "$house"
link=$(grep -oE '/in/[A-Za-z0-9_-]{43}' <<<"$output")
is 'the folder is for one user' 700 "$(mode "$house")"
is 'and so is the key file' 600 "$(mode "$house/key")"
is 'which holds 32 bytes' 32 "$(stat -c %s "$house/key")"
is 'and the database' 600 "$(mode "$house/samenspel.db")"
before=$(fingerprint "$house")
ends 'a second init refuses' 1 'already' init "$house"
is 'and touches nothing' "$before" "$(fingerprint "$house")"
ends 'a new installation is sound' 0 '^Everything is fine' "$samenspel" doctor --data "$house" --port 0
ends 'there is nothing to migrate' 0 'up to date' "$samenspel" migrate --data "$house"

# --- people, without a server ---
ends 'user add prints a link' 0 'http://localhost:8080/in/' add "$house" first@boomhut.example
ends 'an address belongs to one person' 1 'somebody has this address already' add "$house" FIRST@boomhut.example
ends 'user add refuses a role' 2 'there is no role boss' \
  "$samenspel" user add --data "$house" --name A --email x@y.nl --role boss
ends 'a professional needs a group' 1 'say on which group' \
  "$samenspel" user add --data "$house" --name A --email x@y.nl --role professional
ends 'and one that there is' 1 'there is no group Vlinders' \
  "$samenspel" user add --data "$house" --name A --email x@y.nl --role professional --group Vlinders
ends 'user link knows people by any case' 0 'Sign-in link for Wilma' \
  "$samenspel" user link First@Boomhut.example --data "$house"
ends 'user link does not know everybody' 1 'nobody has the address' "$samenspel" user link nobody@x.nl --data "$house"
ends 'the origin of the settings stands in the link' 0 '^  https://samenspel.example/in/' \
  "$samenspel" user link first@boomhut.example --data "$house" --origin https://samenspel.example

# --- serving ---
rm -f "$scratch/notify"
"$probe" notify "$scratch/notify" >"$scratch/told" &
listener=$!
for _ in $(seq 1 100); do [ -S "$scratch/notify" ] && break; sleep 0.02; done
export NOTIFY_SOCKET=$scratch/notify
if start "$house"; then running=yes; else running=no; fi
unset NOTIFY_SOCKET
is 'serve says that it is ready' yes "$running"
wait "$listener"
is 'and tells systemd' READY=1 "$(cat "$scratch/told")"
is 'the control socket is for one user' 600 "$(mode "$house/control")"
is 'it runs under a list of system calls' '2' "$(sed -n 's/^Seccomp:[[:space:]]*//p' "/proc/$server/status")"
is 'it can get no new rights' '1' "$(sed -n 's/^NoNewPrivs:[[:space:]]*//p' "/proc/$server/status")"
is 'and has none of root' '0000000000000000' "$(sed -n 's/^CapEff:[[:space:]]*//p' "/proc/$server/status")"
is 'it says so' 1 "$(grep -c 'event=serve.restricted landlock=' "$scratch/log")"
ends 'doctor says what keeps it in its folders' 0 '^ok +sandbox .*(Landlock ABI [0-9]+|no Landlock)' \
  "$samenspel" doctor --data "$house" --port "$port"
ends 'healthz answers' 0 '^ok' "$probe" get "$port" /healthz
ends 'the link of init opens' 0 '^HTTP/1.1 200' "$probe" get "$port" "$link"
ends 'and signs in' 0 '^[Ss]et-[Cc]ookie: samenspel=' "$probe" post "$port" "$link"
ends 'once' 0 '^HTTP/1.1 404' "$probe" get "$port" "$link"
ends 'doctor finds the server well' 0 'the server on port .* is healthy' "$samenspel" doctor --data "$house" --port "$port"
ends 'user add runs in the server' 0 'Sign-in link for Wilma' add "$house" second@boomhut.example
is 'which logs it' 1 "$(grep -c 'event=control.call command="user add" exit=0' "$scratch/log")"
ends 'and its refusals come back' 1 'somebody has this address already' add "$house" second@boomhut.example
ends 'and wrong usage too' 2 'there is no role' \
  "$samenspel" user add --data "$house" --name A --email x@y.nl --role boss
for command in serve migrate; do
  ends "a second process may not $command" 75 'is writing this database' "$samenspel" "$command" --data "$house" --port 0
done
ends 'backup runs beside the server' 0 "^$scratch/away: [0-9]+ files" "$samenspel" backup "$scratch/away" --data "$house"
is 'the key is not in it' no "$([ -e "$scratch/away/key" ] && echo yes || echo no)"
ends 'a backup never replaces one' 1 'away' "$samenspel" backup "$scratch/away" --data "$house"
ends 'restore waits for the server to stop' 75 'is writing' "$samenspel" restore "$scratch/away" --replace --data "$house"
kill -HUP "$server"
ends 'the end of a terminal does not end the server' 0 '^ok' "$probe" get "$port" /healthz
ends 'doctor finds another program on the port' 1 'taken by another program' \
  "$samenspel" doctor --data "$scratch/set2" --port "$port"
stop
is 'TERM ends it well' 0 "$ended"
is 'the socket goes with it' no "$([ -e "$house/control" ] && echo yes || echo no)"

# --- backup and restore ---
ends 'somebody comes after the backup' 0 'Sign-in link' add "$house" third@boomhut.example
before=$(fingerprint "$house")
ends 'restore does not replace by itself' 1 'nothing was touched' "$samenspel" restore "$scratch/away" --data "$house"
is 'and indeed touched nothing' "$before" "$(fingerprint "$house")"
cp -a "$scratch/away" "$scratch/torn"
printf 'x' | dd of="$scratch/torn/database.sqlite" bs=1 seek=5000 conv=notrunc 2>/dev/null
ends 'a damaged backup is refused' 1 'restore:' "$samenspel" restore "$scratch/torn" --replace --data "$house"
cp -a "$house/key" "$scratch/key"
mv "$house/key" "$scratch/key.away"
ends 'restore asks for the key file' 1 'there is no key file' "$samenspel" restore "$scratch/away" --replace --data "$house"
head -c 32 /dev/zero >"$house/key"
chmod 600 "$house/key"
ends 'and for the right one' 1 'not the key file of this backup' "$samenspel" restore "$scratch/away" --replace --data "$house"
cp -a "$scratch/key" "$house/key"
ends 'nothing was lost so far' 0 'Sign-in link' "$samenspel" user link third@boomhut.example --data "$house"
ends 'restore with --replace' 0 '^Restored: ' "$samenspel" restore "$scratch/away" --replace --data "$house"
ends 'brings back who was there' 0 'Sign-in link' "$samenspel" user link second@boomhut.example --data "$house"
ends 'and nobody else' 1 'nobody has the address' "$samenspel" user link third@boomhut.example --data "$house"
ends 'what was restored is sound' 0 '^Everything is fine' "$samenspel" doctor --data "$house" --port 0
ends 'restore to a new machine without the key needs --new-key' 1 'there is no key file' \
  "$samenspel" restore "$scratch/away" --data "$scratch/other"
ends 'and makes one then' 0 '^Restored: ' "$samenspel" restore "$scratch/away" --new-key --data "$scratch/other"
ends 'with which all is sound' 0 '^Everything is fine' "$samenspel" doctor --data "$scratch/other" --port 0

# --- what doctor finds ---
cp -a "$house" "$scratch/sound"
broken() {
  rm -rf "$scratch/ill"
  cp -a "$scratch/sound" "$scratch/ill"
}
doctor() {
  "$samenspel" doctor --data "$scratch/ill" --port 0
}
broken
rm "$scratch/ill/key"
ends 'doctor: no key file' 1 'problem  key .*no key file' doctor
ends 'serve refuses that' 1 'no key file' "$samenspel" serve --data "$scratch/ill" --port 0
broken
chmod 644 "$scratch/ill/key"
ends 'doctor: others may read the key' 1 'problem  key .*chmod 600' doctor
broken
head -c 32 /dev/zero >"$scratch/ill/key"
ends 'doctor: the key of another installation' 1 'problem  key .*another installation' doctor
ends 'serve refuses that too' 1 'another installation' "$samenspel" serve --data "$scratch/ill" --port 0
broken
head -c 31 "$scratch/key" >"$scratch/ill/key"
ends 'doctor: half a key' 1 'problem  key .*not a key file' doctor
broken
ends 'key renew' 0 'Restart the server: it seals anew' "$samenspel" key renew --data "$scratch/ill"
is 'the key file stays its owner alone' 600 "$(mode "$scratch/ill/key")"
ends 'doctor: a renewed key is the right one, and the audit is whole' 0 'sealed .*samenspel key forget' doctor
cp "$scratch/sound/key" "$scratch/ill/key"
ends 'the former copy is still the key of this database' 0 'key .*ill/key' doctor
"$samenspel" key renew --data "$scratch/ill" >/dev/null
ends 'key forget' 0 'has the present key alone' "$samenspel" key forget --data "$scratch/ill"
ends 'doctor: nothing needed the former key' 0 'the key opens all' doctor
broken
head -c 32 /dev/zero >"$scratch/ill/key"
ends 'key renew of another installation changes nothing' 1 'another installation' "$samenspel" key renew --data "$scratch/ill"
is 'and leaves the file' 32 "$(stat -c %s "$scratch/ill/key")"
broken
chmod 755 "$scratch/ill"
ends 'doctor: others may look into the folder' 1 'problem  folder .*chmod 700' doctor
broken
mkdir -p "$scratch/ill/media"
chmod 500 "$scratch/ill/media"
if [ "$(id -u)" -ne 0 ]; then
  ends 'doctor: a folder that cannot be written' 1 'problem  folder .*media is no folder' doctor
fi
broken
rm "$scratch/ill"/samenspel.db*
ends 'doctor: no database' 1 'problem  database .*samenspel restore' doctor
broken
"$probe" sql "$scratch/ill/samenspel.db" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
dd if=/dev/urandom of="$scratch/ill/samenspel.db" bs=4096 seek=20 count=20 conv=notrunc 2>/dev/null
ends 'doctor: a damaged database' 1 'problem  database ' doctor
broken
echo 'this is no database, only a letter of more than sixteen bytes' >"$scratch/ill/samenspel.db"
rm -f "$scratch/ill"/samenspel.db-wal "$scratch/ill"/samenspel.db-shm
ends 'doctor: something else in its place' 1 'problem  database ' doctor
broken
"$probe" sql "$scratch/ill/samenspel.db" 'DELETE FROM migration WHERE number = (SELECT MAX(number) FROM migration)'
ends 'doctor: an older schema' 1 'problem  schema .*samenspel migrate' doctor
ends 'serve refuses it' 1 'samenspel migrate' "$samenspel" serve --data "$scratch/ill" --port 0
broken
"$probe" sql "$scratch/ill/samenspel.db" "INSERT INTO migration VALUES (9999, '9999_later', 'x', 0)"
ends 'doctor: a newer schema' 1 'problem  schema .*(newer|build)' doctor
broken
"$probe" sql "$scratch/ill/samenspel.db" 'INSERT INTO audit SELECT organisation, 1, 4000000000000, 0, 0, action, object_kind, object FROM audit LIMIT 1'
ends 'doctor: the clock lies behind what was written' 1 'problem  clock .*set the clock' doctor

# --- the host ---
ends 'another host than that of init is refused' 1 'made for the host localhost, the setting origin says elsewhere.example' \
  "$samenspel" serve --data "$house" --port 0 --origin https://elsewhere.example
ends 'which says how it is meant' 0 'Passkeys made for the old' "$samenspel" help host
ends 'a host is a name' 2 'a name in lower case' "$samenspel" host https://elsewhere.example --data "$house"
ends 'host moves the organisation' 0 'elsewhere.example from the next start on' \
  "$samenspel" host elsewhere.example --data "$house"
ends 'then the old one is refused' 1 'made for the host elsewhere.example, the setting origin says localhost' \
  "$samenspel" serve --data "$house" --port 0
if start "$house" --origin https://elsewhere.example:8443; then running=yes; else running=no; fi
is 'and the new one served, whatever its port' yes "$running"
stop
is 'the move is in the audit' 1 \
  "$("$probe" sql "$house/samenspel.db" "SELECT COUNT(*) FROM audit WHERE action = 'installation.host' AND session = 0")"

# --- the demo ---
partner() {
  "$samenspel" user add --data "$demo" --name 'Jan School' --email jan@school.example --role partner --purpose school \
    --about 'Samen kijken naar het begin op school' "$@"
}
demo=$scratch/demo
ends 'demo makes an organisation' 0 '/in/[A-Za-z0-9_-]{43}  Aylin, ' "$samenspel" demo --data "$demo" --port 8099
first=$(grep -o 'http[^ ]*' <<<"$output")
is 'with a link for each of its people' 14 "$(wc -l <<<"$first")"
is 'whose secrets are for one user' 600 "$(mode "$demo/demo")"
ends 'a second start' 0 'Aylin' "$samenspel" demo --data "$demo" --port 8099
is 'prints the same links' "$first" "$(grep -o 'http[^ ]*' <<<"$output")"
ends 'a partner needs consent' 1 'must agree first' partner --child 'Noor Demir' --until "$(date -d '+60 days' +%F)"
ends 'and an end within a year' 1 'ends within a year' partner --child 'Amina El Amrani' --until 2400-01-01
ends 'and a child that there is' 1 'there is no child' partner --child 'Nobody Here' --until "$(date -d '+60 days' +%F)"
ends 'then comes with a link' 0 'Sign-in link for Jan' partner --child 'Amina El Amrani' --until "$(date -d '+60 days' +%F)"
ends 'the demo is sound' 0 '^Everything is fine' "$samenspel" doctor --data "$demo" --port 0
children() {
  "$probe" sql "$demo/samenspel.db" "SELECT COUNT(*) FROM child"
}
is 'it has thirty-two children' 32 "$(children)"
sed -i 's/^written .*/written 0/' "$demo/demo"
ends 'a making that did not end begins anew' 0 'Aylin' "$samenspel" demo --data "$demo" --port 8099
is 'with no child twice' 32 "$(children)"
ends 'the clock of a demo stands still where one says' 0 'Aylin' "$samenspel" demo --data "$demo.still" --port 8099 --at 2026-11-19T14:20
is 'and its past ends there' "written $(date -u -d 2026-11-19T13:20Z +%s)000" "$(grep ^written "$demo.still/demo")"
for odd in 2026-11-19 2026-02-30T10:00 2026-11-19T24:00 2026-11-19T10:60 2026-11-19T1:00 soon; do
  ends "not at $odd" 2 'at is a time' "$samenspel" demo --data "$demo.odd" --port 8099 --at "$odd"
done
ends 'a demo is never made over an installation' 1 'no demo' "$samenspel" demo --data "$house"
if start "$demo"; then running=yes; else running=no; fi
is 'serve serves a demo too' yes "$running"
path=$("$samenspel" user link aylin@boomhut.example --data "$demo" | grep -oE '/in/[A-Za-z0-9_-]{43}')
ends 'user link works on it' 0 'Aylin' "$probe" get "$port" "$path"
often=$(sed -n 's/^link 0 0 //p' "$demo/demo")
for _ in 1 2; do
  ends 'a link of the demo signs in more than once' 0 '^HTTP/1.1 303' "$probe" post "$port" "/in/$often"
done
ends 'demo does not disturb a server' 75 'is writing' "$samenspel" demo --data "$demo"

# --- a child brings its notebook along ---
# bring NAME WORD...: an archive of Noor with a photo for each word ("red" and "blue" are pictures), larger than what goes through the
# control socket.
born=$("$probe" sql "$demo/samenspel.db" \
  "SELECT date(born_day * 86400, 'unixepoch') FROM child WHERE given_name = 'Noor' AND family_name = 'Demir'")
bring() {
  python3 - "$scratch/$1.zip" "$born" "${@:2}" <<'MAKE'
import json, struct, sys, zipfile, zlib
path, born, *words = sys.argv[1:]
def part(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
def picture(red, blue):
    rows = b''.join(b'\0' + bytes([red, 60, blue]) * 16 for _ in range(16))
    return (b'\x89PNG\r\n\x1a\n' + part(b'IHDR', struct.pack('>IIBBBBB', 16, 16, 8, 2, 0, 0, 0)) +
            part(b'IDAT', zlib.compress(rows)) + part(b'IEND', b''))
made = {'red': picture(200, 40), 'blue': picture(40, 200)}
lines = [{'day': '2026-01-05', 'at': '2026-01-05T09:00:00.000Z', 'side': 'centre', 'kind': 'photo', 'value': 'sent',
          'note': word, 'moment': word} for word in words]
photos = [{'file': f'photos/{word}.jpg', 'moment': word, 'taken': '2026:01:05 10:00:00'} for word in words]
with zipfile.ZipFile(path, 'w') as out:
    out.writestr('large', bytes(65 * 1024 * 1024))
    out.writestr('data.json', json.dumps({
        'format': 'samenspel-archive', 'version': 2, 'organisation': {'name': 'Elders'},
        'child': {'given_name': 'Noor', 'family_name': 'Demir', 'born': born}, 'entries': lines, 'photos': photos}))
    for word in words:
        out.writestr(f'photos/{word}.jpg', made.get(word, word.encode()))
MAKE
}
take_in() {
  "$samenspel" archive import "$scratch/$1.zip" --guardian aylin@boomhut.example --data "$demo" "${@:2}"
}
stored() {
  "$probe" sql "$demo/samenspel.db" \
    "SELECT (SELECT COUNT(*) FROM earlier_file) || ' ' || (SELECT COUNT(*) FROM earlier_photo)"
}
bring first red blue
bring broken red nothing
bring second blue
ends 'archive check counts the photos' 0 '^photos +2' "$samenspel" archive check "$scratch/first.zip"
ends 'archive import says what is in it' 0 '^nothing was written; --apply does' take_in first
is 'and writes nothing' '0 0' "$(stored)"
ends 'a pipe is no file' 1 'not a pipe' \
  bash -c "cat '$scratch/first.zip' | '$samenspel' archive import - --data '$demo'"
ends 'a broken photo is refused by name' 1 'photos/nothing.jpg is no picture' take_in broken --apply
is 'with nothing half taken in' '0 0' "$(stored)"
ends 'lines and photos come in through the server' 0 '^written; ' take_in first --apply
is 'all of them' '1 2' "$(stored)"
ends 'once' 0 'was brought before' take_in first --apply
stop
ends 'without a server too' 0 '^written; ' take_in second --apply
is 'which is all there now' '2 3' "$(stored)"
ends 'doctor knows every file' 0 '^ok +media +all [0-9]+ files that the database names are there' \
  "$samenspel" doctor --data "$demo" --port 0
ends 'a backup has them' 0 "^$scratch/photos: [0-9]+ files" "$samenspel" backup "$scratch/photos" --data "$demo"
photo=$("$probe" sql "$demo/samenspel.db" \
  'SELECT f.name FROM earlier_photo AS k JOIN file AS f ON f.id = k.large_file LIMIT 1')
rm "$demo/media/${photo:0:2}/$photo"
ends 'doctor tells what is missing, and what to do' 1 "^problem +media +1 of [0-9]+ files .*$photo.* backup" \
  "$samenspel" doctor --data "$demo" --port 0
ends 'restore brings it back' 0 '^Restored: ' "$samenspel" restore "$scratch/photos" --replace --data "$demo"
touch -d '2 days ago' "$demo/media/${photo:0:2}/${photo:0:2}${photo:3:61}0"
ends 'doctor tells of a file that nothing names' 0 '^ok +media +.*; 1 more that nothing names' \
  "$samenspel" doctor --data "$demo" --port 0

# --- several organisations in one process ---
many=$scratch/many
rups=$many/hosts/rups.example
mkdir -p "$rups" && chmod 700 "$rups"
echo 'origin = https://boomhut.example' >"$many/samenspel.conf"
echo 'origin = https://rups.example' >"$rups/samenspel.conf"
ends 'the first is made as always' 0 'https://boomhut.example/in/' init "$many"
path=$(grep -oE '/in/[A-Za-z0-9_-]{43}' <<<"$output")
ends 'another in a folder with the name of its host' 0 'https://rups.example/in/' \
  "$samenspel" init --data "$rups" --name 'De Rups' --admin-email bas@rups.example --admin-name 'Bas Timmer' --country BE
if start "$many"; then running=yes; else running=no; fi
is 'one process serves both' yes "$running"
# at HOST METHOD PATH
at() {
  PROBE_HOST=$1 "$probe" "$2" "$port" "$3"
}
ends 'a link of the first is nothing to the other' 0 '^HTTP/1.1 404' at rups.example get "$path"
ends 'at its own host it opens' 0 '^HTTP/1.1 200' at boomhut.example get "$path"
ends 'and signs in' 0 '^[Ss]et-[Cc]ookie: __Host-samenspel=' at boomhut.example post "$path"
PROBE_COOKIE=$(grep -oE '__Host-samenspel=[A-Za-z0-9_-]+' <<<"$output" | head -1)
export PROBE_COOKIE
# Who works there is asked for a second factor first.
ends 'there she is signed in' 0 '^[Ll]ocation: /second-factor' at boomhut.example get /
ends 'with the port in the name too' 0 '^[Ll]ocation: /second-factor' at BOOMHUT.example:443 get /
ends 'at the other host the same cookie is nobody' 0 '^[Ll]ocation: /sign-in' at rups.example get /
unset PROBE_COOKIE
ends 'a host that nobody has' 0 '^HTTP/1.1 421' at elsewhere.example get /sign-in
ends 'is told so in words' 0 'Dit adres kennen we niet' at elsewhere.example get /sign-in
ends 'and is no way to sign in' 0 '^HTTP/1.1 421' at elsewhere.example post "$path"
ends 'healthz answers whatever the host' 0 '^ok' at localhost get /healthz
ends 'commands on the other run in the server' 0 'https://rups.example/in/' \
  "$samenspel" user add --data "$rups" --name 'Rik Rups' --email rik@rups.example --role administrator
is 'which logs it' 1 "$(grep -c 'event=control.call command="user add" exit=0' "$scratch/log")"
ends 'her address is free in the first' 0 'https://boomhut.example/in/' \
  "$samenspel" user add --data "$many" --name 'Rik Boom' --email rik@rups.example --role administrator
is 'each file has its own people' '2 2' \
  "$("$probe" sql "$many/samenspel.db" "SELECT COUNT(*) FROM person") $("$probe" sql "$rups/samenspel.db" "SELECT COUNT(*) FROM person")"
ends 'each can be backed up by itself' 0 "^$scratch/rups: [0-9]+ files" "$samenspel" backup "$scratch/rups" --data "$rups"
stop
is 'TERM ends both well' 0 "$ended"
echo 'origin = https://rupsje.example' >"$rups/samenspel.conf"
ends 'a folder whose name is not its host' 1 'must say origin = https://rups.example' \
  "$samenspel" serve --data "$many" --port 0

# --- files of the planning package (R236) ---
beside=$scratch/beside
init "$beside" >/dev/null
printf 'exchange-folder = exchange\nexchange-seconds = 1\n' >"$beside/samenspel.conf"
mkdir -p "$beside/exchange/in"
# arrives FOLDER END: a file whose name ends so is there within ten seconds.
arrives() {
  local found=no
  for _ in $(seq 1 200); do
    compgen -G "$beside/exchange/$1/*$2" >/dev/null && { found=yes; break; }
    sleep 0.05
  done
  echo "$found"
}
children() {
  "$probe" sql "$beside/samenspel.db" 'SELECT COUNT(*) FROM child'
}
# Somebody who may write there points at the key.
ln -s "$beside/key" "$beside/exchange/in/a.csv"
cp tests/data/roster.csv "$beside/exchange/in/roster.csv"
start "$beside"
is 'R236: a roster file is taken' yes "$(arrives 'done' -roster.csv)"
is 'R236: and applied' yes "$([ "$(children)" -ge 15 ] && echo yes || echo no)"
is 'R236: a report lies beside it' 1 "$(grep -l '^children  *new 1' "$beside"/exchange/done/*.report.txt | wc -l)"
is 'R236: a link is not followed' a.csv "$(ls "$beside/exchange/in")"
is 'R236: the presence of yesterday goes out' yes "$(arrives out .csv)"
before=$(children)
sed '3,15d' tests/data/roster.csv >"$beside/exchange/in/half.csv"
is 'R236: half a file is held' yes "$(arrives held -half.csv.report.txt)"
is 'R236: and changes nothing' "$before" "$(children)"
ends 'R236: presence comes by command' 0 '^Kindnummer,Datum,Aankomst,Vertrek,Locatie' \
  "$samenspel" export presence --from 2026-01-01 --to 2026-01-31 --data "$beside"
ends 'R236: not for more than a year' 2 'at most 366' \
  "$samenspel" export presence --from 2025-01-01 --to 2026-01-31 --data "$beside"
ends 'R239: the papers to begin with' 0 'papers, drafts' "$samenspel" adoption "$scratch/papers" --data "$beside"
is 'R239: filled from the settings' 1 "$(grep -c 'roosterbestand uit het planpakket' "$scratch/papers/assessment-nl.html")"
ends 'R236: a command holds it by the same rules' 1 'the file is held' \
  "$samenspel" import --apply "$(compgen -G "$beside/exchange/held/*-half.csv")" --data "$beside"
stop
is 'a server with a folder ends well' 0 "$ended"

done_testing
