"""An attribution: who says something, through whom, and how."""

from __future__ import annotations

from dataclasses import dataclass

from contested.model.claims import NARRATOR, SpeechAct, Stance, Voice


@dataclass(frozen=True, slots=True)
class Attribution:
    """A chain of voices (outermost first, the report itself left out), the innermost verb's act and stance."""

    voices: tuple[Voice, ...]
    stance: Stance | None = None
    speech_act: SpeechAct = SpeechAct.SAID
    cue_token: int | None = None  # the innermost communication verb, None where there is none
    content_root: int | None = None  # the token that the cue verb governs
    void: bool = False  # the only voice says that it cannot confirm: nobody tells it

    @property
    def chain(self) -> tuple[Voice, ...]:
        """Return the chain with the report itself at its head."""
        return (NARRATOR, *self.voices)


NO_VOICE = Attribution(())
