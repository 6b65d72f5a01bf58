"""A brief as Markdown with footnotes, and as one HTML page that needs nothing else.

Words of dispatches are never taken for markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from selon.linking.brief_parts import Brief, Line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])")
_STYLE = """
body { font: 1rem/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a }
body { background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; border-top: 1px solid #ccc; padding-top: 1rem }
sup a { text-decoration: none } ul ul { color: #333 } ol.notes { font-size: .9rem } p.head { margin: .2rem 0 }
""".strip()


def markdown(brief: Brief) -> str:
    """The brief as CommonMark with footnotes (`[^1]`)."""
    lines = [f"# {escaped(brief.title)}", ""]
    for said in brief.head:
        lines += [escaped(said), ""]
    for section in brief.sections:
        lines += [f"## {escaped(section.title)}", ""]
        for line in section.lines:
            lines += _item(line, 0)
        lines.append("")
    lines += [f"## {escaped(brief.heading)}", ""]
    for note in brief.notes:
        lines += [f"[^{note.n}]: {escaped(_quoted(brief, note.quote))} — {escaped(note.source)}.", ""]
    return "\n".join(lines).rstrip() + "\n"


def page(brief: Brief) -> str:
    """The brief as an HTML page."""
    title = html.escape(brief.title)
    parts = [
        f'<!doctype html>\n<html lang="{html.escape(brief.lang)}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>",
        *(f'<p class="head">{html.escape(said)}</p>' for said in brief.head),
    ]
    for section in brief.sections:
        parts.append(f"<h2>{html.escape(section.title)}</h2>\n<ul>")
        parts += [_element(line) for line in section.lines]
        parts.append("</ul>")
    parts.append(f'<h2>{html.escape(brief.heading)}</h2>\n<ol class="notes">')
    for note in brief.notes:
        said = html.escape(_quoted(brief, note.quote))
        parts.append(f'<li id="n{note.n}" value="{note.n}">{said} — {html.escape(note.source)}.</li>')
    parts.append("</ol>\n</body>\n</html>")
    return "\n".join(parts) + "\n"


def escaped(words: str) -> str:
    """Words that Markdown shows as they are."""
    return _STARTS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(words.split())))


def _item(line: Line, depth: int) -> Iterator[str]:
    refs = "".join(f"[^{n}]" for n in line.notes)
    yield f"{'  ' * depth}- {escaped(line.text)}{refs}"
    for below in line.below:
        yield from _item(below, depth + 1)


def _element(line: Line) -> str:
    refs = "".join(f'<sup><a href="#n{n}">[{n}]</a></sup>' for n in line.notes)
    below = "".join(_element(x) for x in line.below)
    return f"<li>{html.escape(line.text)}{refs}{f'<ul>{below}</ul>' if below else ''}</li>"


def _quoted(brief: Brief, words: str) -> str:
    from selon.linking.brief_words import BriefWords

    return BriefWords.of(brief.lang).quoted(words)
