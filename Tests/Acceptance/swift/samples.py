"""Makes Swift files of the samples in the documentation, so that the compiler reads them too.

README.md's plugin becomes the target Shop, which the tests load; each sample of Documentation.docc a file of
the target Samples, which has only to compile. Errors name the line of the Markdown.
"""

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
CATALOGUE = ROOT / "PluginAPI/Sources/Roost/Documentation.docc"
IGNORE = "// swift-format-ignore-file"
# What the samples take for granted.
PRELUDE = "  struct Order: Codable, Sendable {\n    let id: Int\n    let item: String\n  }\n"


def blocks(file, language):
    """A file's code blocks in a language: the number of the first line, and the text."""
    text = file.read_text()
    for found in re.finditer(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield text.count("\n", 0, found.start(1)) + 1, found[1]


def located(file, line, code):
    """Code whose lines the compiler counts as those of another file."""
    return f'#sourceLocation(file: "{file.relative_to(ROOT)}", line: {line})\n{code}#sourceLocation()\n'


def wrapped(name, file, line, code):
    """A Swift file of a sample: declarations, a plugin's handlers, or some handlers."""
    # An import cannot stand within a type; its line stays, so that the others keep their numbers.
    code = located(file, line, re.sub(r"^import .*$", "", code, flags=re.MULTILINE))
    if re.match(r"(import|struct|final class|actor|enum) ", code.split("\n", 1)[1].lstrip()):
        inner = code
    elif "\nvar handlers" in code:
        inner = f"  struct Sample: Plugin {{\n    init(_ context: PluginContext) {{}}\n{code}  }}\n"
    else:
        inner = f"  @HandlerBuilder static var handlers: [any Handler] {{\n{code}  }}\n"
    return f"{IGNORE}\nimport Roost\nimport Synchronization\n\nenum {name} {{\n{PRELUDE}{inner}}}\n"


def samples():
    """Names and texts of the files to make, below Sources."""
    readme = ROOT / "README.md"
    line, shop = next(block for block in blocks(readme, "swift") if "struct ShopPlugin: Plugin" in block[1])
    yield "Shop/ShopPlugin.swift", f"{IGNORE}\n{located(readme, line, shop)}"
    yield "Shop/plugin.json", next(text for _, text in blocks(readme, "json") if '"ShopPlugin"' in text)
    for file in sorted(CATALOGUE.glob("*.md")):
        for number, (line, code) in enumerate(blocks(file, "swift"), 1):
            name = f"{file.stem}{number}"
            yield f"Samples/{name}.swift", wrapped(name, file, line, code)


def write():
    """Writes what has changed, and removes what is no sample any more."""
    made = {HERE / "Sources" / name: text for name, text in samples()}
    for folder in {path.parent for path in made}:
        folder.mkdir(parents=True, exist_ok=True)
        for stale in set(folder.iterdir()) - made.keys():
            stale.unlink()
    for path, text in made.items():
        if not path.exists() or path.read_text() != text:
            path.write_text(text)


if __name__ == "__main__":
    write()
