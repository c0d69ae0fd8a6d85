"""What the documents show is true: a reader follows each page from top to bottom, and all of it works."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
import typer

from cartelgraph.analysis import ANALYSES
from cartelgraph.cli.main import COMMANDS, app
from cartelgraph.store import catalogue
from docs.extension import GENERATED, with_generated, without_links_outside
from docs.extension.self_contained import loaded_from_elsewhere
from tests.cli.conftest import Run, run, run_on_neo4j  # noqa: F401 - fixtures

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

# .ci/run runs the scripts. What starts, stops or shows something has tests of its own: tests/server,
# tests/browser, tests/notebooks, tests/cli/test_completion.py. What is about the local server is only parsed.
SCRIPTS = {
    "scripts/quickstart",
    "scripts/test",
    "scripts/lock",
    "scripts/docs",
    "scripts/notebook",
    ".ci/run",
}
RUN_ELSEWHERE = {
    "cartelgraph browse",
    "cartelgraph browse --no-open",
    "cartelgraph --install-completion",
    "cartelgraph --show-completion",
    "docker compose up --detach --wait",
    "source .venv/bin/activate",
}
LOCAL_SERVER = {"up", "down", "logs", "backup", "restore", "remove"}
CONTAINER = re.compile(r"docker compose (stop|start|run|down) .*")
SETTING = re.compile(
    r"export (?:CARTELGRAPH_HOME|CARTELGRAPH_SERVER|NEO4J_(?:URI|USERNAME|PASSWORD|DATABASE))=\S.*"
)

FENCE = re.compile(r"^ *```(?P<language>\S+)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
#: What is written on a page and asks for nothing to be run.
SILENT = {"text", "math", "{toctree}", "{eval-rst}"}
#: What only a server can answer.
SERVER = re.compile(
    r"^(\$ )?cartelgraph (load|dump|status|browse --write|query [^#\s]|.* --neo4j)|^```cypher|connect\(",
    re.MULTILINE,
)


class Block(NamedTuple):
    """A fenced block of a page."""

    language: str
    text: str


def blocks(document: Path) -> list[Block]:
    """Return the blocks of a page as it lies here; what is generated into it is tested where it is made."""
    text = document.read_text(encoding="utf-8")
    return [Block(found["language"], found["text"]) for found in FENCE.finditer(text)]


class Reader:
    """Follows a page, in a folder in which the seeds are, with one Python session."""

    def __init__(self, command_line: Run, folder: Path) -> None:
        self.command_line = command_line
        self.folder = folder
        self.python: dict[str, object] = {}
        self.before: dict[Path, str] = {}
        shutil.copytree(ROOT / "seeds", folder / "seeds")

    def follow(self, block: Block) -> None:
        match block.language:
            case "sh":
                for line in block.text.splitlines():
                    self.type(line, shown=None)
            case "console":
                for entered in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
                    line, _, shown = entered.partition("\n")
                    self.type(line, shown)
            case "yaml":
                self.edit(block.text)
            case "cypher":
                self.ask(block.text)
            case "python":
                exec(compile(block.text, "<page>", "exec"), self.python)  # noqa: S102
            case "pycon":
                self.converse(block.text)
            case other:
                assert other in SILENT, f"no test knows what to do with {other!r}"

    def type(self, line: str, shown: str | None) -> None:
        """Enter a line; what it prints is what is shown, where something is."""
        command = line.partition("  #")[0].strip()
        words = shlex.split(command, comments=True)
        if not words or command in RUN_ELSEWHERE or SETTING.fullmatch(command):
            return
        if CONTAINER.fullmatch(command):
            return
        if words[0] in SCRIPTS:
            assert (ROOT / words[0]).exists()
        elif words[0] == "cp":
            subprocess.run(words, cwd=self.folder, check=True)
        else:
            assert words[0] == "cartelgraph", f"no test can run {command!r}"
            if words[1] in LOCAL_SERVER:
                parse(words[1:])
            else:
                self.run(command, words[1:], shown)

    def run(self, command: str, words: list[str], shown: str | None) -> None:
        outcome = self.command_line(*words)
        fails = shown is not None and re.search(r"^error: ", shown, re.MULTILINE) is not None
        assert (outcome.code != 0) is fails, f"{command}\n{outcome.err}"
        printed = outcome.out + outcome.err
        assert printed.strip()
        if shown is not None and not agrees(shown, printed):
            pytest.fail(f"{command} prints:\n{printed}\nshown is:\n{shown}")

    def edit(self, text: str) -> None:
        """Add records to the file that the first line names; a later block for it takes their place."""
        named = re.match(r"# (\S+\.yml)\n", text)
        assert named, f"this says not into which file it goes:\n{text}"
        path = self.folder / named[1]
        before = self.before.setdefault(path, path.read_text(encoding="utf-8"))
        path.write_text(f"{before}\n{text}", encoding="utf-8")

    def ask(self, text: str) -> None:
        """Run Cypher that can only read, from the file that the first line names, if it does."""
        named = re.match(r"// (\S+\.cypher)\n", text)
        path = self.folder / (named[1] if named else "shown.cypher")
        path.write_text(text, encoding="utf-8")
        outcome = self.command_line("query", "--file", str(path))
        assert outcome.code == 0, f"{text}\n{outcome.err}"

    def converse(self, text: str) -> None:
        session = doctest.DocTestParser().get_doctest(text, self.python, "page", None, 0)
        said: list[str] = []
        options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        doctest.DocTestRunner(optionflags=options).run(session, out=said.append, clear_globs=False)
        assert not said, "".join(said)
        self.python = session.globs


def parse(words: list[str]) -> None:
    """Fail unless a command takes what follows it."""
    group = typer.main.get_group(app)
    around = group.make_context("cartelgraph", ["--help"], resilient_parsing=True)
    command = group.get_command(around, words[0])
    assert command
    command.make_context(words[0], words[1:], parent=around)


def agrees(shown: str, printed: str) -> bool:
    """Whether an output is what is shown, word by word; `...` stands for whatever is left out."""
    parts = [re.escape(" ".join(part.split())) for part in shown.split("...")]
    return re.fullmatch(".*".join(parts), " ".join(printed.split()), re.DOTALL) is not None


def needs_server(document: Path) -> bool:
    return SERVER.search(document.read_text(encoding="utf-8")) is not None


def name_of(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


#: Pages that ask the same questions hundreds of times.
LONG = {"docs/how-to/defend-a-number.md"}

WITHOUT_SERVER = [
    pytest.param(page, marks=[pytest.mark.long] if name_of(page) in LONG else [])
    for page in DOCUMENTS
    if not needs_server(page)
]


@pytest.mark.parametrize("document", WITHOUT_SERVER, ids=name_of)
def test_page_can_be_followed(
    document: Path,
    run: Run,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    reader = Reader(run, tmp_path)
    for block in blocks(document):
        reader.follow(block)


@pytest.mark.neo4j
@pytest.mark.parametrize("document", [page for page in DOCUMENTS if needs_server(page)], ids=name_of)
def test_page_that_needs_neo4j_can_be_followed(
    document: Path,
    run_on_neo4j: Run,  # noqa: F811
    loaded: None,  # noqa: ARG001
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    reader = Reader(run_on_neo4j, tmp_path)
    for block in blocks(document):
        reader.follow(block)


def test_blocks_are_found() -> None:
    languages = [block.language for block in blocks(ROOT / "README.md")]
    assert languages.count("sh") >= 4
    assert "cypher" in languages


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a  1\nb  2\n", "a 1\n  b 2\n", True),
        ("a  1\n...\nc  3\n", "a 1\nb 2\nc 3", True),
        ("a  ...\nc  3", "a 1\nb 2\nc 3", True),
        ("a  1\nc  3\n", "a 1\nb 2\nc 3", False),
        ("a  1\n", "a 1\nb 2", False),
        ("a (1)?", "a (1)?", True),
    ],
)
def test_what_is_shown_is_compared_word_by_word(shown: str, printed: str, *, same: bool) -> None:
    assert agrees(shown, printed) is same


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_every_command_and_analysis_is_documented() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"cartelgraph {command.__name__}" in text
    for analysis in ANALYSES:
        assert f"`{analysis.name}`" in text


def test_every_analysis_has_its_place_in_the_methods() -> None:
    text = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    for analysis in ANALYSES:
        assert f"\n### {analysis.name}\n" in text


def test_the_reference_names_every_command_and_query() -> None:
    commands, queries = GENERATED["commands"](), GENERATED["queries"]()
    for command in COMMANDS:
        assert f"\n## {command.__name__}\n" in f"\n{commands}"
    for query in catalogue():
        assert f"## {query.name}\n\n{query.question}\n" in queries
    assert "| `--certainty <certain\\|working\\|possible>` | What counts:" in commands


def test_the_reference_of_analyses_gives_ranges_and_units() -> None:
    text = GENERATED["analyses"]()
    for analysis in ANALYSES:
        assert f"## {analysis.name}\n\n{analysis.question}\n" in text
    assert "| `steps` | 1 | 0 to " in text
    assert "| `countries` | countries | Countries that a source places it in. |" in text


def test_an_unknown_mark_is_no_page() -> None:
    with pytest.raises(KeyError):
        with_generated("<!-- generated: recipes -->")


def test_a_link_out_of_the_site_is_text_there(tmp_path: Path) -> None:
    text = "[a](../a.md#x) [b](../../seeds/b.yml) [c](c.md) ![d](../../d.png)"
    read = without_links_outside(text, tmp_path / "how-to" / "page.md", tmp_path)
    assert read == "[a](../a.md#x) b [c](c.md) ![d](../../d.png)"


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<script src="https://cdn.example/x.js"></script>', ["https://cdn.example/x.js"]),
        ('<link rel="stylesheet" href="//fonts.example/a.css"/>', ["//fonts.example/a.css"]),
        ('<img alt="" src="http://pictures.example/a.png">', ["http://pictures.example/a.png"]),
        ('<a href="https://example.org/">elsewhere</a>', []),
        ('<script src="_static/x.js"></script><link href="_static/a.css" rel="stylesheet"/>', []),
    ],
)
def test_what_a_page_loads_from_elsewhere_is_found(page: str, found: list[str]) -> None:
    assert loaded_from_elsewhere(page) == found
