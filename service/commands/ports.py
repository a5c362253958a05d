"""Whether a port can be listened on."""

import socket

from service.errors import ServiceError


def check_port_is_free(host: str, port: int, name: str) -> None:
    """Raise ServiceError, saying how to choose another, when a port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ServiceError(
                f"port {port} on {host} cannot be used ({error.strerror}). Stop what uses it, or "
                f"choose another: `make run {name}=…`, or POLICYQA_{name}=…"
            ) from error
