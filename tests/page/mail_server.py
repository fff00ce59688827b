# SPDX-License-Identifier: EUPL-1.2
"""A real SMTP server (aiosmtpd) and SMS gateway for channel_test.c.

    mail_server.py FOLDER HOST MAIL_PORT GATEWAY_PORT

A port of 0 takes any free one. Prints both ports when it listens. Each mail becomes FOLDER/mail-N, its envelope before it;
each SMS FOLDER/sms-N, its headers before it. Who is called refused@ is not known here, and while FOLDER/away exists nobody is
taken. Ends with its standard input.
"""
import asyncio
import os
import socketserver
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.smtp import SMTP

folder, host, mail_port, gateway_port = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
lock = threading.Lock()


def away():
    return os.path.exists(os.path.join(folder, "away"))


def keep(kind, content):
    with lock:
        number = sum(name.startswith(kind + "-") for name in os.listdir(folder)) + 1
        with open(os.path.join(folder, "new"), "wb") as file:
            file.write(content)
        os.rename(os.path.join(folder, "new"), os.path.join(folder, f"{kind}-{number}"))


class Mail:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if away():
            return "451 later"
        if address.startswith("refused@"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        keep("mail", f"{envelope.mail_from} {','.join(envelope.rcpt_tos)}\n".encode() + envelope.original_content)
        return "250 OK"


class Gateway(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = 503 if away() else 400 if b"refused" in body else 202
        if status == 202:
            keep("sms", str(self.headers).encode() + body)
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    def server_bind(self):
        """As its parent's parent: the one between asks for our name in the DNS, which takes long."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address


async def serve():
    loop = asyncio.get_running_loop()
    mail = await loop.create_server(lambda: SMTP(Mail(), hostname="localhost"), host, mail_port)
    gateway = Server((host, gateway_port), Gateway)
    threading.Thread(target=gateway.serve_forever, daemon=True).start()
    print(mail.sockets[0].getsockname()[1], gateway.server_address[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
