#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Caddy with a certificate authority of its own in front of a Samenspel on this machine, for the network of a house.
#
#   tools/caddy.sh address HOST      prints the https address of HOST
#   tools/caddy.sh serve HOST PORT   serves it in front of the program at PORT until it is stopped
#
# Root takes the usual ports; anybody else gets 8443, with 8081 to fetch the certificate. The authority lies in
# var/caddy and stays, so that a device has to be told once.
set -euo pipefail
cd "$(dirname "$0")/.."
verb=$1
host=$2
if [[ ! $host =~ ^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$ ]]; then
  echo "caddy: not the name of a host: $host" >&2
  exit 2
fi
https_port=443
http_port=80
if [ "$(id -u)" -ne 0 ]; then
  https_port=8443
  http_port=8081
fi
# with NAME SCHEME PORT USUAL: an address, without the port where it is the usual one.
address() {
  if [ "$3" -eq "$4" ]; then echo "$2://$1"; else echo "$2://$1:$3"; fi
}
secure=$(address "$host" https "$https_port" 443)
plain=$(address "$host" http "$http_port" 80)

if [ "$verb" = address ]; then
  echo "$secure"
  exit 0
fi

port=$3
folder=$PWD/var/caddy
authority=$folder/pki/authorities/local/root.crt
mkdir -p "$folder"
chmod 700 "$folder"
mkdir -p "$folder/public"
# Over http Caddy hands out the authority's certificate, which is public, and nothing else.
cat >"$folder/Caddyfile" <<EOF
{
	admin off
	local_certs
	skip_install_trust
	auto_https disable_redirects
	http_port $http_port
	https_port $https_port
	storage file_system $folder
	log {
		output file $folder/caddy.log
	}
}
$secure {
	encode gzip
	reverse_proxy 127.0.0.1:$port {
		flush_interval -1
	}
}
$plain {
	handle /samenspel.crt {
		root * $folder/public
		header Content-Type application/x-x509-ca-cert
		file_server
	}
	handle {
		redir $secure{uri}
	}
}
EOF
XDG_DATA_HOME=$folder XDG_CONFIG_HOME=$folder HOME=$folder \
  caddy run --config "$folder/Caddyfile" --adapter caddyfile >"$folder/start.log" 2>&1 &
caddy=$!
trap 'kill "$caddy" 2>/dev/null || true; wait "$caddy" 2>/dev/null || true' EXIT
trap 'exit 0' INT TERM
for _ in $(seq 1 100); do
  if [ -s "$authority" ] || ! kill -0 "$caddy" 2>/dev/null; then break; fi
  sleep 0.1
done
if [ ! -s "$authority" ] || ! kill -0 "$caddy" 2>/dev/null; then
  echo 'caddy: did not start:' >&2
  tail -n 5 "$folder/start.log" "$folder/caddy.log" >&2 || true
  exit 1
fi
cp "$authority" "$folder/public/samenspel.crt"
fingerprint=$(node -p 'new (require("crypto").X509Certificate)(require("fs").readFileSync(process.argv[1])).fingerprint256' \
  "$authority")
cat <<EOF

  $secure
      is for phones and tablets in the house. The name $host must lead to this machine: a name that the router
      gives, or $(hostname).local where the network knows such names.
      Each device has to trust the certificate authority of this installation once:
        1. open $plain/samenspel.crt on it, and install the certificate it offers
           (iPhone and iPad: then Settings, General, About, Certificate Trust Settings, switch it on;
           Android: Settings, Security, Encryption and credentials, Install a certificate, CA certificate);
        2. compare the fingerprint it shows with this one (SHA-256):
           $fingerprint
      The same file on this machine: $authority

EOF
wait "$caddy"
