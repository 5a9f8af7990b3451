"""Who renders: processes of this machine, or a cluster, as a person typed it."""

from __future__ import annotations

from pathlib import Path

from renders.build import Hire
from renders.cluster import ClusterExecutor, Tls, check_address, open_cluster
from renders.local import LocalExecutor
from renders.options import BadInputError
from renders.reporting import complain

__all__ = ["hire"]


def hire(processes: int, on: str | None, tls_ca: Path | None, tls_cert: Path | None, tls_key: Path | None) -> Hire:
    """Who will render: so many processes of this machine, or the cluster ``on`` that address.

    Raises ``BadInputError`` for what cannot be an address, or for TLS without all its files.
    """
    tls = _tls(tls_ca, tls_cert, tls_key)
    if on is None:
        return lambda tasks: LocalExecutor(processes, tasks)
    check_address(on, tls)

    def connect(_: int) -> ClusterExecutor:
        cluster = open_cluster(on, tls)
        for refusal in cluster.refused.values():
            complain(refusal)
        return cluster

    return connect


def _tls(ca: Path | None, cert: Path | None, key: Path | None) -> Tls | None:
    files = {"--tls-ca": ca, "--tls-cert": cert, "--tls-key": key}
    if not any(files.values()):
        return None
    for option, file in files.items():
        if file is None or not file.is_file():
            raise BadInputError(
                f"{option} {file or 'is left out'}: TLS needs --tls-ca, --tls-cert and --tls-key, a PEM file each"
            )
    return Tls(*(file for file in files.values() if file))
