import CRoost
import FrameLayout
import HostOperations
import HostServices
import Synchronization
import Testing

@testable import HostBridge

/// Who is told which secret.
@Suite struct SecretsDeskTests {
  private static func secret(_ name: String, _ value: String) -> HostConfiguration.NamedSecret {
    HostConfiguration.NamedSecret(name: name, value: Secret(value))
  }

  private let store = SecretStore([secret("pay", "pay-value-1"), secret("mail", "mail-value-1")])
  private let desk: SecretsDesk

  init() {
    desk = SecretsDesk(store, of: "shop", grants: [.http(prefix: "/"), .secret("pay"), .secret("lost")])
  }

  /// The code and the text of an answer; the code alone when there is none.
  private func ask(_ name: String, _ method: Int32 = SECRETS_GET) -> (code: Int32, text: String?) {
    let answers = Mutex<[(Int32, [UInt8])]>([])
    var name = name
    let code = name.withUTF8 { bytes in
      unsafe desk.ask(UInt32(method), UnsafeRawBufferPointer(bytes)) { code, bytes in
        answers.withLock { $0.append((code, bytes)) }
      }
    }
    let answer = answers.withLock { $0 }
    #expect(answer.count == (code == ROOST_DONE ? 1 : 0))
    desk.taken()
    return answer.first.map { ($0.0, String(decoding: $0.1, as: UTF8.self)) } ?? (code, nil)
  }

  @Test func `a secret is told to who is granted it, and no other`() {
    #expect(ask("pay") == (ROOST_DONE, "pay-value-1"))
    let denied = ask("mail")
    #expect(denied.code == ROOST_DENIED)
    #expect(denied.text?.contains("`grants: [secret:mail]`") == true)
    #expect(denied.text?.contains("mail-value-1") == false)
    // One that there is not is refused in the same words.
    #expect(ask("none").text == denied.text?.replacing("mail", with: "none"))
    #expect(ask("lost").code == ROOST_PERMANENT)
  }

  @Test func `what was replaced is told anew, and what is gone no more`() {
    store.replace([Self.secret("pay", "pay-value-2")])
    #expect(ask("pay") == (ROOST_DONE, "pay-value-2"))
    store.replace([])
    #expect(ask("pay").code == ROOST_PERMANENT)
  }

  @Test func `a grant that was taken away does not come back`() {
    desk.restrict(to: [.http(prefix: "/"), .secret("mail")])
    #expect(ask("pay").code == ROOST_DENIED)
    // Restricting gives nothing.
    #expect(ask("mail").code == ROOST_DENIED)
    desk.restrict(to: [.secret("pay")])
    #expect(ask("pay").code == ROOST_DENIED)
  }

  @Test func `what is no question is refused at once`() {
    #expect(ask("") == (ROOST_INVALID, nil))
    #expect(ask(String(repeating: "a", count: 33)) == (ROOST_INVALID, nil))
    #expect(ask("pay", 2) == (ROOST_INVALID, nil))
  }
}
