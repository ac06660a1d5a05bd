"""The Swift of a model of the Bot API."""

import re
from itertools import groupby

KEYWORDS = set("""associatedtype class deinit enum extension fileprivate func import init inout internal let open operator
private precedencegroup protocol public rethrows static struct subscript typealias var break case catch continue default
defer do else fallthrough for guard if in repeat return throw switch where while as false is nil self super throws true
try""".split())
INITIALISMS = {"id": "ID", "ids": "IDs", "url": "URL", "urls": "URLs", "html": "HTML", "ip": "IP", "json": "JSON"}
HEAD = """// Written by PluginAPI/Tools/telegram_types.py from {source}: make telegram-types.
// swift-format-ignore-file
"""
JSON = "public import RoostJSON\n\n"


def files(model):
    """The texts of the files to write, by name."""
    head = HEAD.format(source=model.source)
    texts = {"Version.swift": head + "\nextension Telegram {\n  /// The version of the Bot API whose types and methods "
             f'these are.\n  public static let version = "{model.version}"\n}}\n'}
    objects = sorted(model.objects.values(), key=lambda one: one.name.lower())
    for letter, group in groupby(objects, key=lambda one: one.name[0].upper()):
        parts = [object_(one) for one in group if one.received or one.sent]
        if parts:
            imported = JSON if any("JSONView)" in part for part in parts) else "\n"
            texts[f"Types{letter}.swift"] = head + imported + namespaced(parts)
    unions = [union(one, model) for one in sorted(model.unions.values(), key=lambda one: one.name)
              if one.received or one.sent]
    texts["Unions.swift"] = head + JSON + namespaced(unions)
    methods = sorted(model.methods, key=lambda one: (group_of(one.name), one.name))
    for name, group in groupby(methods, key=lambda one: group_of(one.name)):
        texts[f"Methods{name}.swift"] = head + "\n" + "\n".join(method(one) for one in group)
    return texts


def group_of(name):
    """The first word of a method's name where many begin with it."""
    word = re.match("[A-Z][a-z]+", name)[0]
    return word if word in ("Send", "Get", "Set", "Edit", "Delete") else "Others"


def namespaced(parts):
    return "extension Telegram {\n" + "\n".join(indented(part) for part in parts) + "}\n"


def indented(text):
    return "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())


def camel(name):
    first, *rest = name.split("_")
    words = [first, *[INITIALISMS.get(word, word.capitalize()) for word in rest]]
    swift = "".join(words)
    return f"`{swift}`" if swift in KEYWORDS else swift


def object_(one):
    protocols = [name for name, wanted in (("TelegramObject", one.received), ("TelegramWritable", one.received and one.sent),
                                           ("TelegramInput", not one.received)) if wanted]
    lines = [f"/// The Bot API's type `{one.name}`.",
             f"public struct {one.name}: {', '.join(protocols)} {{"]
    if one.received:
        lines += ["  /// What it is a view of.", "  public let json: JSONView", "  /// A view of an object.",
                  "  public init(json: JSONView) { self.json = json }"]
    else:
        lines += ["  /// The object as it is sent.", "  public let content: TelegramContent"]
    if one.sent:
        lines += initializer(one.fields, "self.json = JSONView" if one.received else "self.content = TelegramContent", "", one.name)
    if one.received:
        for field in one.fields:
            lines.append(f"  /// `{field.name}` of the Bot API's type `{one.name}`.")
            optional, how = ("", "required") if field.required else ("?", "optional")
            lines.append(f'  public var {camel(field.name)}: {field.type}{optional} {{ {how}("{field.name}") }}')
    return "\n".join([*lines, "}"]) + "\n"


def initializer(fields, target, prefix, name):
    """An initializer that writes all fields; those that must be there come first."""
    ordered = sorted((field for field in fields if field.constant is None), key=lambda field: not field.required)
    parameters = [f"{camel(field.name)}: {qualified(field.type, prefix)}" + ("" if field.required else "? = nil")
                  for field in ordered]
    lines = [f"  /// Makes a `{name}`; what is nil is not sent."]
    if len(", ".join(parameters)) < 90:
        lines.append(f"  public init({', '.join(parameters)}) {{")
    else:
        lines += ["  public init(", *[f"    {one}," for one in parameters[:-1]], f"    {parameters[-1]}", "  ) {"]
    if not fields:
        return [*lines, f"    {target} {{ _ in }}", "  }"]
    lines.append(f"    {target} {{")
    for field in fields:
        value = literal(field.constant) if field.constant is not None else camel(field.name)
        lines.append(f'      $0.add("{field.name}", {value})')
    return [*lines, "    }", "  }"]


