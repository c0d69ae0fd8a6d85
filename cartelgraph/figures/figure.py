"""A picture with the words that stand for it, as SVG and as PNG."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from cartelgraph.errors import ParameterError

__all__ = ["Figure", "png_available"]

FONTS = Path(__file__).parent / "fonts"

# Pixels of a PNG for each unit of the drawing: enough for print at the width of a column.
ZOOM = 2


def png_available() -> bool:
    """Whether a PNG can be made: that needs the extra ``viz``."""
    return find_spec("resvg_py") is not None


@dataclass(frozen=True)
class Figure:
    """A picture.

    Attributes
    ----------
    name
        Short name, fit for a file.
    title
        What is shown, with the moment that it is shown at.
    text
        What somebody who cannot see the picture must be told; also what it cannot show.
    svg
        The picture itself, with its own styles, readable without any other file.
    """

    name: str
    title: str
    text: str
    svg: str

    def _repr_svg_(self) -> str:
        """Show the picture in a notebook."""
        return self.svg

    def png(self) -> bytes:
        """Return the picture as PNG, on white.

        Raises
        ------
        ParameterError
            When the extra ``viz`` is not installed.
        """
        try:
            from resvg_py import svg_to_bytes  # noqa: PLC0415 - an extra, wanted only for this
        except ImportError:
            raise ParameterError(
                "a PNG needs the package resvg-py: install cartelgraph with the extra `viz`, or save as .svg"
            ) from None
        fonts = [str(path) for path in sorted(FONTS.glob("*.ttf"))]
        return bytes(
            svg_to_bytes(
                svg_string=self.svg, background="#ffffff", zoom=ZOOM, skip_system_fonts=True, font_files=fonts
            )
        )

    def save(self, path: str | Path) -> Path:
        """Write the picture to a file, as SVG or PNG by the file's suffix, and return the path.

        Raises
        ------
        ParameterError
            When the suffix is another one, or PNG is asked for without the extra ``viz``.
        OSError
            When the file cannot be written.
        """
        path = Path(path)
        match path.suffix.lower():
            case ".svg":
                path.write_text(self.svg, encoding="utf-8")
            case ".png":
                path.write_bytes(self.png())
            case other:
                raise ParameterError(
                    f"{path}: a figure is saved as .svg or .png, not as {other or 'nothing'}"
                )
        return path
