// What the audit log calls an event.
extension ItemEvent {
  /// Who did it; nil for what happens by itself.
  var person: UserID? {
    switch self {
    case .author(_, let actor): actor.id
    case .review(_, let click): click.by.id
    default: nil
    }
  }

  var name: String {
    switch self {
    case .author(let action, _): "author." + action.name
    case .review(let action, _): "review." + action.name
    case .checked: "checked"
    case .authorBanned: "author_banned"
    case .planned: "planned"
    case .due: "due"
    case .delivery(let report, _, _): "delivery." + report.name
    case .resumed: "resumed"
    case .postedNatively: "posted_natively"
    case .nativeApprovalFailed: "approval_failed"
    case .deleted: "deleted"
    case .notDeleted: "not_deleted"
    case .restarted: "restarted"
    }
  }
}

extension AuthorAction {
  var name: String {
    switch self {
    case .submit: "submit"
    case .edit: "edit"
    case .attribute: "attribute"
    case .withdraw: "withdraw"
    case .appeal: "appeal"
    }
  }
}

extension ReviewAction {
  var name: String {
    switch self {
    case .claim: "claim"
    case .release: "release"
    case .approve(let anonymously): anonymously ? "approve_anonymously" : "approve"
    case .reject: "reject"
    case .requestChanges: "request_changes"
    case .edit: "edit"
    case .schedule: "schedule"
    case .undo: "undo"
    case .grantAppeal: "grant_appeal"
    case .rejectAppeal: "reject_appeal"
    case .retry: "retry"
    case .found: "found"
    case .absent: "absent"
    }
  }
}

extension DeliveryReport {
  var name: String {
    switch self {
    case .sent: "sent"
    case .refused: "refused"
    case .delayed: "delayed"
    case .noRights: "no_rights"
    case .noAnswer: "no_answer"
    }
  }
}
