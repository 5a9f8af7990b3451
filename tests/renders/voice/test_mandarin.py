"""Mandarin takes have the tones of their words, and characters with several readings have that of their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest

from common.voice import find_take, sentences_of, speech, take_file
from common.voice.lexicon import lexicon_of
from common.voice.pinyin import ipa_of
from common.voice.takes import film_voice
from renders.request.scenes import SceneRef
from renders.voice.recording import RATE, heard
from scenes.film import FILM

VOICE = film_voice("zh")
SENTENCES = list(
    dict.fromkeys(
        sentence
        for scene in map(SceneRef.parse, FILM)
        for beat in scene.load().said("zh").beats.values()
        for sentence in sentences_of(beat.said, "zh")
    )
)

Samples = npt.NDArray[np.float32]
Values = npt.NDArray[np.float64]


# Tones

SLOWER = 4
"""Samples of a take that are taken together: pitch needs no more than 12 kHz."""
WINDOW, HOP = 480, 120
LOWEST, HIGHEST = 110, 420
"""The speaker's voice, in Hz."""
HEARD = (0.4, 1.05)
"""The part of a syllable that bears its tone: before, it comes from that of the syllable before."""


@dataclass(frozen=True)
class Syllable:
    """A syllable's tone, and its pitch in semitones above the sentence's median: one number each 10 ms."""

    tone: str
    pitch: Values

    @property
    def agrees(self) -> bool:
        """Whether the first tone is high and level, the second rises, and the fourth falls."""
        x = np.linspace(-0.5, 0.5, self.pitch.size)
        slope = np.polyfit(x, self.pitch, 1)[0] / (HEARD[1] - HEARD[0])
        return bool(
            {"1": self.pitch.mean() > 0 and abs(slope) < 4, "2": slope > 0.5, "4": slope < -1.5}[self.tone]
        )


