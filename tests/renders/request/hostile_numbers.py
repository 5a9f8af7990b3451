"""Number files and settings that people bring, and that are brought to break the reader."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

from hostile import Brought, Content

__all__ = ["NUMBERS", "NUMBER_BOMBS"]

KINK = b"centre = 0.7\n"


def file(content: Content, says: str = "", *, accepted: bool | None = False, **due: object) -> Brought:
    """A file of numbers for Kink."""
    return Brought("--numbers", "mine.toml", content, ("Kink",), accepted, says)._replace(**due)


def taken(content: Content, **due: object) -> Brought:
    """A file that says no more than that the centre is 0.7."""
    return file(content, accepted=True, **{"like": "plain"} | due)


def perhaps(content: Content, says: str = "", **due: object) -> Brought:
    """A file that may be refused; if it is accepted, it says that the centre is 0.7."""
    return file(content, says, accepted=None, like="plain", **due)


def value(text: str, says: str = "centre", **due: object) -> Brought:
    return file(f"centre = {text}\n".encode(), says, **due)


def entry(name: str, text: str, scene: str, accepted: bool | None = False) -> Brought:
    """One number of another scene; a matrix may be called H, as in the formulas."""
    says = name.replace("hessian", "hessian|H ")
    return file(f"{name} = {text}\n".encode(), says, accepted=accepted, typed=(scene,))


FILES = {
    "plain": file(KINK, accepted=True),
    "comment and space": taken(b"# mine\n\n  centre   =   0.7   # here\n"),
    "crlf": taken(b"centre = 0.7\r\n"),
    "old Mac's line ends": perhaps(b"# mine\rcentre = 0.7\r"),
    "byte-order mark": taken(b"\xef\xbb\xbf" + KINK),
    "UTF-16": perhaps("centre = 0.7\n".encode("utf-16"), "(?i)utf-?(16|8)"),
    "UTF-16, no mark": perhaps("centre = 0.7\n".encode("utf-16-le")),
    "no line end": taken(b"centre = 0.7"),
    "plus": taken(b"centre = +0.7\n"),
    "scientific": taken(b"centre = 7E-1\n"),
    "quoted key": taken(b'"centre" = 0.7\n'),
    "escaped key": taken(b'"c\\u0065ntre" = 0.7\n'),
    "comment in Windows-1252": file("# Größe\ncentre = 0.7\n".encode("cp1252"), "(?i)utf-?8"),
    "comment in GBK": file("# 中心\ncentre = 0.7\n".encode("gbk"), "(?i)utf-?8"),
    "empty": file(b"", accepted=None),
    "comment alone": file(b"# nothing\n", accepted=None),
    "NUL": file(b"centre = 0.7\0\n"),
    "NULs": file(bytes(3000)),
    "NUL in a comment": file(b"# \0\ncentre = 0.7\n"),
    "ESC in a comment": file(b"# \x1b[2J\ncentre = 0.7\n"),
    "string": value('"0.7"'),
    "literal string": value("'0.7'"),
    "long string": value('"""\n' + "x\n" * 5000 + '"""'),
    "red string": value('"\\u001b[31m0.7"'),
    "string from right to left": value('"\\u202e0.7"'),
    "string of line feeds": value('"0.7\\nrenders: all is well"'),
    "string of markup": value('"[bold]0.7[/nothing]"'),
    "true": value("true"),
    "date": value("2021-03-04"),
    "time": value("07:30:00"),
    "date and time": value("1979-05-27T07:32:00Z"),
    "array of one": value("[0.7]"),
    "array": value("[0.7, 0.8]"),
    "empty array": value("[]"),
    "inline table": value("{ value = 0.7 }"),
    "dotted": file(b"centre.x = 0.7\n", "centre"),
    "table": file(b"[centre]\nx = 0.7\n", "centre"),
    "array of tables": file(b"[[centre]]\nx = 0.7\n", "centre"),
    "nan": value("nan"),
    "minus nan": value("-nan"),
    "inf": value("inf"),
    "minus inf": value("-inf"),
    "1e400": value("1e400"),
    "minus 1e400": value("-1e400"),
    "1e308": value("1e308"),
    "1e-400": value("1e-400", accepted=None),
    "1e-300": value("1e-300", accepted=None),
    "minus zero": value("-0.0", accepted=None),
    "zero": value("0", accepted=None),
    "400 digits": value("1" + "0" * 400),
    "5000 digits": value("9" * 5000, "^(?!.*sys\\.)(?i:.*(centre|digits|line 1))"),
    "100000 digits behind the point": perhaps(b"centre = 0.7" + b"0" * 100_000 + b"\n"),
    "hexadecimal": value("0x7", accepted=None),
    "hexadecimal of 300 digits": value("0x" + "f" * 300),
    "octal": value("0o7", accepted=None),
    "underscores": value("0.7_0", accepted=None, like="plain"),
    "zeros in front": value("00.7", "line 1"),
    "no 0 in front": value(".7", "(?i)line 1|0\\.7|centre"),
    "no digit behind": value("1.", "(?i)line 1|centre"),
    "comma": value("0,7", "(?i)line 1|point|centre"),
    "typographic minus": value("\u22120.7", "(?i)line 1|minus|centre"),
    "full-width digits": value("０.７", "(?i)line 1|centre"),
    "full-width equals sign": file("centre ＝ 0.7\n".encode(), "(?i)line 1|centre"),
    "typographic quotes": value("“0.7”", "(?i)line 1|centre"),
    "no-break space": file("centre\u00a0=\u00a00.7\n".encode(), "(?i)line 1|centre"),
    "fraction": value("7/10", "(?i)line 1|centre"),
    "percent": value("70%", "(?i)line 1|centre"),
    "C's float": value("0.7f", "(?i)line 1|centre"),
    "Fortran's double": value("7d-1", "(?i)line 1|centre"),
    "sum": value("0.5 + 0.2", "(?i)line 1|centre"),
    "None": value("None", "(?i)line 1|centre"),
    "no value": value("", "(?i)line 1|centre"),
    "no equals sign": file(b"centre 0.7\n", "line 1"),
    "colon": file(b"centre: 0.7\n", "line 1"),
    "two equals signs": file(b"centre == 0.7\n", "line 1"),
    "arrow": file(b"centre <- 0.7\n", "line 1"),
    "semicolon behind": file(b"centre = 0.7;\n", "line 1"),
    "two in a line": file(b"centre = 0.7 more = 0.8\n", "line 1"),
    "array not closed": file(b"centre = [0.7\n"),
    "string not closed": file(b'centre = "0.7\n'),
    "key twice": file(b"centre = 0.7\ncentre = 0.8\n", "centre|line 2"),
    "key twice, once quoted": file(b'centre = 0.7\n"centre" = 0.8\n', "centre|line 2"),
    "no key": file(b"= 0.7\n", "line 1"),
    "empty key": file(b'"" = 0.7\n'),
    "key of a space": file(b'" " = 0.7\n'),
    "key with spaces": file(b'" centre " = 0.7\n'),
    "key in capitals": file(b"Centre = 0.7\n", "centre"),
    "key in American": file(b"center = 0.7\n", "centre"),
    "key in Chinese": file('"中心" = 0.7\n'.encode(), "中心"),
    "key in red": file(b'"\\u001b[31mcentre" = 0.7\n'),
    "key from right to left": file(b'"\\u202eertnec" = 0.7\n'),
    "key of line feeds": file(b'"centre\\nrenders: all is well" = 0.7\n'),
    "key of braces": file(b'"{centre}%s" = 0.7\n'),
    "key of 100000 letters": file(b"a" * 100_000 + b" = 0.7\n"),
    "key of another scene": file(b"doublings = 3\n", "doublings"),
    "key of Python": file(b"__class__ = 1\n", "__class__"),
    "key of pydantic": file(b"model_config = 1\nmodel_fields_set = 2\n", "model_config"),
    "key of a property": file(b"enough = 0.3\n", "enough"),
    "table of Kink": perhaps(b"[Kink]\ncentre = 0.7\n", "Kink"),
    "table of another scene": file(b"[Steps]\nstep = 0.25\n", accepted=True, said="Steps.*none of Kink"),
    "table of nothing": file(b"[tool.black]\ncentre = 0.7\n", "tool"),
    "100 keys that are unknown": file("".join(f"x{n} = {n}\n" for n in range(100)).encode(), "x0"),
    "all wrong at once": file(
        b'curvature = "a"\ncentre = [1]\nweak = true\nmore = nan\nmost = 2021-01-01\nother = 1\n', "curvature"
    ),
    "arrays 100 deep": value("[" * 100 + "]" * 100),
    "arrays 30000 deep": value("[" * 30_000 + "]" * 30_000, ""),
    "arrays 60000 deep, not closed": value("[" * 60_000, ""),
    "tables 30000 deep": file(b"a" + b".a" * 30_000 + b" = 1\n", ""),
    "a table 30000 deep": file(b"[a" + b".a" * 30_000 + b"]\n", ""),
    "10000 tables": file(b"[a]\n" + b"".join(b"[a.b%d]\n" % n for n in range(5000)), ""),
    "60000 letters": value('"' + "x" * 60_000 + '"'),
    "60000 digits": value("0." + "7" * 60_000, "", accepted=None),
    "60000 quotes": value('"' * 60_000, ""),
    "arrays 100000 deep": value("[" * 100_000 + "]" * 100_000, ""),
    "arrays 100000 deep, not closed": value("[" * 100_000, ""),
    "tables 1000 deep": file(b"a" + b".a" * 1000 + b" = 1\n", ""),
    "inline tables 5000 deep": value("{a=" * 5000 + "1" + "}" * 5000, ""),
    "array of 100000": value("[" + "1," * 100_000 + "]", "centre|kB"),
    "JSON": file(b'{"centre": 0.7}\n', "line 1"),
    "YAML": file(b"---\ncentre: 0.7\n", "line 1"),
    "INI": file(b"[numbers]\ncentre: 0.7\n", "line 2"),
    "Python": file(b"import os\ncentre = 0.7\n", "line 1"),
    "CSV": file(b"name,value\ncentre,0.7\n", "line 1"),
    "page": file(b"<!DOCTYPE html><html></html>\n"),
    "conflict of Git's": file(b"<<<<<<< HEAD\ncentre = 0.7\n=======\ncentre = 0.8\n>>>>>>> other\n", "line 1"),
    "picture": file(b"\x89PNG\r\n\x1a\n" + bytes(40)),
    "gz": file(gzip.compress(KINK)),
    "cut off": file(b"centre = 0.7\nmo", "line 2"),
    "half of a letter at the end": file(b"# \xe4\xb8", "(?i)utf-?8"),
    "what the film has": file(
        b"curvature = 0.67\ncentre = 0.5\nweak = 0.2\nmore = 0.5\nmost = 1.0\n", accepted=True
    ),
    "all zero": file(b"curvature = 0\ncentre = 0\nweak = 0\nmore = 0\nmost = 0\n", "curvature"),
    "all negative": file(b"curvature = -1\ncentre = -1\nweak = -1\nmore = -1\nmost = -1\n", "curvature"),
    "all huge": file(
        b"curvature = 1e300\ncentre = 2\nweak = 1e300\nmore = 1e301\nmost = 9\n", "curvature|weak|more|most"
    ),
    "curvature tiny": entry("curvature", "1e-320", "Kink", None),
    "curvature huge": entry("curvature", "1e308", "Kink", None),
}

SHAPES = {
    "vector too short": entry("centre", "[1.9]", "ShrinkingRegion"),
    "vector too long": entry("centre", "[1.9, 1.05, 0.3]", "ShrinkingRegion"),
    "vector as a number": entry("centre", "1.9", "ShrinkingRegion"),
    "vector of strings": entry("centre", '["1.9", "1.05"]', "ShrinkingRegion"),
    "vector of truths": entry("centre", "[true, false]", "ShrinkingRegion"),
    "vector of kinds": entry("centre", '[1.9, "a"]', "ShrinkingRegion"),
    "vector of nan": entry("centre", "[nan, 1.05]", "ShrinkingRegion"),
    "vector of huge whole numbers": entry("centre", f"[{'9' * 400}, 1]", "ShrinkingRegion"),
    "vector of vectors": entry("centre", "[[1.9], [1.05]]", "ShrinkingRegion"),
    "vector of zeros": entry("centre", "[0, 0]", "ShrinkingRegion", None),
    "vector with a comma behind": file(b"centre = [1.9, 1.05,]\n", accepted=True, typed=("ShrinkingRegion",)),
    "matrix, ragged": entry("hessian", "[[1.0, -0.35], [0.8]]", "ShrinkingRegion"),
    "matrix as a vector": entry("hessian", "[1.0, -0.35, -0.35, 0.8]", "ShrinkingRegion"),
    "matrix as a number": entry("hessian", "1.0", "Landscape"),
    "matrix, 3 by 3": entry("hessian", "[[1, 0, 0], [0, 1, 0], [0, 0, 1]]", "Landscape"),
    "matrix, 2 by 2": entry("hessian", "[[1, 0], [0, 1]]", "ThreeWeights"),
    "matrix, not symmetric": entry("hessian", "[[1.0, -0.35], [0.2, 0.8]]", "ShrinkingRegion"),
    "matrix, singular": entry("hessian", "[[1, 1], [1, 1]]", "Landscape"),
    "matrix, indefinite": entry("hessian", "[[1, 0], [0, -1]]", "ShrinkingRegion"),
    "matrix, zero": entry("hessian", "[[0, 0], [0, 0]]", "ShrinkingRegion"),
    "matrix, nearly singular": entry("hessian", "[[1, 0.9999999999999999], [0.9999999999999999, 1]]", "Landscape"),
    "matrix, huge": entry("hessian", "[[1e308, -1e307], [-1e307, 1e308]]", "ShrinkingRegion", None),
    "matrix, tiny": entry("hessian", "[[1e-308, 0], [0, 1e-308]]", "Landscape", None),
    "matrix, nan": entry("hessian", "[[nan, 0], [0, 1]]", "ThreeWeights"),
    "matrix, empty": entry("hessian", "[]", "ShrinkingRegion"),
    "matrix, empty rows": entry("hessian", "[[], []]", "ShrinkingRegion"),
    "half a draw": entry("inputs", "200.5", "Shrinkage"),
    "draws as a fraction": entry("inputs", "200.0", "Shrinkage", None),
    "draws as a string": entry("inputs", '"200"', "Shrinkage"),
    "draws as a truth": entry("inputs", "true", "Shrinkage"),
    "draws without end": entry("inputs", "1000000000000000000", "Shrinkage"),
    "draws, negative": entry("inputs", "-200", "Shrinkage"),
    "seed, negative": entry("seed", "-1", "Shrinkage"),
    "seed of a date": entry("seed", "20240101", "Shrinkage", True),
    "seed of 30 digits": entry("seed", "9" * 30, "Shrinkage", None),
    "seed of 4000 digits": entry("seed", "9" * 4000, "Shrinkage", None),
    "seed of nan": entry("seed", "nan", "Priors"),
    "an odd number of rattles": entry("rattles", "3", "ReachesZero"),
    "halvings without end": entry("halvings", "100000", "ReachesZero"),
    "a million visits": entry("visits", "1000000", "ShrinkingRegion"),
    "a thousand turns": entry("turns", "1000", "ShrinkingRegion"),
    "steps that are tiny": entry("step", "1e-9", "Steps", None),
    "steps that are tiny, proximal": entry("step", "1e-300", "ReachesZero", None),
    "start at 0": entry("start", "0", "Steps"),
    "times without end": entry("times", "1e300", "OneWeight"),
    "doublings without end": entry("doublings", "1e9", "Selection"),
    "paths that end before they begin": file(
        b"weakest = 300\nstrongest = 1\n", "weakest|strongest", typed=("Selection",)
    ),
    "paths that begin at almost 0": entry("weakest", "1e-300", "Selection", None),
    "paths that end far away": entry("strongest", "1e300", "Selection", None),
    "fits at almost 0": entry("wild", "1e-300", "Overfit", None),
    "fits far away": entry("stiff", "1e300", "Overfit", None),
    "a share beyond 1": entry("landing", "1.5", "Recap"),
    "a band without width": entry("narrow", "0", "Priors"),
    "a band as wide as a float": entry("narrow", "5e-324", "Priors", None),
}


def settings(
    *given: str, says: str = "", accepted: bool | None = False, scene: str = "Kink", **due: object
) -> Brought:
    """Custom numbers one by one."""
    typed = (scene, *(part for text in given for part in ("--set", text)))
    return Brought("", "", None, typed, accepted, says)._replace(**{"named": "--set"} | due)


def setting(text: str, says: str = "centre", **due: object) -> Brought:
    return settings(f"centre={text}", says=says, **due)


SETTINGS = {
    "set": settings("centre=0.7", accepted=True, like="plain"),
    "set, spaces": settings(" centre = 0.7 ", accepted=None, like="plain"),
    "set, plus": setting("+0.7", accepted=None, like="plain"),
    "set, no 0 in front": setting(".7", accepted=None, like="plain"),
    "set, 7e-1": setting("7e-1", accepted=True, like="plain"),
    "set, quoted": setting('"0.7"', accepted=None, like="plain"),
    "set, single quotes": setting("'0.7'", accepted=None, like="plain"),
    "set, without =": settings("centre", says="(?i)NAME=|centre="),
    "set, a number alone": settings("0.7", says="(?i)NAME="),
    "set, colon": settings("centre:0.7", says="="),
    "set, no name": settings("=0.7"),
    "set, no value": setting(""),
    "set, a space": setting(" "),
    "set, nothing": settings("", says="(?i)NAME="),
    "set, two equals signs": setting("=0.7"),
    "set, comma": setting("0,7"),
    "set, fraction": setting("7/10"),
    "set, percent": setting("70%"),
    "set, typographic minus": setting("\u22120.7"),
    "set, full-width digits": setting("０.７"),
    "set, Arabic digits": setting("٠.٧"),
    "set, superscript": setting("0.7²"),
    "set, root": setting("√2"),
    "set, infinity": setting("∞"),
    "set, inf": setting("inf"),
    "set, nan": setting("nan"),
    "set, 1e400": setting("1e400"),
    "set, 400 digits": setting("9" * 400),
    "set, 5000 digits": setting("9" * 5000),
    "set, 100000 digits": setting("9" * 100_000),
    "set, minus zero": setting("-0.0", accepted=None),
    "set, hexadecimal": setting("0x1p-1"),
    "set, underscores": setting("0.7_0", accepted=None, like="plain"),
    "set, true": setting("true"),
    "set, None": setting("None"),
    "set, array": setting("[0.7]"),
    "set, table": setting("{a=1}"),
    "set, date": setting("2021-03-04"),
    "set, sum": setting("0.5+0.2"),
    "set, code": setting("__import__('os').mkdir('pwned')"),
    "set, shell": setting("$(touch pwned)"),
    "set, backticks": setting("`touch pwned`"),
    "set, semicolon": setting("0.7;more=0.8"),
    "set, comment": setting("0.7 # here", accepted=None, like="plain"),
    "set, line feed": setting("0.7\n", accepted=None, like="plain"),
    "set, two in lines": setting("0.7\nmore=0.8"),
    "set, two in lines, the old Mac's": setting("0.7\rmore=0.8"),
    "set, a table behind": setting("0.7\n[Kink]\nmore=0.8"),
    "set, a name of two lines": settings("more=0.8\ncentre=0.7"),
    "set, NUL": setting("0.7\0"),
    "set, in red": setting("\x1b[31m0.7"),
    "set, from right to left": setting("\u202e7.0"),
    "set, not UTF-8": setting("\udcff"),
    "set, a name in red": settings("\x1b[31mcentre=0.7"),
    "set, a name that is not UTF-8": settings("c\udcffntre=0.7"),
    "set, a name of markup": settings("[red]centre[/nothing]=0.7"),
    "set, a name of braces": settings("{centre}=0.7"),
    "set, tables 30000 deep": settings("a" + ".a" * 30_000 + "=1"),
    "set, a name of 100000 letters": settings("c" * 100_000 + "=0.7"),
    "set, American": settings("center=0.7", says="centre"),
    "set, capitals": settings("CENTRE=0.7", says="centre"),
    "set, Greek": settings("ŵ=0.7", says="ŵ"),
    "set, another scene's": settings("doublings=3", says="doublings"),
    "set, a method": settings("model_dump=1", says="model_dump"),
    "set, of Python": settings("__init__=1", says="__init__"),
    "set, dotted": settings("centre.real=0.7", says="centre"),
    "set, with its scene": settings("Kink.centre=0.7", accepted=None, like="plain", says="Kink"),
    "set, with another scene": settings("Steps.step=0.25", says="Steps"),
    "set, an index": settings("centre[0]=0.7", says="centre"),
    "set, arrays 100000 deep": setting("[" * 100_000),
    "set, arrays 100000 deep, closed": setting("[" * 100_000 + "]" * 100_000),
    "set, array of 100000": setting("[" + "1," * 100_000 + "1]"),
    "set, twice": settings("centre=0.7", "centre=0.7", accepted=None, like="plain", says="centre"),
    "set, twice otherwise": settings("centre=0.8", "centre=0.7", accepted=None, says="centre"),
    "set, a vector with spaces": settings(
        "centre= [ 1.9 , 1.05 ] ", scene="ShrinkingRegion", accepted=None, says="centre"
    ),
    "set, a vector without brackets": settings(
        "centre=1.9,1.05", scene="ShrinkingRegion", accepted=None, says="centre"
    ),
    "set, a vector in round brackets": settings("centre=(1.9,1.05)", scene="ShrinkingRegion", says="centre"),
    "set, a vector without commas": settings("centre=[1.9 1.05]", scene="ShrinkingRegion", says="centre"),
    "set, a vector of decimal commas": settings("centre=[1,9, 1,05]", scene="ShrinkingRegion", says="centre"),
    "set, a vector of 400 digits": settings(f"centre=[{'9' * 400}, 1]", scene="ShrinkingRegion", says="centre"),
    "set, 1e18 draws": settings("inputs=1000000000000000000", scene="Shrinkage", says="inputs"),
    "set, half a draw": settings("inputs=20.5", scene="Shrinkage", says="inputs"),
    "set, two scenes": settings(
        "centre=0.7", accepted=None, scene="Kink", named="", typed=("Kink", "Steps", "--set", "centre=0.7")
    ),
    "set, over the file": file(
        b"centre = 0.8\n", accepted=True, like="plain", typed=("Kink", "--set", "centre=0.7")
    ),
    "set, over a file that is wrong": perhaps(b"centre = nan\n", typed=("Kink", "--set", "centre=0.7")),
}


def place(name: str, make: Content = None, **due: object) -> Brought:
    return file(make, **{"file": name} | due)


PLACES = {
    "nowhere": place("nowhere.toml", says="(?i)no such|not found|does not exist|there is no|no file"),
    "a folder": place("mine", Path.mkdir, says="(?i)folder|directory"),
    "a link to nowhere": place("link.toml", lambda path: path.symlink_to("nowhere.toml")),
    "a link to itself": place("link.toml", lambda path: path.symlink_to("link.toml")),
    "a named pipe": place("pipe.toml", os.mkfifo),
    "/dev/null": place("/dev/null", accepted=None),
    "memory": place("/proc/self/mem"),
    "below a file": place("mine.toml/mine.toml", lambda path: path.parent.write_bytes(KINK)),
    "no name": place("", named="--numbers"),
    "a long name": place("m" * 5000 + ".toml", named=""),
    "a name with a NUL": place("mi\0ne.toml", named=""),
    "a name in red": place("\x1b[31mmine.toml", lambda path: path.write_bytes(b"x"), named="mine.toml"),
    "a name with a line feed": place("mi\nne.toml", lambda path: path.write_bytes(b"x"), named=""),
    "a name that is not UTF-8": place("m\udcff.toml", lambda path: path.write_bytes(b"x"), named=".toml"),
    "a name of markup": place("[red]mine[bold].toml", lambda path: path.write_bytes(b"x")),
    "a name with spaces": taken(KINK, file="my numbers (2).toml"),
    "a name in Chinese": taken(KINK, file="数.toml"),
    "a name of shell": taken(KINK, file="$(touch pwned);&.toml"),
    "a name without .toml": taken(KINK, file="mine"),
    "a name with an equals sign": taken(KINK, file="a=b.toml"),
}

NUMBERS = FILES | SHAPES | SETTINGS | PLACES

NUMBER_BOMBS = {
    "10 MB of comments": file(lambda path: path.write_bytes(b"# comment\n" * 1_000_000), accepted=None),
    "10 MB of keys": file(lambda path: path.write_bytes(b"".join(b"x%d = 1\n" % n for n in range(900_000)))),
    "10 MB of one string": file(lambda path: path.write_bytes(b'centre = "' + b"x" * 10_000_000 + b'"\n')),
    "10 MB of digits": file(lambda path: path.write_bytes(b"centre = " + b"9" * 10_000_000 + b"\n")),
    "10 MB of brackets": file(lambda path: path.write_bytes(b"centre = " + b"[" * 10_000_000)),
    "10 MB of dots": file(lambda path: path.write_bytes(b"a" + b".a" * 5_000_000 + b" = 1\n")),
    "numbers of zeros without end": place("/dev/zero"),
    "numbers of chance without end": place("/dev/urandom"),
    "numbers, ten gigabytes of nothing": file(lambda path: (path.touch(), os.truncate(path, 10_000_000_000))),
}
