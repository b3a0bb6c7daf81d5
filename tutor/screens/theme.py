"""The two looks of the tutor: calm colours, in the dark and in the light."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="tutor-dark",
    dark=True,
    primary="#7aa7d9",
    secondary="#8f9bb0",
    accent="#d9ae6c",
    foreground="#d5dae3",
    background="#14171c",
    surface="#191d24",
    panel="#222832",
    success="#86bf8b",
    warning="#d9ae6c",
    error="#e07a7f",
    variables={
        "border": "#7aa7d9",
        "border-blurred": "#343c4a",
        "muted": "#8a94a6",
        "footer-background": "#191d24",
        "footer-key-foreground": "#7aa7d9",
        "footer-description-foreground": "#a4aebd",
        "block-cursor-background": "#2d3b50",
        "block-cursor-foreground": "#eef2f8",
        "block-cursor-text-style": "none",
        "block-hover-background": "#222832",
        "input-cursor-background": "#d5dae3",
        "input-cursor-foreground": "#14171c",
        "input-selection-background": "#7aa7d9 30%",
        "scrollbar": "#343c4a",
        "scrollbar-hover": "#465063",
        "scrollbar-active": "#7aa7d9",
        "scrollbar-background": "#191d24",
        "scrollbar-background-hover": "#191d24",
        "scrollbar-background-active": "#191d24",
        "scrollbar-corner-color": "#191d24",
        "link-color": "#7aa7d9",
        "link-style": "underline",
    },
)

LIGHT = Theme(
    name="tutor-light",
    dark=False,
    primary="#2b66a3",
    secondary="#5d6878",
    accent="#8f5d0c",
    foreground="#22272e",
    background="#f1f3f6",
    surface="#fbfcfd",
    panel="#e6eaf0",
    success="#2c7a38",
    warning="#8f5d0c",
    error="#b3323a",
    variables={
        "border": "#2b66a3",
        "border-blurred": "#c6cdd7",
        "muted": "#626d7c",
        "footer-background": "#e6eaf0",
        "footer-key-foreground": "#2b66a3",
        "footer-description-foreground": "#4c5563",
        "block-cursor-background": "#d3e2f3",
        "block-cursor-foreground": "#14202e",
        "block-cursor-text-style": "none",
        "block-hover-background": "#e6eaf0",
        "input-cursor-background": "#22272e",
        "input-cursor-foreground": "#fbfcfd",
        "input-selection-background": "#2b66a3 25%",
        "scrollbar": "#c6cdd7",
        "scrollbar-hover": "#aab4c2",
        "scrollbar-active": "#2b66a3",
        "scrollbar-background": "#fbfcfd",
        "scrollbar-background-hover": "#fbfcfd",
        "scrollbar-background-active": "#fbfcfd",
        "scrollbar-corner-color": "#fbfcfd",
        "link-color": "#2b66a3",
        "link-style": "underline",
    },
)


def framework_colors(look: Theme) -> dict[str, str]:
    """The colour of each framework on charts and beside figures, as "#rrggbb"."""
    return {"pytorch": look.accent or look.primary, "tensorflow": look.primary, "neon": look.success or look.primary}
