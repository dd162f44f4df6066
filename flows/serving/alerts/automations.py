"""Bring the automations of a Prefect server to what this release says, with the channels that alerts go to.

Arrives: addresses of channels, where somebody gives them.
Leaves:  one block per channel, and each automation once, under its name.
Not here: what they are (`flows.serving.alerts.rules`).

A channel stays until another address replaces it or it is removed by name: whoever applies the automations from a
shell without the addresses silences nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from prefect.automations import Automation
from prefect.client.orchestration import SyncPrefectClient
from prefect.exceptions import ObjectNotFound

from flows.serving.alerts.channel import AlertChannel, mailbox, webhook
from flows.serving.alerts.rules import HEARTBEAT_LOST, NEVER_STARTED, PREFIX, rules
from flows.serving.server.prefect_server import prefect_client

CHANNELS: Mapping[str, Callable[[str], AlertChannel]] = {"webhook": webhook, "email": mailbox}


@dataclass(frozen=True, slots=True)
class Alerts:
    """What stands on the server now."""

    automations: tuple[str, ...]
    channels: tuple[str, ...]


def apply(
    addresses: Mapping[str, str | None],
    removed: Collection[str] = (),
    heartbeat_lost: timedelta = HEARTBEAT_LOST,
    never_started: timedelta = NEVER_STARTED,
) -> Alerts:
    """Save the channels (by the keys of CHANNELS), then create, update or remove automations; twice changes nothing.

    Raises ConfigurationError for an address that cannot be one, PrefectUnavailable.
    """
    given = {kind: CHANNELS[kind](address) for kind, address in addresses.items() if address}
    with prefect_client() as client:
        for kind, channel in given.items():
            channel.save(_block_name(kind), overwrite=True)
        saved = {kind: block for kind in CHANNELS if (block := _block_id(client, kind)) is not None}
        kept = {kind: block for kind, block in saved.items() if kind not in removed}
        wanted = rules(list(kept.values()), heartbeat_lost, never_started)
        _replace(client, wanted)
        # only now: no automation points to them any more
        for kind in saved.keys() - kept.keys():
            client.delete_block_document(saved[kind])
    return Alerts(tuple(rule.name.removeprefix(PREFIX) for rule in wanted), tuple(kept))


def _replace(client: SyncPrefectClient, wanted: list[Automation]) -> None:
    """Names are not unique on a server: the first of a name is brought up to date, the others go."""
    missing = {rule.name: rule for rule in wanted}
    for there in client.read_automations():
        if rule := missing.pop(there.name, None):
            rule.id = there.id
            rule.update()
        elif there.name.startswith(PREFIX):
            client.delete_automation(there.id)
    for rule in missing.values():
        rule.create()


def _block_id(client: SyncPrefectClient, kind: str) -> UUID | None:
    try:
        block = client.read_block_document_by_name(
            _block_name(kind), AlertChannel.get_block_type_slug(), include_secrets=False
        )
    except ObjectNotFound:
        return None
    return block.id


def _block_name(kind: str) -> str:
    return f"bluezone-{kind}"
