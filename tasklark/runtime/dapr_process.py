"""The runtime of a process in the cluster, from its settings and what daprd tells it."""

from collections.abc import Mapping, Sequence

from tasklark.domain.events import Topic
from tasklark.runtime.dapr import DaprRuntime, Names
from tasklark.runtime.dapr_sidecar import Sidecar
from tasklark.settings import Settings, SettingsError

_PORT = "3500"


def runtime_beside(
    settings: Settings, environ: Mapping[str, str], *, live: Sequence[Topic] = ()
) -> DaprRuntime:
    """The runtime over the sidecar of this process; `live` names topics each replica gets.

    Raises:
        SettingsError: If a token is missing: without them anybody could call either side.
    """
    tokens = [environ.get(name, "") for name in ("DAPR_API_TOKEN", "APP_API_TOKEN")]
    if not all(tokens):
        raise SettingsError(
            "DAPR_API_TOKEN and APP_API_TOKEN are not both set. Give this process and daprd the "
            "same two, from secrets."
        )
    sidecar = Sidecar(f"http://127.0.0.1:{environ.get('DAPR_HTTP_PORT', _PORT)}", tokens[0])
    names = Names(settings.dapr_pubsub, settings.dapr_state, settings.dapr_secrets)
    return DaprRuntime(sidecar, tokens[1], names, live=live)


def has_sidecar(environ: Mapping[str, str]) -> bool:
    """Whether this process was given a sidecar to speak to."""
    return bool(environ.get("DAPR_API_TOKEN"))
