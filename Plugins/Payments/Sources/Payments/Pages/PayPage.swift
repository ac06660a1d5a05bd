import PaymentsDomain
import PaymentsGateways
import Roost

/// The page of an invoice: what it is, how it stands, and what to do next. It needs no script.
struct PayPage {
  let language: Language
  let invoice: Invoice
  let payment: Payment?
  let gateways: [Configuration.Gateway]
  let redirect: Redirect?

  var response: Response {
    let outcome = OutcomeText.of(payment)
    let (title, next) = outcome.text(language)
    let refresh: HTML = outcome.isWaiting ? "<meta http-equiv=\"refresh\" content=\"3\">" : ""
    let page: HTML = """
      <!doctype html>
      <html lang="\(language.rawValue)" dir="\(language.direction)">
      <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\(refresh)
      <meta name="robots" content="noindex"><title>\(title)</title>
      <link rel="stylesheet" href="/payments/style.css"></head>
      <body><main>
      <p class="plan">\(invoice.plan.title)</p><p class="price">\(language.money(invoice.plan.price))</p>
      <h1>\(title)</h1><p role="status">\(next)</p>
      \(outcome == .ready ? bank : "")\(outcome.allowsAnother ? choices : "")
      </main></body></html>
      """
    var sources = "'self'"
    // The form goes to the bank, and nowhere else.
    if outcome == .ready, case .form(let action, _)? = redirect { sources += " " + Self.origin(action) }
    return Response(
      page.text, contentType: "text/html; charset=utf-8",
      headers: [
        ("Cache-Control", "no-store"),
        (
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; form-action \(sources); base-uri 'none'"
        ),
        // A bank may want to see which domain sends people, and is to see no more.
        ("Referrer-Policy", "strict-origin"), ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
      ])
  }

  private var bank: HTML {
    let label = language == .persian ? "رفتن به بانک" : "Go to the bank"
    switch redirect {
    case .link(let url)?: return "<p><a class=\"button\" href=\"\(url)\">\(label)</a></p>"
    case .form(let action, let fields)?:
      let inputs = HTML.joined(
        fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" })
      return "<form method=\"post\" action=\"\(action)\">\(inputs)<button>\(label)</button></form>"
    case nil: return ""
    }
  }

  private var choices: HTML {
    HTML.joined(
      gateways.map {
        """
        <form method="post" action="/payments/pay/\(invoice.id)">
        <input type="hidden" name="gateway" value="\($0.name)"><button>\($0.title)</button></form>
        """
      })
  }

  /// Scheme, host and port of an address.
  static func origin(_ url: String) -> String {
    let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count >= 3 ? "\(parts[0])//\(parts[2])" : ""
  }

  /// The style of all pages.
  static let style = """
    :root{color-scheme:light dark}
    body{margin:0;font:1.1rem/1.7 Vazirmatn,Inter,system-ui,sans-serif;background:Canvas;color:CanvasText}
    main{max-width:26rem;margin:0 auto;padding:2rem 1rem}
    .plan{margin:0;font-weight:600}.price{margin:0 0 1.5rem;font-size:1.6rem}
    h1{font-size:1.3rem;margin:.5rem 0}
    form{margin:.75rem 0}
    button,.button{display:block;box-sizing:border-box;width:100%;padding:.8rem;border:0;border-radius:.6rem;
    font:inherit;text-align:center;text-decoration:none;background:#14532d;color:#fff;cursor:pointer}
    button:focus-visible,.button:focus-visible{outline:3px solid #f59e0b;outline-offset:2px}
    """
}
