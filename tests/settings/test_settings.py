"""Settings come from five places, and a fault in one is told in a sentence."""

from pathlib import Path

import pytest

from tasklark import settings
from tasklark.settings import SettingsError


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(settings.PREFIX + name.upper(), raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("TASKLARK_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)


def test_defaults_serve_this_computer_alone() -> None:
    loaded = settings.load()
    assert (loaded.settings.host, loaded.settings.port) == ("127.0.0.1", 7400)
    assert loaded.sources["port"] == "default"


def test_the_command_line_wins_over_the_environment_which_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tasklark.toml").write_text("port = 7001\npoll_ms = 20\n")
    (tmp_path / ".env").write_text("TASKLARK_PORT=7002\nTASKLARK_SWEEP_S=2\nOTHER=1\n")
    monkeypatch.setenv("TASKLARK_PORT", "7003")
    loaded = settings.load()
    assert (loaded.settings.port, loaded.sources["port"]) == (7003, "environment")
    assert (loaded.settings.sweep_s, loaded.sources["sweep_s"]) == (2, ".env")
    assert (loaded.settings.poll_ms, loaded.sources["poll_ms"]) == (20, "file")
    assert settings.load({"port": 0}).settings.port == 0


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TASKLARK_PROT", "1", "Did you mean TASKLARK_PORT?"),
        ("TASKLARK_PORT", "many", "TASKLARK_PORT (environment) must be a port number"),
        ("TASKLARK_HOST", "0.0.0.0", "only this computer is served"),
        ("TASKLARK_ZONE", "Europe/Atlantis", "such as Europe/Madrid"),
        ("TASKLARK_ZONE", "../etc", "such as Europe/Madrid"),
        ("TASKLARK_LOG_LEVEL", "loud", "DEBUG, INFO, WARNING or ERROR"),
        ("TASKLARK_MODEL", "gpt", "neither TASKLARK_MODEL_KEY nor TASKLARK_MODEL_URL"),
        ("TASKLARK_MODEL_URL", "http://127.0.0.1:1", "TASKLARK_MODEL is not"),
        ("TASKLARK_MODEL_URL", "ftp://x", "http:// or https://"),
        ("TASKLARK_RUNTIME", "kafka", "embedded (one machine) or dapr"),
        ("TASKLARK_RUNTIME", "dapr", "TASKLARK_DATABASE_URL and TASKLARK_TOKEN_KEY are not set"),
        ("TASKLARK_DATABASE_URL", "mysql://x", "begins with postgresql://"),
        ("TASKLARK_TOKEN_KEY", "short", "at least 32 characters"),
        ("TASKLARK_DAPR_STATE", "a/b", "the name of a Dapr component"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_it_must_be(
    name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as told:
        settings.load()
    assert words in str(told.value)


def test_a_secret_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TASKLARK_MODEL_KEY", "sk-very-secret")
    assert "sk-very" not in repr(settings.load())


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "tasklark.toml").write_text("port = = 1")
    with pytest.raises(SettingsError, match=r"tasklark\.toml cannot be read"):
        settings.load()


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    settings.write_file(tmp_path, {"model": 'a"b\\c\nd', "model_key": "k", "model_url": ""})
    assert settings.read_file(tmp_path) == {"model": 'a"b\\c\nd', "model_key": "k"}
    settings.write_file(tmp_path, {"model": ""})
    assert settings.read_file(tmp_path) == {"model_key": "k"}
    assert (tmp_path / "tasklark.toml").stat().st_mode & 0o077 == 0


def test_a_cluster_has_postgresql_a_key_and_the_names_of_its_components(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TASKLARK_RUNTIME", "dapr")
    monkeypatch.setenv("TASKLARK_DATABASE_URL", "postgresql://user:secret-word@host/tasks")
    monkeypatch.setenv("TASKLARK_TOKEN_KEY", "k" * 32)
    loaded = settings.load()
    assert loaded.settings.runtime == "dapr"
    assert loaded.settings.dapr_pubsub == "kafka-pubsub"
    assert "secret-word" not in repr(loaded)
    monkeypatch.delenv("TASKLARK_TOKEN_KEY")
    with pytest.raises(SettingsError, match="TASKLARK_TOKEN_KEY is not set"):
        settings.load()


def test_a_cluster_may_be_served_beyond_this_computer_and_a_laptop_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TASKLARK_HOST", "0.0.0.0")
    with pytest.raises(SettingsError, match="only this computer is served"):
        settings.load()
    monkeypatch.setenv("TASKLARK_RUNTIME", "dapr")
    monkeypatch.setenv("TASKLARK_DATABASE_URL", "postgresql://x@y/z")
    monkeypatch.setenv("TASKLARK_TOKEN_KEY", "k" * 32)
    assert settings.load().settings.host == "0.0.0.0"
