"""The text of ``neo4j.conf``."""

from __future__ import annotations

from .ports import LOOPBACK, Ports

__all__ = ["CONTENT_POLICY", "PAGE_CACHE", "render"]

PAGE_CACHE = "256m"
"""Memory for pages of the store, outside the heap."""


CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        f"connect-src 'self' ws://{LOOPBACK}:* ws://localhost:* http://{LOOPBACK}:* http://localhost:*",
    )
)
"""What pages of the server may load: Neo4j's own policy without the hosts of its makers and of others."""


def render(chosen: Ports) -> str:
    """Return the configuration: loopback only, authentication on, nothing reported to anybody."""
    settings = {
        "server.config.strict_validation.enabled": "true",
        "server.default_listen_address": LOOPBACK,
        "server.default_advertised_address": LOOPBACK,
        "server.bolt.listen_address": f"{LOOPBACK}:{chosen.bolt}",
        "server.bolt.advertised_address": f"{LOOPBACK}:{chosen.bolt}",
        "server.http.listen_address": f"{LOOPBACK}:{chosen.http}",
        "server.http.advertised_address": f"{LOOPBACK}:{chosen.http}",
        "server.https.enabled": "false",
        "dbms.security.auth_enabled": "true",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "server.bolt.telemetry.enabled": "false",
        # Guides and styles come from here; nothing of a page reaches another host.
        "browser.remote_content_hostname_whitelist": f"{LOOPBACK},localhost",
        "dbms.security.http_static_content_security_policy_header": CONTENT_POLICY,
        "server.memory.pagecache.size": PAGE_CACHE,
        # A fresh store takes 2 MB instead of 512 MB.
        "db.tx_log.preallocate": "false",
        # Stopping takes half a second instead of ten: nobody needs a quiet period on loopback.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    }
    return "".join(f"{name}={value}\n" for name, value in settings.items())
