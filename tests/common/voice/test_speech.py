"""Every word of the film has a sound, numbers are read aloud by rule, and a word without a sound is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from common.voice import UnknownWordError, sentences_of, speech_of
from common.voice.alphabet import ALPHABET
from common.voice.lexicon import FOLDER, lexicon_of
from common.voice.pinyin import ipa_of
from common.voice.spelling import chinese_number, english_number
from common.words import LANGUAGES, all_words
from common.words.score import Score

NUMBERS = ["0", "1", "2", "10", "442", "0.335", "−0.3", "< 0.001", "> −0.01", "1230000"]


def said_in(language: str) -> Iterator[str]:
    """All that the files of words say, also for custom numbers, with numbers of every kind in it."""
    for scene in all_words(language).values():
        custom = (case.fields.get("said", "") for cases in scene.custom.values() for case in cases.values())
        for said in (*(beat.said for beat in scene.beats.values()), *custom):
            for number in NUMBERS:
                yield re.sub(r"\{[^}]*\}", number, Score.read(said).text)


def heard(sentence: str, language: str) -> list[tuple[str, str]]:
    """Each word of a sentence, and its phonemes."""
    speech = speech_of(sentence, language)
    return [(sentence[each.start : each.end], speech.phonemes[each.first : each.last]) for each in speech.words]


def pinyin_heard(sentence: str) -> list[str]:
    """What each word of a Chinese sentence would be in pinyin, if the lexicon has such a word."""
    sounds = {ipa_of(pinyin): pinyin for (pinyin,) in lexicon_of("zh").values()}
    return [sounds.get(sound, sound) for _, sound in heard(sentence, "zh")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_film_has_a_sound(language: str) -> None:
    sentences = {sentence for said in said_in(language) for sentence in sentences_of(said, language)}
    assert len(sentences) > 100
    for sentence in sentences:
        speech = speech_of(sentence, language)
        assert set(speech.phonemes) <= set(ALPHABET), sentence
        assert len(speech.phonemes) <= 510, sentence


@pytest.mark.parametrize(
    ("sentence", "language", "word"),
    [
        ("The loss is heteroscedastic.", "en", "heteroscedastic"),
        ("The loss is 3 %.", "en", "%."),
        ("损失是魑魅。", "zh", "魑"),
        ("L7 也一样。", "zh", "L7"),
    ],
)
def test_a_word_without_a_sound_is_named_with_the_file_to_add_it_to(
    sentence: str, language: str, word: str
) -> None:
    with pytest.raises(UnknownWordError) as error:
        speech_of(sentence, language)
    assert repr(word) in str(error.value)
    assert f"common/voice/lexicon/{language}.tsv" in str(error.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_sentence_follow_one_another_in_letters_and_in_phonemes(language: str) -> None:
    for said in said_in(language):
        for sentence in sentences_of(said, language):
            speech = speech_of(sentence, language)
            for spans in ([(w.start, w.end) for w in speech.words], [(w.first, w.last) for w in speech.words]):
                places = [place for span in spans for place in span]
                assert places == sorted(places)
                assert all(first < last for first, last in spans)
            silent = "".join(
                sentence[before:after]
                for before, after in zip(
                    [0, *(w.end for w in speech.words)],
                    [*(w.start for w in speech.words), len(sentence)],
                    strict=True,
                )
            )
            assert re.fullmatch(r"[\s.,;:?!—…，、。；：？！]*", silent), sentence


def test_words_change_before_vowels_and_before_pauses() -> None:
    sounds = [sound for _, sound in heard("The loss to the axis, the L1 to zero.", "en")]
    assert sounds == ["ðə", "lˈɔs", "tə", "ði", "ˈæksɪs", "ði", "ˈɛl wˈʌn", "tə", "zˈɪɹO"]
    assert heard("There it is in.", "en")[0][1] == "ðɛɹ"
    assert heard("It is there.", "en")[-1][1] == "ðˈɛɹ"


def test_a_number_is_one_word_of_the_sentence() -> None:
    assert heard("At −0.3, it is < 0.01.", "en")[1::3] == [
        ("−0.3", "mˈInəs zˈɪɹO pˈYnt θɹˈi"),
        ("< 0.01", "lˈɛs ðən zˈɪɹO pˈYnt zˈɪɹO wˈʌn"),
    ]
    assert heard("到 0.052。", "zh")[1] == ("0.052", ipa_of("ling2 dian3 ling2 wu3 er4"))


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("斜率为零，为正。", "xie2lü4 wei2ling2 wei2zheng4"),
        ("为什么？", "wei4shen2me5"),
        ("步长减得越多。", "bu4chang2 jian3de5 yue4duo1"),
        ("步子得会停。", "bu4zi5dei3 hui4 ting2"),
        ("似然", "si4ran2"),
        ("L0 数不为零的权重", "Lling2 shu3bu4wei2ling2 de5 quan2zhong4"),
        ("转动它，看一看。", "zhuan4dong4 ta1 kan4yi5kan4"),
        ("上面，里面，东西", "shang4mian5 li3mian5 dong1xi5"),
        ("步调一致", "bu4diao4yi2zhi4"),
        ("3 行数据，不行。", "san1 hang2 shu4ju4 bu4xing2"),
        ("L1 下的总和", "Lyi1 xia4 de5 zong3he2"),
        ("λ 再大", "lan2mu3da2 zai4da4"),
    ],
)
def test_characters_with_two_readings_take_that_of_their_place(sentence: str, words: str) -> None:
    assert [each.replace(" ", "") for each in pinyin_heard(sentence)] == words.split()


@pytest.mark.parametrize(
    ("sentence", "word", "sound"),
    [
        ("λ 一调大", 1, "yi4"),
        ("一碰到就停", 0, "yi2"),
        ("都是一。", 1, "yi1"),
        ("一，两样都在", 0, "yi1"),
        ("不在零", 0, "bu2 zai4"),
        ("不消失", 0, "bu4"),
        ("不会停", 0, "bu2"),
        ("1 个", 0, "yi2"),
        ("等于 1 个不动的点", 1, "yi2"),
        ("等于 1。", 1, "yi1"),
        ("2 个", 0, "liang3"),
        ("2 次多项式", 0, "er4"),
    ],
)
def test_one_not_and_two_sound_as_what_follows_asks(sentence: str, word: int, sound: str) -> None:
    assert heard(sentence, "zh")[word][1] == ipa_of(sound)


def test_what_stands_in_a_lexicon_can_be_spoken() -> None:
    for word, forms in lexicon_of("en").items():
        assert set("".join(forms)) <= set(ALPHABET), word
        assert word == word.lower()
    for word, (pinyin,) in lexicon_of("zh").items():
        assert set(ipa_of(pinyin)) <= set(ALPHABET), word
        if not re.search(r"[A-Za-zλ]", word):
            assert len(pinyin.split()) == len(word), word


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lexicon_is_in_order_and_has_each_word_once(language: str) -> None:
    words = [row.split("\t")[0] for row in (FOLDER / f"{language}.tsv").read_text("utf-8").splitlines()]
    assert words == sorted(set(words))


@pytest.mark.parametrize("pinyin", ["wei", "wei6", "qwei2", "xx3", "fang0"])
def test_what_is_no_syllable_is_refused(pinyin: str) -> None:
    with pytest.raises(ValueError, match=pinyin):
        ipa_of(pinyin)


def test_every_whole_number_reads_back() -> None:
    digits = {name: value for value, name in enumerate("零一二三四五六七八九")}
    for number in [*range(2000), 10_010, 20_500, 100_001, 1_230_000, 100_000_002]:
        total = section = digit = 0
        for character in chinese_number(str(number)):
            if character in digits:
                digit = digits[character]
            elif character in "十百千":
                section += (digit or 1) * 10 ** ("十百千".index(character) + 1)
                digit = 0
            else:
                total = (total + section + digit) * {"万": 10_000, "亿": 100_000_000}[character]
                section = digit = 0
        assert total + section + digit == number
    assert len({english_number(str(number)) for number in range(2000)}) == 2000


def test_sentences_end_at_full_stops_and_never_inside_a_number() -> None:
    assert sentences_of("From 2.2, it jumps. Why? It stays at 0.5.", "en") == [
        "From 2.2, it jumps.",
        "Why?",
        "It stays at 0.5.",
    ]
    assert sentences_of("到 0.335。为什么？走近看。", "zh") == ["到 0.335。", "为什么？", "走近看。"]
