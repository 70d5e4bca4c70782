from core.credentials import CredentialBook, community_reference
from core.secrets import Secrets
from core.settings import SnmpV3Settings
from core.snmp.client import Community, UsmUser

LAB = SnmpV3Settings(name="lab-1", username="reader", auth_protocol="SHA-256", privacy_protocol="AES", context="mfp")
PASSWORDS = {"SUPPLIES_SECRET_SNMPV3_LAB_1_AUTH": "first-secret", "SUPPLIES_SECRET_SNMPV3_LAB_1_PRIVACY": "second"}


async def test_a_reference_gives_its_community_back_and_never_shows_it() -> None:
    book = CredentialBook(("public", "s3cret"), (), Secrets({}))
    reference = community_reference("s3cret")
    assert "s3cret" not in reference
    assert await book.resolve(reference) == Community("s3cret")
    assert await book.resolve(None) == Community("public")
    assert await book.resolve("community:ffffffff") is None
    assert book.references == (community_reference("public"), reference)


async def test_a_users_passwords_come_from_the_secrets() -> None:
    book = CredentialBook((), (LAB,), Secrets(PASSWORDS))
    user = await book.resolve("v3:lab-1")
    assert user == UsmUser(
        name="lab-1",
        username="reader",
        auth_protocol="SHA-256",
        auth_password="first-secret",
        privacy_protocol="AES",
        privacy_password="second",
        context="mfp",
    )


async def test_one_more_community_is_tried_last() -> None:
    book = CredentialBook(("public",), (), Secrets({}))
    assert book.add_community("lab") == community_reference("lab")
    assert book.communities == ("public", "lab")
    assert await book.resolve(community_reference("lab")) == Community("lab")


async def test_other_settings_take_the_place_of_those_before_and_leave_what_is_in_no_file() -> None:
    book = CredentialBook(("public", "old"), (), Secrets({}))
    book.add_community("unkept")
    book.use(("new",), (LAB,))
    assert book.communities == ("new", "unkept")
    assert await book.resolve(community_reference("old")) is None
    assert await book.resolve("v3:lab-1") is not None


def test_credentials_are_named_without_giving_them_away() -> None:
    book = CredentialBook(("public", "s3cret"), (LAB,), Secrets({}))
    words = [book.words_of(reference) for reference in (*book.references, None, "v3:gone")]
    assert words[0] == words[3] == "community public"
    assert "s3cret" not in words[1]
    assert words[1] != words[0]
    assert words[2] == "SNMPv3 user lab-1"
    assert words[4] == "not in the settings any more"


def test_communities_are_found_again_by_their_references() -> None:
    book = CredentialBook(("public", "lab"), (), Secrets({}))
    assert book.named([community_reference("lab"), community_reference("gone"), "v3:lab-1"]) == ("lab",)
