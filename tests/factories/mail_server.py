"""A mail server of this machine that takes or refuses what it is given."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

GREETING, DONE, GO_ON, BYE = "220 here", "250 fine", "354 go on", "221 bye"


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as Django's client speaks."""

    def handle(self) -> None:
        self.say(GREETING)
        for line in self.rfile:
            command = line.split()[0].upper() if line.split() else b""
            if command == b"RCPT":
                self.say(self.server.to_recipients)
            elif command == b"DATA":
                self.take_message()
            elif command == b"QUIT":
                return self.say(BYE)
            else:
                self.say(DONE)

    def take_message(self) -> None:
        self.say(GO_ON)
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        self.server.received.append(b"".join(lines))
        self.say(self.server.to_messages)

    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, to_recipients: str, to_messages: str) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.to_recipients, self.to_messages = to_recipients, to_messages
        self.received: list[bytes] = []


@contextmanager
def mail_server(settings, to_recipients: str = DONE, to_messages: str = DONE) -> Iterator[MailServer]:
    """Send the product's mail to a server that answers so; yields it, with the messages that it has received."""
    with MailServer(to_recipients, to_messages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server
        server.shutdown()
