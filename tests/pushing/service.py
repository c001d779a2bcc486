"""A push service on this machine that does what a browser's does: it verifies and decrypts."""

import asyncio
import base64
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02


@dataclass
class Browser:
    """A browser's side of a subscription."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def keys(self) -> dict[str, str]:
        """What the page hands to the server."""
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return {"p256dh": _text(point), "auth": _text(self.secret)}

    def read(self, body: bytes) -> Any:
        """The message in a push."""
        found = http_ece.decrypt(
            body, private_key=self.key, auth_secret=self.secret, version="aes128gcm"
        )
        return json.loads(found)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Pushed:
    """A push as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes


class PushService:
    """Answers what it is told to, and keeps what it took."""

    def __init__(self) -> None:
        self.url = ""
        self.answers: dict[str, list[int]] = {}
        self.taken: list[Pushed] = []

    def browser(self, name: str = "a") -> Browser:
        """A browser that subscribed here."""
        return Browser(f"{self.url}/{name}")

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        headers = {k.lower(): v.strip() for k, _, v in (x.partition(":") for x in lines if x)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        path = first.split(" ")[1]
        kept = self.answers.get(path, [])
        status = kept.pop(0) if kept else 201
        if status < 300:
            assert int(headers["ttl"]) > 0
            assert Vapid02.verify(headers["authorization"])
            self.taken.append(Pushed(path, headers, body))
        more = f"location: {self.url}/elsewhere\r\n" if 300 <= status < 400 else ""
        writer.write(
            f"HTTP/1.1 {status} x\r\n{more}content-length: 0\r\nconnection: close\r\n\r\n".encode()
        )
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def push_service() -> AsyncIterator[PushService]:
    """A push service for as long as it is needed."""
    service = PushService()
    server = await asyncio.start_server(service._serve, "127.0.0.1", 0)
    async with server:
        service.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield service
