from __future__ import annotations

from pathlib import Path

from training import named


def words(*lines: str) -> list[named.Word]:
    return [named._word(line, " ") for line in lines]


def test_words_become_a_text_and_its_names() -> None:
    line = words(
        "Ada I-PER", "Brinn I-PER", "left O", "Velm I-LOC", ", O", "she O", "said O", ". O"
    )
    article = named._article("one", [line])
    assert article.text == "Ada Brinn left Velm, she said. "
    assert [article.text[a:b] for a, b in article.named.person or ()] == ["Ada Brinn"]
    assert [article.text[a:b] for a, b in article.named.place or ()] == ["Velm"]
    assert article.named.organisation == ()


def test_two_names_side_by_side_stay_two() -> None:
    line = words("Velm B-location", "Ostrel B-location", "Bay I-location")
    article = named._article("one", [line])
    assert [article.text[a:b] for a, b in article.named.place or ()] == ["Velm", "Ostrel Bay"]


def test_texts_break_where_the_file_says(tmp_path: Path) -> None:
    path = tmp_path / "gold.txt"
    path.write_text("Ada I-PER\nleft O\n\n-DOCSTART- O\n\nBrell I-PER\n", encoding="utf-8")
    found = list(named._texts("gold", list(named._lines(path, " ")), "-DOCSTART-"))
    assert [one.text for one in found] == ["Ada left ", "Brell "]
