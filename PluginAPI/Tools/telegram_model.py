"""The Bot API as aiogram declares it: objects, unions and methods, with Swift's names for types."""

import datetime
import inspect
import types
import typing
from dataclasses import dataclass, field
from enum import Enum

import aiogram
import aiogram.methods
import aiogram.types
from aiogram.client.default import Default
from aiogram.types import InputFile
from aiogram.types.base import TelegramObject

PLAIN = {int: "Int64", float: "Double", bool: "Bool", str: "String", datetime.datetime: "Int64",
         datetime.timedelta: "Int64"}
# No types of the Bot API, or written by hand.
SKIPPED = {"TelegramObject", "ErrorEvent", "ContentType", "Downloadable", "InputFile", "BufferedInputFile", "FSInputFile",
           "URLInputFile", "UNSET_PARSE_MODE", "DateTime", "DateTimeUnion", "ChatIdUnion", "InputFileUnion",
           "InputPollOptionUnion"}
# Unions of the Bot API without a name there, or with a clearer one.
NAMES = {"MediaUnion": "AlbumMedia"}


@dataclass
class Field:
    name: str
    type: str
    required: bool
    constant: object = None
    """The value that it always has, when it has one."""


@dataclass
class Object:
    name: str
    fields: list[Field]
    received: bool = False
    sent: bool = False


@dataclass
class Union:
    name: str
    members: list[str]
    tag: str | None
    """The field whose text tells the members apart."""
    texts: bool = False
    """Whether it may be a text, or an array of itself."""
    received: bool = False
    sent: bool = False


@dataclass
class Method:
    name: str
    call: str
    fields: list[Field]
    result: str


@dataclass
class Model:
    version: str = aiogram.__api_version__
    source: str = f"aiogram {aiogram.__version__}"
    objects: dict[str, Object] = field(default_factory=dict)
    unions: dict[str, Union] = field(default_factory=dict)
    methods: list[Method] = field(default_factory=list)

    def __post_init__(self):
        self.union_names: dict[frozenset, str] = {}
        classes = []
        for name in aiogram.types.__all__:
            thing = getattr(aiogram.types, name)
            if name in SKIPPED or not (inspect.isclass(thing) or name.endswith("Union")):
                continue
            if name.endswith("Union"):
                self.name_union(name, thing)
            else:
                classes.append(thing)
        bases = {base for one in classes for base in one.__mro__[1:] if one is not base and not fields_of(one) is None}
        for one in classes:
            # A base without fields of its own is a union's name.
            if one in bases and not fields_of(one) and one.__name__ not in NAMED_BASES:
                continue
            self.objects[one.__name__] = Object(one.__name__, [self.field(*pair) for pair in fields_of(one)])
        for union in self.unions.values():
            union.tag = self.tag(union)
        for name in aiogram.methods.__all__:
            thing = getattr(aiogram.methods, name)
            if isinstance(thing.__dict__.get("__api_method__"), str):
                fields = [self.field(*pair) for pair in fields_of(thing)]
                result = thing.__dict__["__returning__"]
                self.methods.append(Method(name, thing.__dict__["__api_method__"], fields, self.type(result)))
        self.mark("received", ["Update", *[method.result for method in self.methods]])
        self.mark("sent", [field.type for method in self.methods for field in method.fields])

    def name_union(self, name, thing):
        members = [member for member in flat(thing) if inspect.isclass(member) and issubclass(member, TelegramObject)]
        key = frozenset(member.__name__ for member in members)
        if not key or key in self.union_names:
            return
        swift = NAMES.get(name, name.removesuffix("Union"))
        self.union_names[key] = swift
        self.unions[swift] = Union(swift, [member.__name__ for member in members], None, str in flat(thing))

    def tag(self, union):
        for name in ("type", "status", "source"):
            fields = [next((f for f in self.objects[member].fields if f.name == name), None) for member in union.members]
            if all(one and one.constant for one in fields) and len({one.constant for one in fields}) == len(fields):
                return name
        return None

    def field(self, name, info):
        annotation = info.annotation
        constant = None
        if typing.get_origin(annotation) is typing.Literal:
            values = typing.get_args(annotation)
            if len(values) == 1 and values[0] is not True:
                constant = values[0].value if isinstance(values[0], Enum) else values[0]
        optional = type(None) in flat(annotation) or not info.is_required() and constant is None
        return Field(info.alias or name, self.type(annotation), not optional, constant)

    def type(self, annotation):
        if typing.get_origin(annotation) is list:
            return f"[{self.type(typing.get_args(annotation)[0])}]"
        parts = [part for part in flat(annotation) if part not in (type(None), Default)]
        lists = [part for part in parts if typing.get_origin(part) is list]
        if lists and len(lists) == len(parts):
            return self.alternatives([self.type(part) for part in lists], annotation)
        texts = {part if isinstance(part, str) else getattr(part, "__forward_arg__", None) for part in parts}
        if "RichTextUnion" in texts or RICH_TEXT(parts):
            return "RichText"
        if InputFile in parts:
            return "InputFile"
        objects = [part for part in parts if inspect.isclass(part) and issubclass(part, TelegramObject)]
        if objects:
            names = frozenset(one.__name__ for one in objects)
            if names == {"Message"} and bool in parts:
                return "ChangedMessage"
            if len(names) == 1:
                return objects[0].__name__
            if names not in self.union_names:
                raise ValueError(f"the union of {', '.join(sorted(names))} has no name")
            return self.union_names[names]
        if set(parts) == {int, str}:
            return "ChatID"
        return self.alternatives([self.plain(part) for part in parts], annotation)

    def plain(self, part):
        if typing.get_origin(part) is typing.Literal:
            return PLAIN[type(typing.get_args(part)[0].value)] if isinstance(typing.get_args(part)[0], Enum) \
                else PLAIN[type(typing.get_args(part)[0])]
        return PLAIN[part]

    @staticmethod
    def alternatives(names, annotation):
        if len(set(names)) != 1:
            raise ValueError(f"no one Swift type for {annotation}: {names}")
        return names[0]

    def mark(self, direction, begin):
        open_names = [name.strip("[]") for name in begin]
        while open_names:
            name = open_names.pop()
            one = self.objects.get(name) or self.unions.get(name)
            if one is None or getattr(one, direction):
                continue
            setattr(one, direction, True)
            if isinstance(one, Union):
                open_names += one.members
            else:
                open_names += [field.type.strip("[]") for field in one.fields]


# Concrete types that others inherit from, or that have no fields.
NAMED_BASES = {"CallbackGame", "CommunityChatRemoved", "DisabledButton", "ForumTopicClosed", "ForumTopicReopened",
               "GeneralForumTopicHidden", "GeneralForumTopicUnhidden", "VideoChatStarted"}


def RICH_TEXT(parts):
    return any(inspect.isclass(part) and part.__name__ == "RichTextBold" for part in parts)


def fields_of(one):
    """A class's fields, without those that the Bot API has no more."""
    found = getattr(one, "model_fields", None)
    if found is None:
        return None
    return [(name, info) for name, info in found.items() if not (info.json_schema_extra or {}).get("deprecated")]


def flat(annotation):
    """The alternatives of a type."""
    origin = typing.get_origin(annotation)
    if isinstance(annotation, typing.TypeAliasType if hasattr(typing, "TypeAliasType") else ()) or \
            hasattr(annotation, "__value__"):
        return flat(annotation.__value__)
    if origin is typing.Annotated:
        return flat(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return [part for one in typing.get_args(annotation) for part in flat(one)]
    return [annotation]