def pitch_of(samples: Samples) -> Values:
    """Pitch every 10 ms, in semitones, by autocorrelation; not a number where nothing is voiced."""
    slow = samples[: samples.size // SLOWER * SLOWER].reshape(-1, SLOWER).mean(axis=1)
    rate, window = RATE // SLOWER, np.hanning(WINDOW)
    frames = np.lib.stride_tricks.sliding_window_view(slow, WINDOW)[::HOP] * window

    def correlated(of: Values) -> Values:
        size = 2 * WINDOW
        return np.fft.irfft(np.abs(np.fft.rfft(of, size)) ** 2)[..., : rate // LOWEST + 2]

    power = correlated(frames)
    own = correlated(window)
    likeness = power / np.maximum(power[:, :1], 1e-9) / (own / own[0])
    first = rate // HIGHEST
    lags = np.arange(first, rate // LOWEST)
    best = first + (likeness[:, lags] - 0.001 * lags).argmax(axis=1)  # of two octaves, the upper
    before, at, after = (likeness[np.arange(len(best)), best + step] for step in (-1, 0, 1))
    curved = before - 2 * at + after
    exact = best + 0.5 * (before - after) / np.where(curved == 0, 1, curved)
    voiced = (at > 0.5) & (power[:, 0] > 1e-3 * power[:, 0].max())
    return np.where(voiced, 12 * np.log2(rate / np.where(voiced, exact, 1)), np.nan)


def syllables_of(sentence: str) -> Iterator[Syllable]:
    """The syllables of the first, second and fourth tone in what the lexicon has; words are parted evenly."""
    spoken = speech.speech_of(sentence, "zh")
    take = find_take(spoken, "zh", VOICE)
    assert take
    pitch = pitch_of(heard(take_file(take.key, "zh", VOICE)))
    pitch -= np.nanmedian(pitch)
    times = (np.arange(pitch.size) * HOP + WINDOW / 2) * SLOWER / RATE
    for word, start, end in zip(spoken.words, take.starts, take.ends, strict=True):
        (pinyin,) = lexicon_of("zh").get(sentence[word.start : word.end], ("",))
        if spoken.phonemes[word.first : word.last] != ipa_of(pinyin) or not pinyin.islower():
            continue
        shares = np.cumsum([0.0, *(0.7 if each.endswith("5") else 1.0 for each in pinyin.split())])
        edges = start + (end - start) * shares / shares[-1]
        for each, begin, length in zip(pinyin.split(), edges, np.diff(edges), strict=False):
            first, last = (begin + share * length for share in HEARD)
            part = pitch[(times >= first) & (times <= last) & ~np.isnan(pitch)]
            part = part[np.abs(part - np.median(part)) < 9] if part.size else part
            if each[-1] in "124" and part.size >= 5:
                yield Syllable(each[-1], part)


@pytest.fixture(scope="module")
def syllables() -> dict[str, list[Syllable]]:
    return {sentence: list(syllables_of(sentence)) for sentence in SENTENCES}


def share(found: list[Syllable]) -> float:
    return float(np.mean([each.agrees for each in found]))


def test_pitch_is_found() -> None:
    for hertz in (130, 220, 400):
        times = np.arange(RATE) / RATE
        buzz = sum(np.sin(2 * np.pi * hertz * k * times) / k for k in range(1, 8))
        assert np.median(pitch_of(0.1 * np.float32(buzz))) == pytest.approx(12 * np.log2(hertz), abs=0.1)
    assert np.isnan(pitch_of(np.float32(np.random.default_rng(0).normal(size=RATE)))).mean() > 0.9


def test_takes_have_the_tones_of_their_words(syllables: dict[str, list[Syllable]]) -> None:
    """Of 1,621 syllables, 83 % agree: 91 % of the fourth tone, 73 % of the second, 79 % of the first."""
    found = [each for of_one in syllables.values() for each in of_one]
    assert len(found) > 1500
    assert share(found) > 0.79
    for tone, least in {"1": 0.72, "2": 0.68, "4": 0.88}.items():
        assert share([each for each in found if each.tone == tone]) > least
    assert min(share(of_one) for of_one in syllables.values() if len(of_one) >= 5) >= 0.4


@pytest.mark.parametrize("others", ["241", "412", "421", "214", "142"])
def test_tones_that_are_swapped_would_be_noticed(syllables: dict[str, list[Syllable]], others: str) -> None:
    swapped = str.maketrans("124", others)
    found = [
        Syllable(each.tone.translate(swapped), each.pitch) for of_one in syllables.values() for each in of_one
    ]
    assert share(found) < 0.7
    assert min(share([each for each in found if each.tone == tone]) for tone in "124") < 0.45


def test_what_is_spoken_backwards_would_be_noticed(syllables: dict[str, list[Syllable]]) -> None:
    found = [Syllable(each.tone, each.pitch[::-1]) for of_one in syllables.values() for each in of_one]
    assert share([each for each in found if each.tone != "1"]) < 0.2


# Polyphones

ANYWHERE = ""
CHANGING = ("一", "不")  # have the tone that the next word asks for: see the tests of speech
POLYPHONES: Mapping[str, Mapping[str, str]] = {
    "得": {
        "de5": "守得 拉得 接得 减得 大得 抵得 拟合得 推得 错得 高得 花得 放得 走得 多得",
        "de2": "得到",
        "dei3": "得会",
    },
    "为": {"wei4": "为什么 因为", "wei2": ANYWHERE},
    "了": {"liao3": "到不了 没了", "le5": ANYWHERE},
    "数": {"shu3": "数不为零 只数", "shu4": "众数 多数 数据 范数 算数 对数 指数 个数"},
    "长": {"chang2": "步长 伸长"},
    "调": {"diao4": "步调", "tiao2": "调大 调到 么调 调过"},
    "转": {"zhuan4": "转动"},
    "弹": {"tan2": "弹性"},
    "降": {"jiang4": "降到"},
    "似": {"si4": "似然"},
    "尽": {"jin4": "尽头"},
    "结": {"jie2": "结果"},
    "差": {"cha1": "误差 差别"},
    "曲": {"qu1": "曲线 曲率"},
    "度": {"du4": "强度 高度 坡度 角度"},
    "率": {"lü4": "斜率 曲率 概率"},
    "重": {"chong2": "重新", "zhong4": "权重 重要"},
    "分": {"fen1": "次微分 怎么分 想分 平分"},
    "少": {"shao3": "多少 的少 不少"},
    "正": {"zheng4": "是正 正上 为正 正中 正交 正好 正是"},
    "间": {"jian1": "中间 之间 区间"},
    "中": {"zhong1": "中心 中间"},
    "种": {"zhong3": "两种 一种"},
    "要": {"yao4": ANYWHERE},
    "好": {"hao3": "恰好 正好 一样好 更好 越好 只好 最好"},
    "乘": {"cheng2": ANYWHERE},
    "落": {"la4": "不落地", "luo4": ANYWHERE},
    "处": {"chu4": ANYWHERE},
    "只": {"zhi1": "同一只", "zhi3": ANYWHERE},
    "更": {"geng4": ANYWHERE},
    "和": {"he2": ANYWHERE},
    "还": {"hai2": ANYWHERE},
    "都": {"dou1": ANYWHERE},
    "着": {"zhe5": ANYWHERE},
    "的": {"de5": ANYWHERE},
    "没": {"mei2": ANYWHERE},
    "大": {"da4": ANYWHERE},
    "比": {"bi3": ANYWHERE},
    "角": {"jiao3": ANYWHERE},
    "那": {"na4": ANYWHERE},
    "里": {"li3": ANYWHERE},
    "过": {"guo4": ANYWHERE},
}
"""The film's characters with several readings: what each is, and within what."""


def reading(sentence: str, place: int) -> str | None:
    """How the character there is read in its context; nothing if the list does not say."""
    for pinyin, contexts in POLYPHONES[sentence[place]].items():
        for context in contexts.split() or [sentence[place]]:
            around = sentence[max(0, place - len(context) + 1) : place + len(context)]
            if context in around:
                return pinyin
    return None


def misread(sentence: str) -> Iterator[str]:
    """The words of a sentence in which a character is not read as its context asks."""
    spoken = speech.speech_of.__wrapped__(sentence, "zh")
    for word in spoken.words:
        characters = sentence[word.start : word.end]
        if characters in CHANGING:
            continue
        (pinyin,) = speech.lexicon_of("zh").get(characters, ("",))
        read = pinyin.split()
        if len(read) == len(characters):
            due = [
                reading(sentence, word.start + number) if character in POLYPHONES else read[number]
                for number, character in enumerate(characters)
            ]
            if None in due or spoken.phonemes[word.first : word.last] != ipa_of(" ".join(map(str, due))):
                yield characters


def test_characters_with_several_readings_are_read_as_their_context_asks() -> None:
    assert [word for sentence in SENTENCES for word in misread(sentence)] == []
    said = "".join(SENTENCES)
    assert [character for character in POLYPHONES if character not in said] == []


@pytest.mark.parametrize(
    ("word", "wrong"),
    [("步长", "bu4 zhang3"), ("因为", "yin1 wei2"), ("弹性网", "dan4 xing4 wang3"), ("推得", "tui1 de2")],
)
def test_a_wrong_reading_would_be_noticed(monkeypatch: pytest.MonkeyPatch, word: str, wrong: str) -> None:
    wrongly = {**lexicon_of("zh"), word: (wrong,)}
    monkeypatch.setattr(speech, "lexicon_of", lambda _: wrongly)
    found = {each for sentence in SENTENCES for each in misread(sentence)}
    assert found == {word}
