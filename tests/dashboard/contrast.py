"""How well inks can be seen, and told apart by those who do not see all colours."""

from __future__ import annotations

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
_SIMULATIONS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
}


def contrast(ink: str, background: str) -> float:
    """The contrast ratio of WCAG 2."""
    light, dark = sorted((_luminance(ink), _luminance(background)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def distance_for_colour_blind(first: str, second: str) -> float:
    """The least CIE76 distance of two inks to readers with protanopia or deuteranopia."""
    return min(
        sum((a - b) ** 2 for a, b in zip(_lab(first, matrix), _lab(second, matrix), strict=True)) ** 0.5
        for matrix in _SIMULATIONS.values()
    )


def _linear(ink: str) -> list[float]:
    channels = [int(ink[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def _luminance(ink: str) -> float:
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), _linear(ink), strict=True))


def _lab(ink: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    rgb = [min(max(sum(m * c for m, c in zip(row, _linear(ink), strict=True)), 0), 1) for row in matrix]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        _cube_root(sum(m * c for m, c in zip(row, rgb, strict=True)) / w) for row, w in zip(to_xyz, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
