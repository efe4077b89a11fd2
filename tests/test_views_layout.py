"""The layered layout and the wrapping of labels, without a browser."""

import itertools

import pytest

from graph.views.layout import CARD_HEIGHT, PITCH, apart, lay_out, pieces, wrap

CHAIN = [(0, 0), (1, 0), (2, 7), (3, 7), (4, 8), (5, 8)]


def test_each_lane_is_one_column_and_lanes_run_left_to_right() -> None:
    layout = lay_out(CHAIN, [(0, 3), (1, 2), (2, 5), (3, 4)], wide=False)
    columns = {lane: {layout.placed[node].x for node in nodes} for lane, nodes in layout.lanes.items()}
    assert [len(xs) for xs in columns.values()] == [1, 1, 1]
    assert [min(xs) for xs in columns.values()] == sorted(min(xs) for xs in columns.values())


def test_crossings_that_can_be_avoided_are_avoided() -> None:
    layout = lay_out(CHAIN, [(0, 3), (1, 2), (2, 5), (3, 4)], wide=False)
    y = {node: place.y for node, place in layout.placed.items()}
    assert (y[0] < y[1]) == (y[3] < y[2]) and (y[3] < y[2]) == (y[4] < y[5])


def test_cards_of_one_lane_never_overlap_even_where_all_want_one_place() -> None:
    nodes = [(0, 0)] + [(number, 7) for number in range(1, 9)] + [(number, 8) for number in range(9, 60)]
    links = [(0, number) for number in range(1, 9)] + [(1, number) for number in range(9, 60)]
    for wide in (False, True):
        layout = lay_out(nodes, links, wide=wide)
        for members in layout.lanes.values():
            ys = sorted((layout.placed[node].y, layout.placed[node].scale) for node in members)
            assert all(
                later[0] - earlier[0] >= PITCH * earlier[1] - 0.2 for earlier, later in itertools.pairwise(ys)
            )
            assert PITCH > CARD_HEIGHT


def test_a_lane_with_few_nodes_is_drawn_larger_in_the_whole_picture() -> None:
    nodes = [(0, 0), (1, 0)] + [(number, 8) for number in range(2, 202)]
    layout = lay_out(nodes, [], wide=True)
    assert layout.placed[0].scale > 3 and layout.placed[2].scale == 1


def test_a_line_that_crosses_a_lane_has_a_place_there_clear_of_the_cards() -> None:
    nodes = [(0, 0), (1, 4), (2, 4), (3, 7), (4, 7)]
    layout = lay_out(nodes, [(0, 1), (0, 2), (0, 3), (0, 4)], wide=False)
    assert set(layout.bends) == {(0, 4)}
    height = layout.bends[0, 4]
    assert all(abs(layout.placed[card].y - height) > CARD_HEIGHT / 2 for card in (1, 2))


def test_no_nodes_give_an_empty_layout() -> None:
    layout = lay_out([], [], wide=True)
    assert not layout.placed and not layout.lanes


def test_heights_keep_their_order_and_stay_near_what_is_wanted() -> None:
    assert apart([10, 0], [4, 4]) == [3.0, 7.0]
    assert apart([0, 50, 50], [10, 10, 10]) == [0.0, 45.0, 55.0]
    assert apart([5, 5], [10, 2]) == [2.0, 8.0]


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("学校体育", "学校体育"),
        ("到20/25年各校普遍建立", "到20/25年各校\n普遍建立"),
        ("全面加强与改进，持续推进", "全面加强与改\n进，持续推进"),
        ("提高到99.5%以上的比例", "提高到99.5%以\n上的比例"),
        ("一二三四五六七八九十一二三四五", "一二三四五六七\n八九十一二三…"),
        ("\n  行 首\t空白 ", "行 首 空白"),
        ("", "…"),
    ],
)
def test_labels_break_where_chinese_may_break(text: str, wrapped: str) -> None:
    assert wrap(text, width=7) == wrapped


def test_no_line_begins_with_closing_punctuation() -> None:
    assert pieces("甲，乙《丙》") == ["甲，", "乙", "《丙》"]
