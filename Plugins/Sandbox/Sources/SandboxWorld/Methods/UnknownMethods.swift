extension MethodTable {
  /// Methods of Bot API 10.3 that are real and do not behave here.
  package static let refused: [String] =
    """
    addStickerToSet answerChatJoinRequestQuery answerGuestQuery answerInlineQuery answerWebAppQuery
    approveSuggestedPost banChatSenderChat closeForumTopic closeGeneralForumTopic convertGiftToStars
    createChatSubscriptionInviteLink createForumTopic createNewStickerSet declineSuggestedPost
    deleteAllMessageReactions deleteBusinessMessages deleteChatPhoto deleteChatStickerSet deleteEphemeralMessage
    deleteForumTopic deleteMessageReaction deleteStickerFromSet deleteStickerSet deleteStory
    editChatSubscriptionInviteLink editEphemeralMessageCaption editEphemeralMessageMedia
    editEphemeralMessageReplyMarkup editEphemeralMessageText editForumTopic editGeneralForumTopic
    editMessageChecklist editMessageLiveLocation editStory getAvailableGifts getBusinessAccountGifts
    getBusinessAccountStarBalance getBusinessConnection getChatGifts getCustomEmojiStickers
    getForumTopicIconStickers getGameHighScores getManagedBotAccessSettings getManagedBotToken getStickerSet
    getUserChatBoosts getUserGifts getUserPersonalChatMessages getUserProfileAudios giftPremiumSubscription
    hideGeneralForumTopic postStory readBusinessMessage removeBusinessAccountProfilePhoto
    removeChatVerification removeMyProfilePhoto removeUserVerification reopenForumTopic
    reopenGeneralForumTopic replaceManagedBotToken replaceStickerInSet repostStory savePreparedInlineMessage
    savePreparedKeyboardButton sendChatJoinRequestWebApp sendChecklist sendGame sendGift sendLivePhoto
    sendMessageDraft sendPaidMedia sendRichMessage sendRichMessageDraft setBusinessAccountBio
    setBusinessAccountGiftSettings setBusinessAccountName setBusinessAccountProfilePhoto
    setBusinessAccountUsername setChatMemberTag setChatPhoto setChatStickerSet
    setCustomEmojiStickerSetThumbnail setGameScore setManagedBotAccessSettings setMyProfilePhoto
    setPassportDataErrors setStickerEmojiList setStickerKeywords setStickerMaskPosition setStickerPositionInSet
    setStickerSetThumbnail setStickerSetTitle setUserEmojiStatus stopMessageLiveLocation
    transferBusinessAccountStars transferGift unbanChatSenderChat unhideGeneralForumTopic
    unpinAllForumTopicMessages unpinAllGeneralForumTopicMessages upgradeGift uploadStickerFile verifyChat
    verifyUser
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  private static let refusedNames = Set(refused.map { $0.lowercased() })

  /// Why there is no such method here: it is not emulated, or there is none of that name at all.
  package static func refusal(_ name: String) -> APIError {
    refusedNames.contains(name.lowercased())
      ? APIError(501, "Not Implemented: the sandbox knows the method \(name) by name only")
      : APIError.notFound
  }
}
