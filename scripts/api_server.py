"""A real Kubernetes API server on loopback: it takes resources and keeps them in etcd.

Nothing runs there, for there are neither nodes nor controllers; what it takes is what Kubernetes,
Dapr, Strimzi and the Gateway API take.
"""

import secrets
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import yaml
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from scripts.api_server_parts import ApiServerParts
from scripts.engine_servers import Server, command, free_port, running
from scripts.progress import StepFailed

_READY_S = 120.0
_LOOK_S = 0.1
_APPLY = {"content-type": "application/apply-patch+yaml"}
_STRICTLY = {"fieldManager": "tasklark-tests", "fieldValidation": "Strict", "force": "true"}
Json = dict[str, Any]


@dataclass(slots=True)
class ApiServer:
    """A running one, and a client that may do everything."""

    url: str
    token: str
    client: httpx.Client
    _kinds: dict[str, Mapping[str, Json]] = field(default_factory=dict)

    def apply(self, document: Json, namespace: str) -> httpx.Response:
        """Apply a resource, every field of it known; the answer."""
        place = self._place(document, namespace)
        return self.client.patch(
            place, content=yaml.safe_dump(document), headers=_APPLY, params=_STRICTLY
        )

    def is_served(self, definition: str) -> bool:
        """Whether resources of a definition are taken by now."""
        path = f"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/{definition}"
        about = self.client.get(path).raise_for_status().json()
        conditions = about.get("status", {}).get("conditions", [])
        return any((one["type"], one["status"]) == ("Established", "True") for one in conditions)

    def _place(self, document: Json, namespace: str) -> str:
        version, kind = document["apiVersion"], document["kind"]
        root = f"/apis/{version}" if "/" in version else f"/api/{version}"
        if version not in self._kinds:
            listed = self.client.get(root).raise_for_status().json()["resources"]
            self._kinds[version] = {one["kind"]: one for one in listed if "/" not in one["name"]}
        about = self._kinds[version][kind]
        within = f"/namespaces/{namespace}" if about["namespaced"] else ""
        return f"{root}{within}/{about['name']}/{document['metadata']['name']}"


@contextmanager
def api_server(parts: ApiServerParts, folder: Path) -> Iterator[ApiServer]:
    """Started on an empty etcd, with everybody's definitions in it; ended afterwards.

    Raises:
        StepFailed: If it does not start, or does not take a definition.
    """
    token = secrets.token_urlsafe(24)
    with running(_etcd(parts, folder)) as store, running(_server(parts, folder, store, token)) as s:
        url = f"https://127.0.0.1:{s.port}"
        trusted = ssl.create_default_context(cafile=folder / "certificates" / "apiserver.crt")
        headers = {"authorization": f"Bearer {token}"}
        with httpx.Client(base_url=url, verify=trusted, headers=headers, trust_env=False) as client:
            made = ApiServer(url, token, client)
            _until(lambda: client.get("/readyz").is_success, "the API server")
            _define(made, parts)
            yield made


def _define(made: ApiServer, parts: ApiServerParts) -> None:
    documents = [
        one
        for path in parts.definitions
        for one in yaml.safe_load_all(path.read_text("utf-8"))
        if one is not None
    ]
    for one in documents:
        taken = made.apply(one, "")
        if not taken.is_success:
            raise StepFailed(f"{one['metadata']['name']} was not taken: {taken.text}")
    for one in documents:
        name = one["metadata"]["name"]
        _until(lambda name=name: made.is_served(name), name)


def _until(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + _READY_S
    while time.monotonic() < end:
        with suppress(httpx.TransportError):
            if holds():
                return
        time.sleep(_LOOK_S)
    raise StepFailed(f"{what} was not ready in time.")


def _etcd(parts: ApiServerParts, folder: Path) -> Server:
    client, peer = free_port(), free_port()
    urls = {name: f"http://127.0.0.1:{port}" for name, port in (("c", client), ("p", peer))}
    options = {
        "data-dir": folder / "etcd",
        "listen-client-urls": urls["c"],
        "advertise-client-urls": urls["c"],
        "listen-peer-urls": urls["p"],
        "initial-advertise-peer-urls": urls["p"],
        "initial-cluster": f"default={urls['p']}",
        "log-level": "warn",
    }
    return Server("etcd", command(parts.etcd, options), client, folder / "etcd.log")


def _server(parts: ApiServerParts, folder: Path, store: Server, token: str) -> Server:
    port, keys = free_port(), _keys(folder)
    tokens = folder / "tokens.csv"
    tokens.touch(mode=0o600)
    tokens.write_text(f"{token},tester,1,system:masters\n")
    options = {
        "etcd-servers": f"http://127.0.0.1:{store.port}",
        "bind-address": "127.0.0.1",
        "secure-port": port,
        "cert-dir": folder / "certificates",
        "token-auth-file": tokens,
        "authorization-mode": "RBAC",
        "endpoint-reconciler-type": "none",
        "service-cluster-ip-range": "10.96.0.0/16",
        "service-account-issuer": "https://kubernetes.default.svc",
        "service-account-key-file": keys,
        "service-account-signing-key-file": keys,
    }
    return Server("API server", command(parts.server, options), port, folder / "server.log")


def _keys(folder: Path) -> Path:
    """A key for the tokens of service accounts, of which there are none."""
    path = folder / "accounts.pem"
    path.touch(mode=0o600)
    path.write_bytes(
        ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    return path
