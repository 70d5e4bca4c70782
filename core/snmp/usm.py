"""SNMPv3 credentials, checked before an engine gets them: both engines crash on some that do not fit together."""

from core.errors import SnmpAuthError
from core.snmp.client import UsmUser

AUTH_PROTOCOLS = ("MD5", "SHA", "SHA-224", "SHA-256", "SHA-384", "SHA-512")
"""What `UsmUser.auth_protocol` may be (RFC 3414, RFC 7860)."""
PRIVACY_PROTOCOLS = ("DES", "AES", "AES-192", "AES-256")
"""What `UsmUser.privacy_protocol` may be (RFC 3414, RFC 3826, and Blumenthal's AES-192 and AES-256)."""


def check_user(user: UsmUser) -> None:
    """Refuse credentials that cannot work.

    Raises:
        SnmpAuthError: no user name, a protocol that is not known or has no password, privacy without authentication.
    """
    problem = None
    if not user.username:
        problem = "no user name"
    elif user.auth_protocol is not None and user.auth_protocol not in AUTH_PROTOCOLS:
        problem = f"authentication protocol {user.auth_protocol!r} is none of {', '.join(AUTH_PROTOCOLS)}"
    elif user.privacy_protocol is not None and user.privacy_protocol not in PRIVACY_PROTOCOLS:
        problem = f"privacy protocol {user.privacy_protocol!r} is none of {', '.join(PRIVACY_PROTOCOLS)}"
    elif user.auth_protocol is not None and not user.auth_password:
        problem = "no authentication password"
    elif user.privacy_protocol is not None and not user.privacy_password:
        problem = "no privacy password"
    elif user.privacy_protocol is not None and user.auth_protocol is None:
        problem = "privacy needs authentication"
    if problem is not None:
        raise SnmpAuthError(f"SNMPv3 credentials {user.name!r}: {problem}", "correct them in the settings")
