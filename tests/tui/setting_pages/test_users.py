from core.secrets import IN_KEYRING
from core.settings import Settings, SnmpV3Settings
from tests.tui.setting_pages.states import picked, rows, state, typed, written
from tui.setting_edits import Drop, Keep
from tui.setting_pages.users import UsersPage

PAGE = UsersPage()
AUTH, PRIVACY = "SNMPV3_LAB_AUTH", "SNMPV3_LAB_PRIVACY"


def values(**secrets: str | None) -> dict[str, str]:
    return {row.title: row.value for row in PAGE.rows(state(secrets=secrets))}


def test_a_user_has_its_passwords_behind_the_protocols_that_need_them() -> None:
    assert values(SNMPV3_LAB_AUTH=IN_KEYRING, SNMPV3_LAB_PRIVACY=None) == {
        "User name": "reader",
        "Authentication": "SHA-256",
        "Password": "set, in the keyring",
        "Privacy": "AES",
        "Privacy password": "not set",
        "Context": "none",
    }
    assert values()["Password"] == "being looked up"
    assert list(PAGE.secrets(state())) == [AUTH, PRIVACY]


def test_a_user_without_protocols_has_no_passwords() -> None:
    now = state(Settings(snmpv3=(SnmpV3Settings(name="lab", username="reader"),)))
    assert [row.title for row in PAGE.rows(now)] == ["User name", "Authentication", "Privacy", "Context"]
    assert PAGE.secrets(now) == []


def test_a_password_is_typed_hidden_and_kept_outside_of_the_file() -> None:
    edit = typed(PAGE.change(state(), f"secret\n{AUTH}"))
    assert edit.is_secret
    assert edit.text == ""
    assert edit.wrong("short") == "at least 8 characters are wanted"
    act = edit.take("long enough")
    assert isinstance(act, Keep)
    assert (act.name, act.value) == (AUTH, "long enough")
    gone = PAGE.reset(state(), f"secret\n{AUTH}")
    assert isinstance(gone, Keep)
    assert gone.value is None


def test_protocols_are_picked_and_privacy_needs_authentication() -> None:
    now = state(Settings(snmpv3=(SnmpV3Settings(name="lab", username="reader", auth_protocol="SHA"),)))
    edit = picked(PAGE.change(now, "snmpv3\nlab\nprivacy_protocol"))
    assert list(edit.choices) == ["none", "DES", "AES", "AES-192", "AES-256"]
    assert edit.chosen == "none"
    assert written(edit.take("AES")) == (("snmpv3", "lab", "privacy_protocol"), "AES")
    assert written(edit.take("none")) == (("snmpv3", "lab", "privacy_protocol"), None)


def test_the_user_name_cannot_be_empty_nor_reset() -> None:
    key = "snmpv3\nlab\nusername"
    assert typed(PAGE.change(state(), key)).wrong("") == "a text that is not empty is wanted"
    assert PAGE.reset(state(), key) is None
    assert typed(PAGE.change(state(), "snmpv3\nlab\ncontext")).wrong("") is None


def test_one_more_user_has_a_name_of_its_own() -> None:
    edit = typed(PAGE.add(state()))
    assert edit.wrong("LAB") == "there is one of that name"
    assert edit.wrong("a b") == "a name has letters, digits, - and _, 32 at most"
    assert written(edit.take("roof")) == (("snmpv3", "roof", "username"), "roof")


def test_a_user_goes_from_any_of_its_lines() -> None:
    for key in rows(PAGE, state()):
        act = PAGE.remove(state(), key)
        assert isinstance(act, Drop)
        assert act.path == ("snmpv3", "lab")