def literal(value):
    return f'"{value}"' if isinstance(value, str) else f"Int64({value})"


def qualified(swift, prefix):
    return re.sub(r"\w+", lambda word: word[0] if word[0] in ("Int64", "Double", "Bool", "String") else prefix + word[0],
                  swift)


def union(one, model):
    common = re.match("[A-Z].*?", one.name)
    protocols = [name for name, wanted in (("TelegramReadable", one.received), ("TelegramWritable", one.sent)) if wanted]
    lines = [f"/// The Bot API's type `{one.name}`.", f"public enum {one.name}: Sendable, {', '.join(protocols)} {{"]
    cases = [(case_name(member, one), member) for member in one.members]
    for case, member in cases:
        lines += [f"  /// A `{member}`.", f"  case {case}({member})"]
    if one.texts:
        lines += ["  /// A text without form.", "  case plain(String)",
                  "  /// Texts one after the other.", f"  case several([{one.name}])"]
    if one.received:
        lines += ["  /// One that this version does not know.", "  case unknown(JSONView)"]
        lines += reader(one, cases, model)
    if one.sent:
        lines += ["  /// Writes what it is.", "  public func write(to writer: inout TelegramWriter) {", "    switch self {"]
        lines += [f"    case .{case}(let value): value.write(to: &writer)" for case, _ in cases]
        if one.texts:
            lines += ["    case .plain(let value): value.write(to: &writer)",
                      "    case .several(let value): value.write(to: &writer)"]
        if one.received:
            lines.append("    case .unknown(let value): value.write(to: &writer.bytes)")
        lines += ["    }", "  }"]
    return "\n".join([*lines, "}"]) + "\n"


def reader(one, cases, model):
    lines = ["  /// Reads one, by what tells them apart.",
             f"  public static func telegram(_ json: JSONView) -> {one.name}? {{"]
    if one.texts:
        lines += ["    if let text = json.string { return .plain(text) }",
                  f"    if json.isArray {{ return [{one.name}].telegram(json).map {{ .several($0) }} }}"]
    lines.append("    guard json.isObject else { return nil }")
    if one.tag:
        lines.append(f'    switch json.string("{one.tag}") {{')
        for case, member in cases:
            constant = next(field.constant for field in model.objects[member].fields if field.name == one.tag)
            lines.append(f'    case "{constant}": return .{case}({member}(json: json))')
        lines += ["    default: return .unknown(json)", "    }"]
    elif one.name == "MaybeInaccessibleMessage":
        lines.append("    return json.int(\"date\") == 0 ? .inaccessibleMessage(InaccessibleMessage(json: json)) "
                     ": .message(Message(json: json))")
    else:
        raise ValueError(f"nothing tells apart what {one.name} may be")
    return [*lines, "  }", "  /// One that this version does not know.",
            f"  public static var telegramMissing: {one.name} {{ .unknown(.emptyObject) }}"]


def case_name(member, one):
    """A member's name without what it shares with the union's."""
    short = member.removeprefix(one.name) or member
    for prefix in ("InputMedia", "BotCommandScope", "InputPaidMedia"):
        if short == member and one.name.startswith("Input") or one.name == "AlbumMedia":
            short = short.removeprefix(prefix) or short
    lower = short[0].lower() + short[1:]
    return f"`{lower}`" if lower in KEYWORDS else lower


def method(one):
    lines = [f"/// The Bot API's method `{one.call}`.", f"public struct {one.name}: TelegramMethod {{",
             "  /// What the method answers.", f"  public typealias Result = {qualified(one.result, 'Telegram.')}",
             "  /// The method's name in the Bot API.", f'  public static let name = "{one.call}"',
             "  /// The parameters as they are sent.", "  public let content: TelegramContent"]
    lines += initializer(one.fields, "self.content = TelegramContent(isMethod: true)", "Telegram.", one.name)
    return "\n".join([*lines, "}"]) + "\n"
