// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `ReactionCount`.
  public struct ReactionCount: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `ReactionCount`.
    public var type: ReactionType { required("type") }
    /// `total_count` of the Bot API's type `ReactionCount`.
    public var totalCount: Int64 { required("total_count") }
  }

  /// The Bot API's type `ReactionTypeCustomEmoji`.
  public struct ReactionTypeCustomEmoji: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `ReactionTypeCustomEmoji`; what is nil is not sent.
    public init(customEmojiID: String) {
      self.json = JSONView {
        $0.add("type", "custom_emoji")
        $0.add("custom_emoji_id", customEmojiID)
      }
    }
    /// `type` of the Bot API's type `ReactionTypeCustomEmoji`.
    public var type: String { required("type") }
    /// `custom_emoji_id` of the Bot API's type `ReactionTypeCustomEmoji`.
    public var customEmojiID: String { required("custom_emoji_id") }
  }

  /// The Bot API's type `ReactionTypeEmoji`.
  public struct ReactionTypeEmoji: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `ReactionTypeEmoji`; what is nil is not sent.
    public init(emoji: String) {
      self.json = JSONView {
        $0.add("type", "emoji")
        $0.add("emoji", emoji)
      }
    }
    /// `type` of the Bot API's type `ReactionTypeEmoji`.
    public var type: String { required("type") }
    /// `emoji` of the Bot API's type `ReactionTypeEmoji`.
    public var emoji: String { required("emoji") }
  }

  /// The Bot API's type `ReactionTypePaid`.
  public struct ReactionTypePaid: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `ReactionTypePaid`; what is nil is not sent.
    public init() {
      self.json = JSONView {
        $0.add("type", "paid")
      }
    }
    /// `type` of the Bot API's type `ReactionTypePaid`.
    public var type: String { required("type") }
  }

  /// The Bot API's type `RefundedPayment`.
  public struct RefundedPayment: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `currency` of the Bot API's type `RefundedPayment`.
    public var currency: String { required("currency") }
    /// `total_amount` of the Bot API's type `RefundedPayment`.
    public var totalAmount: Int64 { required("total_amount") }
    /// `invoice_payload` of the Bot API's type `RefundedPayment`.
    public var invoicePayload: String { required("invoice_payload") }
    /// `telegram_payment_charge_id` of the Bot API's type `RefundedPayment`.
    public var telegramPaymentChargeID: String { required("telegram_payment_charge_id") }
    /// `provider_payment_charge_id` of the Bot API's type `RefundedPayment`.
    public var providerPaymentChargeID: String? { optional("provider_payment_charge_id") }
  }

  /// The Bot API's type `ReplyKeyboardMarkup`.
  public struct ReplyKeyboardMarkup: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `ReplyKeyboardMarkup`; what is nil is not sent.
    public init(
      keyboard: [[KeyboardButton]],
      isPersistent: Bool? = nil,
      resizeKeyboard: Bool? = nil,
      oneTimeKeyboard: Bool? = nil,
      inputFieldPlaceholder: String? = nil,
      selective: Bool? = nil,
      forceReply: Bool? = nil
    ) {
      self.content = TelegramContent {
        $0.add("keyboard", keyboard)
        $0.add("is_persistent", isPersistent)
        $0.add("resize_keyboard", resizeKeyboard)
        $0.add("one_time_keyboard", oneTimeKeyboard)
        $0.add("input_field_placeholder", inputFieldPlaceholder)
        $0.add("selective", selective)
        $0.add("force_reply", forceReply)
      }
    }
  }

  /// The Bot API's type `ReplyKeyboardRemove`.
  public struct ReplyKeyboardRemove: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `ReplyKeyboardRemove`; what is nil is not sent.
    public init(removeKeyboard: Bool? = nil, selective: Bool? = nil) {
      self.content = TelegramContent {
        $0.add("remove_keyboard", removeKeyboard)
        $0.add("selective", selective)
      }
    }
  }

  /// The Bot API's type `ReplyParameters`.
  public struct ReplyParameters: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `ReplyParameters`; what is nil is not sent.
    public init(
      messageID: Int64? = nil,
      chatID: ChatID? = nil,
      allowSendingWithoutReply: Bool? = nil,
      quote: String? = nil,
      quoteParseMode: String? = nil,
      quoteEntities: [MessageEntity]? = nil,
      quotePosition: Int64? = nil,
      checklistTaskID: Int64? = nil,
      pollOptionID: String? = nil,
      ephemeralMessageID: Int64? = nil
    ) {
      self.content = TelegramContent {
        $0.add("message_id", messageID)
        $0.add("chat_id", chatID)
        $0.add("allow_sending_without_reply", allowSendingWithoutReply)
        $0.add("quote", quote)
        $0.add("quote_parse_mode", quoteParseMode)
        $0.add("quote_entities", quoteEntities)
        $0.add("quote_position", quotePosition)
        $0.add("checklist_task_id", checklistTaskID)
        $0.add("poll_option_id", pollOptionID)
        $0.add("ephemeral_message_id", ephemeralMessageID)
      }
    }
  }

  /// The Bot API's type `RevenueWithdrawalStateFailed`.
  public struct RevenueWithdrawalStateFailed: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RevenueWithdrawalStateFailed`.
    public var type: String { required("type") }
  }

  /// The Bot API's type `RevenueWithdrawalStatePending`.
  public struct RevenueWithdrawalStatePending: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RevenueWithdrawalStatePending`.
    public var type: String { required("type") }
  }

  /// The Bot API's type `RevenueWithdrawalStateSucceeded`.
  public struct RevenueWithdrawalStateSucceeded: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RevenueWithdrawalStateSucceeded`.
    public var type: String { required("type") }
    /// `date` of the Bot API's type `RevenueWithdrawalStateSucceeded`.
    public var date: Int64 { required("date") }
    /// `url` of the Bot API's type `RevenueWithdrawalStateSucceeded`.
    public var url: String { required("url") }
  }

  /// The Bot API's type `RichBlockAnchor`.
  public struct RichBlockAnchor: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockAnchor`.
    public var type: String { required("type") }
    /// `name` of the Bot API's type `RichBlockAnchor`.
    public var name: String { required("name") }
  }

  /// The Bot API's type `RichBlockAnimation`.
  public struct RichBlockAnimation: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockAnimation`.
    public var type: String { required("type") }
    /// `animation` of the Bot API's type `RichBlockAnimation`.
    public var animation: Animation { required("animation") }
    /// `has_spoiler` of the Bot API's type `RichBlockAnimation`.
    public var hasSpoiler: Bool? { optional("has_spoiler") }
    /// `caption` of the Bot API's type `RichBlockAnimation`.
    public var caption: RichBlockCaption? { optional("caption") }
  }

  /// The Bot API's type `RichBlockAudio`.
  public struct RichBlockAudio: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockAudio`.
    public var type: String { required("type") }
    /// `audio` of the Bot API's type `RichBlockAudio`.
    public var audio: Audio { required("audio") }
    /// `caption` of the Bot API's type `RichBlockAudio`.
    public var caption: RichBlockCaption? { optional("caption") }
  }

  /// The Bot API's type `RichBlockBlockQuotation`.
  public struct RichBlockBlockQuotation: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockBlockQuotation`.
    public var type: String { required("type") }
    /// `blocks` of the Bot API's type `RichBlockBlockQuotation`.
    public var blocks: [RichBlock] { required("blocks") }
    /// `credit` of the Bot API's type `RichBlockBlockQuotation`.
    public var credit: RichText? { optional("credit") }
  }

  /// The Bot API's type `RichBlockButtons`.
  public struct RichBlockButtons: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockButtons`.
    public var type: String { required("type") }
    /// `buttons` of the Bot API's type `RichBlockButtons`.
    public var buttons: [RichMessageButton] { required("buttons") }
    /// `align` of the Bot API's type `RichBlockButtons`.
    public var align: String? { optional("align") }
  }

  /// The Bot API's type `RichBlockCaption`.
  public struct RichBlockCaption: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichBlockCaption`; what is nil is not sent.
    public init(text: RichText, credit: RichText? = nil) {
      self.json = JSONView {
        $0.add("text", text)
        $0.add("credit", credit)
      }
    }
    /// `text` of the Bot API's type `RichBlockCaption`.
    public var text: RichText { required("text") }
    /// `credit` of the Bot API's type `RichBlockCaption`.
    public var credit: RichText? { optional("credit") }
  }

  /// The Bot API's type `RichBlockCollage`.
  public struct RichBlockCollage: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockCollage`.
    public var type: String { required("type") }
    /// `blocks` of the Bot API's type `RichBlockCollage`.
    public var blocks: [RichBlock] { required("blocks") }
    /// `caption` of the Bot API's type `RichBlockCollage`.
    public var caption: RichBlockCaption? { optional("caption") }
  }

  /// The Bot API's type `RichBlockDetails`.
  public struct RichBlockDetails: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockDetails`.
    public var type: String { required("type") }
    /// `summary` of the Bot API's type `RichBlockDetails`.
    public var summary: RichText { required("summary") }
    /// `blocks` of the Bot API's type `RichBlockDetails`.
    public var blocks: [RichBlock] { required("blocks") }
    /// `is_open` of the Bot API's type `RichBlockDetails`.
    public var isOpen: Bool? { optional("is_open") }
  }

  /// The Bot API's type `RichBlockDivider`.
  public struct RichBlockDivider: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockDivider`.
    public var type: String { required("type") }
  }

  /// The Bot API's type `RichBlockDocument`.
  public struct RichBlockDocument: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockDocument`.
    public var type: String { required("type") }
    /// `document` of the Bot API's type `RichBlockDocument`.
    public var document: Document { required("document") }
    /// `caption` of the Bot API's type `RichBlockDocument`.
    public var caption: RichBlockCaption? { optional("caption") }
  }

  /// The Bot API's type `RichBlockExpandableBlockQuotation`.
  public struct RichBlockExpandableBlockQuotation: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockExpandableBlockQuotation`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichBlockExpandableBlockQuotation`.
    public var text: RichText { required("text") }
    /// `credit` of the Bot API's type `RichBlockExpandableBlockQuotation`.
    public var credit: RichText? { optional("credit") }
  }

  /// The Bot API's type `RichBlockFooter`.
  public struct RichBlockFooter: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockFooter`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichBlockFooter`.
    public var text: RichText { required("text") }
  }

  /// The Bot API's type `RichBlockList`.
  public struct RichBlockList: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockList`.
    public var type: String { required("type") }
    /// `items` of the Bot API's type `RichBlockList`.
    public var items: [RichBlockListItem] { required("items") }
  }

  /// The Bot API's type `RichBlockListItem`.
  public struct RichBlockListItem: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `label` of the Bot API's type `RichBlockListItem`.
    public var label: String { required("label") }
    /// `blocks` of the Bot API's type `RichBlockListItem`.
    public var blocks: [RichBlock] { required("blocks") }
    /// `has_checkbox` of the Bot API's type `RichBlockListItem`.
    public var hasCheckbox: Bool? { optional("has_checkbox") }
    /// `is_checked` of the Bot API's type `RichBlockListItem`.
    public var isChecked: Bool? { optional("is_checked") }
    /// `value` of the Bot API's type `RichBlockListItem`.
    public var value: Int64? { optional("value") }
    /// `type` of the Bot API's type `RichBlockListItem`.
    public var type: String? { optional("type") }
  }

  /// The Bot API's type `RichBlockMap`.
  public struct RichBlockMap: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockMap`.
    public var type: String { required("type") }
    /// `location` of the Bot API's type `RichBlockMap`.
    public var location: Location { required("location") }
    /// `zoom` of the Bot API's type `RichBlockMap`.
    public var zoom: Int64 { required("zoom") }
    /// `width` of the Bot API's type `RichBlockMap`.
    public var width: Int64 { required("width") }
    /// `height` of the Bot API's type `RichBlockMap`.
    public var height: Int64 { required("height") }
    /// `caption` of the Bot API's type `RichBlockMap`.
    public var caption: RichBlockCaption? { optional("caption") }
  }

  /// The Bot API's type `RichBlockMathematicalExpression`.
  public struct RichBlockMathematicalExpression: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockMathematicalExpression`.
    public var type: String { required("type") }
    /// `expression` of the Bot API's type `RichBlockMathematicalExpression`.
    public var expression: String { required("expression") }
  }

  /// The Bot API's type `RichBlockParagraph`.
  public struct RichBlockParagraph: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockParagraph`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichBlockParagraph`.
    public var text: RichText { required("text") }
  }

  /// The Bot API's type `RichBlockPhoto`.
  public struct RichBlockPhoto: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockPhoto`.
    public var type: String { required("type") }
    /// `photo` of the Bot API's type `RichBlockPhoto`.
    public var photo: [PhotoSize] { required("photo") }
    /// `has_spoiler` of the Bot API's type `RichBlockPhoto`.
    public var hasSpoiler: Bool? { optional("has_spoiler") }
    /// `caption` of the Bot API's type `RichBlockPhoto`.
    public var caption: RichBlockCaption? { optional("caption") }
  }

  /// The Bot API's type `RichBlockPreformatted`.
  public struct RichBlockPreformatted: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockPreformatted`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichBlockPreformatted`.
    public var text: RichText { required("text") }
    /// `language` of the Bot API's type `RichBlockPreformatted`.
    public var language: String? { optional("language") }
  }

  /// The Bot API's type `RichBlockPullQuotation`.
  public struct RichBlockPullQuotation: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockPullQuotation`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichBlockPullQuotation`.
    public var text: RichText { required("text") }
    /// `credit` of the Bot API's type `RichBlockPullQuotation`.
    public var credit: RichText? { optional("credit") }
  }

  /// The Bot API's type `RichBlockSectionHeading`.
  public struct RichBlockSectionHeading: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockSectionHeading`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichBlockSectionHeading`.
    public var text: RichText { required("text") }
    /// `size` of the Bot API's type `RichBlockSectionHeading`.
    public var size: Int64 { required("size") }
  }

  /// The Bot API's type `RichBlockSlideshow`.
  public struct RichBlockSlideshow: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockSlideshow`.
    public var type: String { required("type") }
    /// `blocks` of the Bot API's type `RichBlockSlideshow`.
    public var blocks: [RichBlock] { required("blocks") }
    /// `caption` of the Bot API's type `RichBlockSlideshow`.
    public var caption: RichBlockCaption? { optional("caption") }
  }

  /// The Bot API's type `RichBlockTable`.
  public struct RichBlockTable: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockTable`.
    public var type: String { required("type") }
    /// `cells` of the Bot API's type `RichBlockTable`.
    public var cells: [[RichBlockTableCell]] { required("cells") }
    /// `is_bordered` of the Bot API's type `RichBlockTable`.
    public var isBordered: Bool? { optional("is_bordered") }
    /// `is_striped` of the Bot API's type `RichBlockTable`.
    public var isStriped: Bool? { optional("is_striped") }
    /// `caption` of the Bot API's type `RichBlockTable`.
    public var caption: RichText? { optional("caption") }
    /// `is_compact` of the Bot API's type `RichBlockTable`.
    public var isCompact: Bool? { optional("is_compact") }
  }

  /// The Bot API's type `RichBlockTableCell`.
  public struct RichBlockTableCell: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichBlockTableCell`; what is nil is not sent.
    public init(
      align: String,
      valign: String,
      text: RichText? = nil,
      isHeader: Bool? = nil,
      colspan: Int64? = nil,
      rowspan: Int64? = nil
    ) {
      self.json = JSONView {
        $0.add("align", align)
        $0.add("valign", valign)
        $0.add("text", text)
        $0.add("is_header", isHeader)
        $0.add("colspan", colspan)
        $0.add("rowspan", rowspan)
      }
    }
    /// `align` of the Bot API's type `RichBlockTableCell`.
    public var align: String { required("align") }
    /// `valign` of the Bot API's type `RichBlockTableCell`.
    public var valign: String { required("valign") }
    /// `text` of the Bot API's type `RichBlockTableCell`.
    public var text: RichText? { optional("text") }
    /// `is_header` of the Bot API's type `RichBlockTableCell`.
    public var isHeader: Bool? { optional("is_header") }
    /// `colspan` of the Bot API's type `RichBlockTableCell`.
    public var colspan: Int64? { optional("colspan") }
    /// `rowspan` of the Bot API's type `RichBlockTableCell`.
    public var rowspan: Int64? { optional("rowspan") }
  }

  /// The Bot API's type `RichBlockThinking`.
  public struct RichBlockThinking: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockThinking`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichBlockThinking`.
    public var text: RichText { required("text") }
  }

  /// The Bot API's type `RichBlockVideo`.
  public struct RichBlockVideo: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockVideo`.
    public var type: String { required("type") }
    /// `video` of the Bot API's type `RichBlockVideo`.
    public var video: Video { required("video") }
    /// `has_spoiler` of the Bot API's type `RichBlockVideo`.
    public var hasSpoiler: Bool? { optional("has_spoiler") }
    /// `caption` of the Bot API's type `RichBlockVideo`.
    public var caption: RichBlockCaption? { optional("caption") }
  }

  /// The Bot API's type `RichBlockVoiceNote`.
  public struct RichBlockVoiceNote: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `RichBlockVoiceNote`.
    public var type: String { required("type") }
    /// `voice_note` of the Bot API's type `RichBlockVoiceNote`.
    public var voiceNote: Voice { required("voice_note") }
    /// `caption` of the Bot API's type `RichBlockVoiceNote`.
    public var caption: RichBlockCaption? { optional("caption") }
  }

  /// The Bot API's type `RichMessage`.
  public struct RichMessage: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `blocks` of the Bot API's type `RichMessage`.
    public var blocks: [RichBlock] { required("blocks") }
    /// `is_rtl` of the Bot API's type `RichMessage`.
    public var isRtl: Bool? { optional("is_rtl") }
  }

  /// The Bot API's type `RichMessageButton`.
  public struct RichMessageButton: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichMessageButton`; what is nil is not sent.
    public init(
      text: RichText,
      style: String? = nil,
      url: String? = nil,
      callbackData: String? = nil,
      webApp: WebAppInfo? = nil,
      loginURL: LoginUrl? = nil,
      switchInlineQuery: String? = nil,
      switchInlineQueryCurrentChat: String? = nil,
      switchInlineQueryChosenChat: SwitchInlineQueryChosenChat? = nil,
      copyText: CopyTextButton? = nil,
      disabled: DisabledButton? = nil
    ) {
      self.json = JSONView {
        $0.add("text", text)
        $0.add("style", style)
        $0.add("url", url)
        $0.add("callback_data", callbackData)
        $0.add("web_app", webApp)
        $0.add("login_url", loginURL)
        $0.add("switch_inline_query", switchInlineQuery)
        $0.add("switch_inline_query_current_chat", switchInlineQueryCurrentChat)
        $0.add("switch_inline_query_chosen_chat", switchInlineQueryChosenChat)
        $0.add("copy_text", copyText)
        $0.add("disabled", disabled)
      }
    }
    /// `text` of the Bot API's type `RichMessageButton`.
    public var text: RichText { required("text") }
    /// `style` of the Bot API's type `RichMessageButton`.
    public var style: String? { optional("style") }
    /// `url` of the Bot API's type `RichMessageButton`.
    public var url: String? { optional("url") }
    /// `callback_data` of the Bot API's type `RichMessageButton`.
    public var callbackData: String? { optional("callback_data") }
    /// `web_app` of the Bot API's type `RichMessageButton`.
    public var webApp: WebAppInfo? { optional("web_app") }
    /// `login_url` of the Bot API's type `RichMessageButton`.
    public var loginURL: LoginUrl? { optional("login_url") }
    /// `switch_inline_query` of the Bot API's type `RichMessageButton`.
    public var switchInlineQuery: String? { optional("switch_inline_query") }
    /// `switch_inline_query_current_chat` of the Bot API's type `RichMessageButton`.
    public var switchInlineQueryCurrentChat: String? { optional("switch_inline_query_current_chat") }
    /// `switch_inline_query_chosen_chat` of the Bot API's type `RichMessageButton`.
    public var switchInlineQueryChosenChat: SwitchInlineQueryChosenChat? { optional("switch_inline_query_chosen_chat") }
    /// `copy_text` of the Bot API's type `RichMessageButton`.
    public var copyText: CopyTextButton? { optional("copy_text") }
    /// `disabled` of the Bot API's type `RichMessageButton`.
    public var disabled: DisabledButton? { optional("disabled") }
  }

  /// The Bot API's type `RichTextAnchor`.
  public struct RichTextAnchor: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextAnchor`; what is nil is not sent.
    public init(name: String) {
      self.json = JSONView {
        $0.add("type", "anchor")
        $0.add("name", name)
      }
    }
    /// `type` of the Bot API's type `RichTextAnchor`.
    public var type: String { required("type") }
    /// `name` of the Bot API's type `RichTextAnchor`.
    public var name: String { required("name") }
  }

  /// The Bot API's type `RichTextAnchorLink`.
  public struct RichTextAnchorLink: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextAnchorLink`; what is nil is not sent.
    public init(text: RichText, anchorName: String) {
      self.json = JSONView {
        $0.add("type", "anchor_link")
        $0.add("text", text)
        $0.add("anchor_name", anchorName)
      }
    }
    /// `type` of the Bot API's type `RichTextAnchorLink`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextAnchorLink`.
    public var text: RichText { required("text") }
    /// `anchor_name` of the Bot API's type `RichTextAnchorLink`.
    public var anchorName: String { required("anchor_name") }
  }

  /// The Bot API's type `RichTextBankCardNumber`.
  public struct RichTextBankCardNumber: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextBankCardNumber`; what is nil is not sent.
    public init(text: RichText, bankCardNumber: String) {
      self.json = JSONView {
        $0.add("type", "bank_card_number")
        $0.add("text", text)
        $0.add("bank_card_number", bankCardNumber)
      }
    }
    /// `type` of the Bot API's type `RichTextBankCardNumber`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextBankCardNumber`.
    public var text: RichText { required("text") }
    /// `bank_card_number` of the Bot API's type `RichTextBankCardNumber`.
    public var bankCardNumber: String { required("bank_card_number") }
  }

  /// The Bot API's type `RichTextBold`.
  public struct RichTextBold: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextBold`; what is nil is not sent.
    public init(text: RichText) {
      self.json = JSONView {
        $0.add("type", "bold")
        $0.add("text", text)
      }
    }
    /// `type` of the Bot API's type `RichTextBold`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextBold`.
    public var text: RichText { required("text") }
  }

  /// The Bot API's type `RichTextBotCommand`.
  public struct RichTextBotCommand: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextBotCommand`; what is nil is not sent.
    public init(text: RichText, botCommand: String) {
      self.json = JSONView {
        $0.add("type", "bot_command")
        $0.add("text", text)
        $0.add("bot_command", botCommand)
      }
    }
    /// `type` of the Bot API's type `RichTextBotCommand`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextBotCommand`.
    public var text: RichText { required("text") }
    /// `bot_command` of the Bot API's type `RichTextBotCommand`.
    public var botCommand: String { required("bot_command") }
  }

  /// The Bot API's type `RichTextButton`.
  public struct RichTextButton: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextButton`; what is nil is not sent.
    public init(button: RichMessageButton) {
      self.json = JSONView {
        $0.add("type", "button")
        $0.add("button", button)
      }
    }
    /// `type` of the Bot API's type `RichTextButton`.
    public var type: String { required("type") }
    /// `button` of the Bot API's type `RichTextButton`.
    public var button: RichMessageButton { required("button") }
  }

  /// The Bot API's type `RichTextCashtag`.
  public struct RichTextCashtag: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextCashtag`; what is nil is not sent.
    public init(text: RichText, cashtag: String) {
      self.json = JSONView {
        $0.add("type", "cashtag")
        $0.add("text", text)
        $0.add("cashtag", cashtag)
      }
    }
    /// `type` of the Bot API's type `RichTextCashtag`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextCashtag`.
    public var text: RichText { required("text") }
    /// `cashtag` of the Bot API's type `RichTextCashtag`.
    public var cashtag: String { required("cashtag") }
  }

  /// The Bot API's type `RichTextCode`.
  public struct RichTextCode: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextCode`; what is nil is not sent.
    public init(text: RichText) {
      self.json = JSONView {
        $0.add("type", "code")
        $0.add("text", text)
      }
    }
    /// `type` of the Bot API's type `RichTextCode`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextCode`.
    public var text: RichText { required("text") }
  }

  /// The Bot API's type `RichTextCustomEmoji`.
  public struct RichTextCustomEmoji: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextCustomEmoji`; what is nil is not sent.
    public init(customEmojiID: String, alternativeText: String) {
      self.json = JSONView {
        $0.add("type", "custom_emoji")
        $0.add("custom_emoji_id", customEmojiID)
        $0.add("alternative_text", alternativeText)
      }
    }
    /// `type` of the Bot API's type `RichTextCustomEmoji`.
    public var type: String { required("type") }
    /// `custom_emoji_id` of the Bot API's type `RichTextCustomEmoji`.
    public var customEmojiID: String { required("custom_emoji_id") }
    /// `alternative_text` of the Bot API's type `RichTextCustomEmoji`.
    public var alternativeText: String { required("alternative_text") }
  }

  /// The Bot API's type `RichTextDateTime`.
  public struct RichTextDateTime: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextDateTime`; what is nil is not sent.
    public init(text: RichText, unixTime: Int64, dateTimeFormat: String) {
      self.json = JSONView {
        $0.add("type", "date_time")
        $0.add("text", text)
        $0.add("unix_time", unixTime)
        $0.add("date_time_format", dateTimeFormat)
      }
    }
    /// `type` of the Bot API's type `RichTextDateTime`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextDateTime`.
    public var text: RichText { required("text") }
    /// `unix_time` of the Bot API's type `RichTextDateTime`.
    public var unixTime: Int64 { required("unix_time") }
    /// `date_time_format` of the Bot API's type `RichTextDateTime`.
    public var dateTimeFormat: String { required("date_time_format") }
  }

  /// The Bot API's type `RichTextEmailAddress`.
  public struct RichTextEmailAddress: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextEmailAddress`; what is nil is not sent.
    public init(text: RichText, emailAddress: String) {
      self.json = JSONView {
        $0.add("type", "email_address")
        $0.add("text", text)
        $0.add("email_address", emailAddress)
      }
    }
    /// `type` of the Bot API's type `RichTextEmailAddress`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextEmailAddress`.
    public var text: RichText { required("text") }
    /// `email_address` of the Bot API's type `RichTextEmailAddress`.
    public var emailAddress: String { required("email_address") }
  }

  /// The Bot API's type `RichTextHashtag`.
  public struct RichTextHashtag: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextHashtag`; what is nil is not sent.
    public init(text: RichText, hashtag: String) {
      self.json = JSONView {
        $0.add("type", "hashtag")
        $0.add("text", text)
        $0.add("hashtag", hashtag)
      }
    }
    /// `type` of the Bot API's type `RichTextHashtag`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextHashtag`.
    public var text: RichText { required("text") }
    /// `hashtag` of the Bot API's type `RichTextHashtag`.
    public var hashtag: String { required("hashtag") }
  }

  /// The Bot API's type `RichTextItalic`.
  public struct RichTextItalic: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextItalic`; what is nil is not sent.
    public init(text: RichText) {
      self.json = JSONView {
        $0.add("type", "italic")
        $0.add("text", text)
      }
    }
    /// `type` of the Bot API's type `RichTextItalic`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextItalic`.
    public var text: RichText { required("text") }
  }

  /// The Bot API's type `RichTextMarked`.
  public struct RichTextMarked: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextMarked`; what is nil is not sent.
    public init(text: RichText) {
      self.json = JSONView {
        $0.add("type", "marked")
        $0.add("text", text)
      }
    }
    /// `type` of the Bot API's type `RichTextMarked`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextMarked`.
    public var text: RichText { required("text") }
  }

  /// The Bot API's type `RichTextMathematicalExpression`.
  public struct RichTextMathematicalExpression: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextMathematicalExpression`; what is nil is not sent.
    public init(expression: String) {
      self.json = JSONView {
        $0.add("type", "mathematical_expression")
        $0.add("expression", expression)
      }
    }
    /// `type` of the Bot API's type `RichTextMathematicalExpression`.
    public var type: String { required("type") }
    /// `expression` of the Bot API's type `RichTextMathematicalExpression`.
    public var expression: String { required("expression") }
  }

  /// The Bot API's type `RichTextMention`.
  public struct RichTextMention: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextMention`; what is nil is not sent.
    public init(text: RichText, username: String) {
      self.json = JSONView {
        $0.add("type", "mention")
        $0.add("text", text)
        $0.add("username", username)
      }
    }
    /// `type` of the Bot API's type `RichTextMention`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextMention`.
    public var text: RichText { required("text") }
    /// `username` of the Bot API's type `RichTextMention`.
    public var username: String { required("username") }
  }

  /// The Bot API's type `RichTextPhoneNumber`.
  public struct RichTextPhoneNumber: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextPhoneNumber`; what is nil is not sent.
    public init(text: RichText, phoneNumber: String) {
      self.json = JSONView {
        $0.add("type", "phone_number")
        $0.add("text", text)
        $0.add("phone_number", phoneNumber)
      }
    }
    /// `type` of the Bot API's type `RichTextPhoneNumber`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextPhoneNumber`.
    public var text: RichText { required("text") }
    /// `phone_number` of the Bot API's type `RichTextPhoneNumber`.
    public var phoneNumber: String { required("phone_number") }
  }

  /// The Bot API's type `RichTextReference`.
  public struct RichTextReference: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextReference`; what is nil is not sent.
    public init(text: RichText, name: String) {
      self.json = JSONView {
        $0.add("type", "reference")
        $0.add("text", text)
        $0.add("name", name)
      }
    }
    /// `type` of the Bot API's type `RichTextReference`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextReference`.
    public var text: RichText { required("text") }
    /// `name` of the Bot API's type `RichTextReference`.
    public var name: String { required("name") }
  }

  /// The Bot API's type `RichTextReferenceLink`.
  public struct RichTextReferenceLink: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextReferenceLink`; what is nil is not sent.
    public init(text: RichText, referenceName: String) {
      self.json = JSONView {
        $0.add("type", "reference_link")
        $0.add("text", text)
        $0.add("reference_name", referenceName)
      }
    }
    /// `type` of the Bot API's type `RichTextReferenceLink`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextReferenceLink`.
    public var text: RichText { required("text") }
    /// `reference_name` of the Bot API's type `RichTextReferenceLink`.
    public var referenceName: String { required("reference_name") }
  }

  /// The Bot API's type `RichTextSpoiler`.
  public struct RichTextSpoiler: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextSpoiler`; what is nil is not sent.
    public init(text: RichText) {
      self.json = JSONView {
        $0.add("type", "spoiler")
        $0.add("text", text)
      }
    }
    /// `type` of the Bot API's type `RichTextSpoiler`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextSpoiler`.
    public var text: RichText { required("text") }
  }

  /// The Bot API's type `RichTextStrikethrough`.
  public struct RichTextStrikethrough: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextStrikethrough`; what is nil is not sent.
    public init(text: RichText) {
      self.json = JSONView {
        $0.add("type", "strikethrough")
        $0.add("text", text)
      }
    }
    /// `type` of the Bot API's type `RichTextStrikethrough`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextStrikethrough`.
    public var text: RichText { required("text") }
  }

  /// The Bot API's type `RichTextSubscript`.
  public struct RichTextSubscript: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextSubscript`; what is nil is not sent.
    public init(text: RichText) {
      self.json = JSONView {
        $0.add("type", "subscript")
        $0.add("text", text)
      }
    }
    /// `type` of the Bot API's type `RichTextSubscript`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextSubscript`.
    public var text: RichText { required("text") }
  }

  /// The Bot API's type `RichTextSuperscript`.
  public struct RichTextSuperscript: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextSuperscript`; what is nil is not sent.
    public init(text: RichText) {
      self.json = JSONView {
        $0.add("type", "superscript")
        $0.add("text", text)
      }
    }
    /// `type` of the Bot API's type `RichTextSuperscript`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextSuperscript`.
    public var text: RichText { required("text") }
  }

  /// The Bot API's type `RichTextTextMention`.
  public struct RichTextTextMention: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextTextMention`; what is nil is not sent.
    public init(text: RichText, user: User) {
      self.json = JSONView {
        $0.add("type", "text_mention")
        $0.add("text", text)
        $0.add("user", user)
      }
    }
    /// `type` of the Bot API's type `RichTextTextMention`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextTextMention`.
    public var text: RichText { required("text") }
    /// `user` of the Bot API's type `RichTextTextMention`.
    public var user: User { required("user") }
  }

  /// The Bot API's type `RichTextUnderline`.
  public struct RichTextUnderline: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextUnderline`; what is nil is not sent.
    public init(text: RichText) {
      self.json = JSONView {
        $0.add("type", "underline")
        $0.add("text", text)
      }
    }
    /// `type` of the Bot API's type `RichTextUnderline`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextUnderline`.
    public var text: RichText { required("text") }
  }

  /// The Bot API's type `RichTextUrl`.
  public struct RichTextUrl: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `RichTextUrl`; what is nil is not sent.
    public init(text: RichText, url: String) {
      self.json = JSONView {
        $0.add("type", "url")
        $0.add("text", text)
        $0.add("url", url)
      }
    }
    /// `type` of the Bot API's type `RichTextUrl`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `RichTextUrl`.
    public var text: RichText { required("text") }
    /// `url` of the Bot API's type `RichTextUrl`.
    public var url: String { required("url") }
  }
}
