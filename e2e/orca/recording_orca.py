"""Starts the real Orca with an ear in place of its voice: whatever it would say goes into a file, a JSON line each.

Run by the system's Python, which knows Orca: `/usr/bin/python3 recording_orca.py FILE [arguments of Orca]`. Only Orca's
client of speech-dispatcher, the module `speechd`, is replaced: no sound is needed, and the daemon sometimes hangs Orca
at its start. A line has the time `at` and is {"say": text, "lang": language}, {"stop": true} when Orca cuts its own
speech, or {"ready": version}.
"""

import html
import importlib.machinery
import importlib.util
import json
import re
import sys
import threading
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

ORCA = Path("/usr/bin/orca")


class Ear:
    """Writes down what is said, one line at a time, also from several threads."""

    def __init__(self, path: str) -> None:
        self._file = Path(path).open("a", encoding="utf-8", buffering=1)  # noqa: SIM115 -- open until Orca ends.
        self._lock = threading.Lock()

    def write(self, **what: Any) -> None:
        with self._lock:
            self._file.write(json.dumps({"at": time.monotonic(), **what}, ensure_ascii=False) + "\n")


def spoken(ssml: str) -> str:
    """The text of an utterance without the marks that Orca puts before each word."""
    return html.unescape(re.sub(r"<[^>]*>", "", ssml)).strip()


class Client:
    """As much of `speechd.SSIPClient` as Orca calls. What only sets the sound is taken and forgotten."""

    ear: Ear

    def __init__(self, *_names: Any, **_settings: Any) -> None:
        self._language = ""

    def set_language(self, language: str) -> None:
        self._language = language

    def get_language(self) -> str:
        return self._language

    def speak(self, text: str, callback: Callable[..., None] | None = None, event_types: object = None) -> None:
        self.ear.write(say=spoken(text), lang=self._language)
        if callback and event_types:
            # "Say all" goes on only when it hears that the sentence has ended; here every sentence ends at once.
            threading.Timer(0.02, callback, ("end",)).start()

    def char(self, text: str) -> None:
        self.ear.write(say=text, lang=self._language)

    key = sound_icon = char

    def cancel(self) -> None:
        self.ear.write(stop=True)

    stop = cancel

    def list_output_modules(self) -> tuple[str, ...]:
        return ()

    def list_synthesis_voices(self) -> tuple[tuple[str, str, str], ...]:
        return ()

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith(("set_", "get_", "close", "pause", "resume")):
            return lambda *_arguments: None
        raise AttributeError(name)


def silent_speechd(ear: Ear) -> types.ModuleType:
    """A module with the names that Orca takes from `speechd`."""
    module = types.ModuleType("speechd")
    client = type("SSIPClient", (Client,), {"ear": ear})
    vars(module).update(
        SSIPClient=client,
        SSIPCommunicationError=type("SSIPCommunicationError", (Exception,), {}),
        SSIPCommandError=type("SSIPCommandError", (Exception,), {}),
        CallbackType=types.SimpleNamespace(BEGIN="begin", CANCEL="cancel", END="end", INDEX_MARK="index_mark"),
        PunctuationMode=types.SimpleNamespace(ALL="all", MOST="most", SOME="some", NONE="none"),
        DataMode=types.SimpleNamespace(TEXT="text", SSML="ssml"),
        Priority=types.SimpleNamespace(IMPORTANT="important", MESSAGE="message", TEXT="text", NOTIFICATION="note"),
    )
    return module


def orca_program() -> types.ModuleType:
    """The start script of Orca as a module, so that it can be started beside an Orca of somebody else."""
    loader = importlib.machinery.SourceFileLoader("orca_program", str(ORCA))
    spec = importlib.util.spec_from_loader("orca_program", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    module.otherOrcas = list  # type: ignore[attr-defined]
    return module


def speak_each_language() -> None:
    """Let the voice follow the language that Orca has found for a text.

    Orca finds it and asks for a voice of this language, but release 43 then takes the default voice all the same. What
    is said, and when, stays as it is. Names of roles and Orca's own words keep Orca's language, which is English here.
    """
    from orca import acss, speech_generator, speechserver

    ask = speech_generator.SpeechGenerator.voice

    def voice(self: Any, key: str | None = None, **about: Any) -> list[Any]:
        voices: list[Any] = ask(self, key, **about)
        if about.get("language") and key in (None, speech_generator.DEFAULT, speech_generator.HYPERLINK):
            family = speechserver.VoiceFamily({})
            family[speechserver.VoiceFamily.LANG] = about["language"]
            family[speechserver.VoiceFamily.DIALECT] = about.get("dialect") or ""
            voices[0][acss.ACSS.FAMILY] = family
        return voices

    speech_generator.SpeechGenerator.voice = voice


def main() -> int:
    ear = Ear(sys.argv.pop(1))
    sys.modules["speechd"] = silent_speechd(ear)
    program = orca_program()
    speak_each_language()
    ear.write(ready=str(program.version))
    return int(program.main() or 0)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main())
