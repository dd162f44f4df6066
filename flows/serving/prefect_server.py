"""The Prefect server as our commands speak to it: its failures become ours, each saying what to do.

Arrives: the environment that `flows.local_prefect` filled.
Leaves:  a client, while the block runs.
Not here: what is asked of the server.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from prefect.client.orchestration import SyncPrefectClient, get_client

from flows.errors import PrefectUnavailable

REFUSED = (401, 403)


@contextmanager
def prefect_client() -> Iterator[SyncPrefectClient]:
    """A client of the server. Raises PrefectUnavailable when it cannot be reached or refuses us."""
    with get_client(sync_client=True) as client:
        try:
            yield client
        except httpx.HTTPStatusError as error:
            if error.response.status_code not in REFUSED:
                raise
            raise PrefectUnavailable(
                "Máy chủ Prefect không nhận mật khẩu; hãy đặt PREFECT_API_AUTH_STRING như của máy chủ."
            ) from error
        except httpx.TransportError as error:
            raise PrefectUnavailable(
                f"Không tới được máy chủ Prefect {client.api_url} ({type(error).__name__})."
            ) from error
