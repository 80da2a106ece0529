from __future__ import annotations

import hashlib

import pytest

from spkt_desktop.sync import Keys, PublicKeys


def test_keys_survive_keeping() -> None:
    keys = Keys.new()
    again = Keys.from_json(keys.as_json())
    assert again == keys
    assert again.public.signed(b"isi", keys.sign(b"isi"))


def test_secrets_do_not_show() -> None:
    keys = Keys.new()
    assert keys.identity not in repr(keys)
    assert keys.signing not in repr(keys)


def test_fingerprint_can_be_made_with_stock_tools() -> None:
    public = Keys.new().public
    text = f"{public.signing}\n{public.recipient}\n"
    assert public.fingerprint == hashlib.sha256(text.encode()).hexdigest()
    assert len(public.spoken) == 35
    assert int(public.spoken.replace(" ", "")) == int(public.fingerprint, 16) % 10**30


def test_fingerprint_covers_both_keys() -> None:
    one, other = Keys.new().public, Keys.new().public
    mixed = {PublicKeys(one.signing, other.recipient), PublicKeys(other.signing, one.recipient), one, other}
    assert len({keys.fingerprint for keys in mixed}) == 4


@pytest.mark.parametrize("signature", [b"", b"x" * 63, b"x" * 64, b"x" * 65])
def test_no_signature_of_another_length_holds(signature: bytes) -> None:
    assert not Keys.new().public.signed(b"isi", signature)


def test_only_real_keys_are_keys() -> None:
    good = Keys.new().public.as_json()
    for broken in (
        None,
        {},
        {**good, "lain": ""},
        {**good, "signing": good["signing"][:-4]},
        {**good, "signing": "*" + good["signing"][1:]},
        {**good, "signing": good["signing"] + "\n"},
        {**good, "signing": 1},
        {**good, "recipient": good["recipient"].upper()},
        {**good, "recipient": "age1"},
        {**good, "recipient": good["signing"]},
    ):
        with pytest.raises(ValueError, match=r"\w"):
            PublicKeys.from_json(broken)
    with pytest.raises(ValueError, match="identity"):
        Keys.from_json({**Keys.new().as_json(), "identity": good["recipient"]})
