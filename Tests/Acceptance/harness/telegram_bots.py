"""Bots of two independent frameworks that do the same: echo, dialogue, buttons, albums, payments."""

import aiogram
from aiogram import F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import (
    BufferedInputFile, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, LabeledPrice, Message,
    PreCheckoutQuery,
)  # fmt: skip
from telegram import InlineKeyboardButton as PTBButton
from telegram import InlineKeyboardMarkup as PTBMarkup
from telegram import InputMediaPhoto as PTBPhoto
from telegram import LabeledPrice as PTBPrice
from telegram import Update
from telegram.ext import (
    Application, CallbackQueryHandler, CommandHandler, ConversationHandler, MessageHandler, PreCheckoutQueryHandler,
    filters,
)  # fmt: skip

from .telegram import PICTURE


class Form(StatesGroup):
    name = State()


def aiogram_bot(url, token):
    server = TelegramAPIServer(
        base=f"{url}/sandbox/bot{{token}}/{{method}}", file=f"{url}/sandbox/file/bot{{token}}/{{path}}"
    )
    return aiogram.Bot(token, session=AiohttpSession(api=server))


def aiogram_dispatcher(seen):
    """What the bot does; `seen` collects the updates it got and the errors it met."""
    dispatcher = aiogram.Dispatcher()

    @dispatcher.update.outer_middleware
    async def remember(handler, event, data):
        seen.append(event)
        return await handler(event, data)

    @dispatcher.message(CommandStart(deep_link=True))
    async def deep(message: Message, command):
        await message.answer(f"link {command.args}")

    @dispatcher.message(CommandStart())
    async def start(message: Message):
        button = InlineKeyboardButton(text="Press", callback_data="pressed")
        await message.answer("Hello!", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))

    @dispatcher.callback_query(F.data == "pressed")
    async def pressed(query: CallbackQuery):
        await query.message.edit_text("Pressed.")
        await query.answer("thank you", show_alert=True)

    @dispatcher.message(Command("name"))
    async def ask(message: Message, state: FSMContext):
        await state.set_state(Form.name)
        await message.answer("What is your name?")

    @dispatcher.message(Form.name)
    async def named(message: Message, state: FSMContext):
        await state.clear()
        await message.answer(f"Hello, <b>{message.text}</b>!", parse_mode="HTML")

    @dispatcher.message(Command("album"))
    async def album(message: Message):
        photos = [InputMediaPhoto(media=BufferedInputFile(PICTURE, f"{n}.png"), caption=f"{n}") for n in range(3)]
        await message.answer_media_group(photos)

    @dispatcher.message(Command("buy"))
    async def buy(message: Message):
        await message.answer_invoice("Tea", "A cup", "p1", "XTR", [LabeledPrice(label="Tea", amount=5)])

    @dispatcher.pre_checkout_query()
    async def checkout(query: PreCheckoutQuery):
        await query.answer(ok=True)

    @dispatcher.message(F.successful_payment)
    async def paid(message: Message):
        await message.answer(f"paid {message.successful_payment.total_amount}")

    @dispatcher.message(F.photo)
    async def photo(message: Message, bot: aiogram.Bot):
        content = await bot.download(message.photo[-1])
        await message.reply(f"photo of {len(content.read())} bytes")

    @dispatcher.message(F.text)
    async def echo(message: Message):
        await message.answer(message.text, entities=message.entities)

    return dispatcher


def ptb_application(url, token, seen):
    """The same with python-telegram-bot."""
    builder = Application.builder().token(token).base_url(f"{url}/sandbox/bot")
    application = builder.base_file_url(f"{url}/sandbox/file/bot").build()

    async def remember(update, context):
        seen.append(update)

    async def start(update, context):
        if context.args:
            return await update.message.reply_text(f"link {context.args[0]}")
        markup = PTBMarkup([[PTBButton("Press", callback_data="pressed")]])
        await update.message.reply_text("Hello!", reply_markup=markup)

    async def pressed(update, context):
        await update.callback_query.edit_message_text("Pressed.")
        await update.callback_query.answer("thank you", show_alert=True)

    async def ask(update, context):
        await update.message.reply_text("What is your name?")
        return 1

    async def named(update, context):
        await update.message.reply_text(f"Hello, <b>{update.message.text}</b>!", parse_mode="HTML")
        return ConversationHandler.END

    async def album(update, context):
        await update.message.reply_media_group([PTBPhoto(PICTURE, caption=f"{n}") for n in range(3)])

    async def buy(update, context):
        await update.message.reply_invoice("Tea", "A cup", "p1", "XTR", [PTBPrice("Tea", 5)], provider_token="")

    async def checkout(update, context):
        await update.pre_checkout_query.answer(ok=True)

    async def paid(update, context):
        await update.message.reply_text(f"paid {update.message.successful_payment.total_amount}")

    async def photo(update, context):
        file = await update.message.photo[-1].get_file()
        await update.message.reply_text(f"photo of {len(await file.download_as_bytearray())} bytes")

    async def echo(update, context):
        await update.message.reply_text(update.message.text, entities=update.message.entities)

    application.add_handler(MessageHandler(filters.ALL, remember), group=-1)
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(pressed, "pressed"))
    states = {1: [MessageHandler(filters.TEXT & ~filters.COMMAND, named)]}
    application.add_handler(ConversationHandler([CommandHandler("name", ask)], states, []))
    application.add_handler(CommandHandler("album", album))
    application.add_handler(CommandHandler("buy", buy))
    application.add_handler(PreCheckoutQueryHandler(checkout))
    application.add_handler(MessageHandler(filters.SUCCESSFUL_PAYMENT, paid))
    application.add_handler(MessageHandler(filters.PHOTO, photo))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    return application


def unknown_fields(thing, path="update"):
    """Where aiogram's or python-telegram-bot's object has something that its types do not know."""
    if isinstance(thing, (list, tuple)):
        return [found for index, one in enumerate(thing) for found in unknown_fields(one, f"{path}[{index}]")]
    found = []
    if hasattr(thing, "model_extra"):
        found += [f"{path}.{name}" for name in thing.model_extra or {}]
        for name in type(thing).model_fields:
            found += unknown_fields(getattr(thing, name), f"{path}.{name}")
    elif hasattr(thing, "api_kwargs"):
        found += [f"{path}.{name}" for name in thing.api_kwargs]
        for name in thing.to_dict():
            found += unknown_fields(getattr(thing, name, None), f"{path}.{name}")
    return found


__all__ = ["Update", "aiogram_bot", "aiogram_dispatcher", "ptb_application", "unknown_fields"]
