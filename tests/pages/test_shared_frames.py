"""What a page holds more than once is written once."""

from __future__ import annotations

from knowledge_base.pages.shared_frames import share_frames

POINTER = '<path class="kbs-pointer" d="M0 0v14.5l3.6-3.3l2.4 5.3l2.7-1.2l-2.4-5.2h4.9z"/>'
BARS = '<path class="kbs-ghost" d="M1 1h9"/><path class="kbs-ghost" d="M1 5h9"/>'
WORDS = '<button type="button" hidden>Check</button><p role="alert" hidden>Failed</p>'


def drawn(*parts: str) -> str:
    return f"<svg>{''.join(parts)}</svg>"


def test_a_long_part_is_used_again_where_it_is_moved_to() -> None:
    moved = [drawn(f'<g transform="translate({x} 8)">{POINTER}</g>') for x in (3, 4)]
    named = POINTER.replace("<path", '<path id="kbs-0"')
    assert share_frames("".join(moved)) == (
        drawn(f'<g transform="translate(3 8)">{named}</g>')
        + drawn('<use href="#kbs-0" x="4" y="8"/>')
    )


def test_bars_beside_each_other_are_one_stroke() -> None:
    assert share_frames(drawn(BARS)) == drawn('<path class="kbs-ghost" d="M1 1h9M1 5h9"/>')


def test_the_target_of_a_drawing_is_left_as_it_is() -> None:
    target = drawn(f'<g class="kbs-target">{BARS}{POINTER}</g>')
    assert share_frames(target * 3) == target * 3


def test_the_words_of_checkers_stand_in_the_first_one() -> None:
    page = "".join(f'<kb-checker rule="{rule}">{WORDS}</kb-checker>' for rule in "abc")
    assert share_frames(page) == (
        f'<kb-checker rule="a">{WORDS}</kb-checker>'
        '<kb-checker rule="b"></kb-checker><kb-checker rule="c"></kb-checker>'
    )
