"""Where a push may go: nowhere inside."""

import ipaddress

import pytest

from tasklark.domain.errors import Refusal
from tasklark.pushing.address import Unreachable, checked, outside, resolved


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
        "https://web.push.apple.com/QAB",
        "https://wns2-par02p.notify.windows.com/w/?token=x",
        "https://push.example.com:443/x",
    ],
)
def test_services_of_browsers_are_taken(endpoint: str) -> None:
    assert checked(endpoint).geturl() == endpoint


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "push",
        "http://push.example.com/x",
        "ftp://push.example.com/x",
        "https:///x",
        "https://localhost/x",
        "https://tasklark/x",
        "https://127.0.0.1/x",
        "https://10.0.0.1/x",
        "https://192.168.1.1/x",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/x",
        "https://0.0.0.0/x",
        "https://224.0.0.1/x",
        "https://[::1]/x",
        "https://[fe80::1]/x",
        "https://[fc00::1]/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://[2002:7f00:1::]/x",
        "https://user:secret@push.example.com/x",
        "https://push.example.com:8443/x",
        "https://push.example.com:99999/x",
        "https://push.example.com/\r\nHost: x",
        "https://püsh.example.com/x",
        "https://push.example.com/" + "x" * 2_000,
    ],
)
def test_everything_else_is_refused(endpoint: str) -> None:
    with pytest.raises(Refusal, match="push service"):
        checked(endpoint)


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "0177.0.0.1"])
async def test_a_name_that_leads_inside_is_refused_when_it_is_used(host: str) -> None:
    # The system reads these as 127.0.0.1 without asking anybody.
    with pytest.raises(Refusal, match="private address"):
        await resolved(f"https://{host}/x")


async def test_a_name_that_leads_nowhere_is_tried_later() -> None:
    with pytest.raises(Unreachable, match="cannot be found"):
        await resolved("https://push..example/x")


def test_public_addresses_are_outside() -> None:
    for address in ("8.8.8.8", "2001:4860:4860::8888"):
        assert outside(ipaddress.ip_address(address))
