"""Takes from the child process what it does not need: memory, time, files, further processes, the network."""

import ctypes
import os
import resource
import sys
from contextlib import suppress

from kb.extraction.parts import Limits

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
"""Flags of `unshare` (Linux): a network of one's own, in which there is nobody."""


def confine(limits: Limits) -> None:
    """Set the limits that the system keeps for us; what a system does not offer is left out."""
    _cut_off()
    _limit(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 2)  # first a signal that says why
    _limit(resource.RLIMIT_AS, limits.memory)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    if os.geteuid():  # does not bind root, and counts what else the same user runs: none may be added
        _limit(resource.RLIMIT_NPROC, 0)


def _limit(what: int, most: int, in_any_case: int | None = None) -> None:
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (most, most if in_any_case is None else in_any_case))


def _cut_off() -> None:
    if sys.platform != "linux":
        return
    with suppress(OSError, AttributeError):
        system = ctypes.CDLL(None, use_errno=True)
        system.unshare(NEW_NETWORK if os.geteuid() == 0 else NEW_USER | NEW_NETWORK)
