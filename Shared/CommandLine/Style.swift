/// Adds terminal colours and weights to text; where `isOn` is false, the text is unchanged.
package struct Style: Hashable, Sendable {
  package let isOn: Bool

  package init(isOn: Bool) {
    self.isOn = isOn
  }

  package static let plain = Style(isOn: false)

  package func bold(_ text: String) -> String { wrapped(text, "1") }
  package func faint(_ text: String) -> String { wrapped(text, "2") }
  package func red(_ text: String) -> String { wrapped(text, "31") }
  package func yellow(_ text: String) -> String { wrapped(text, "33") }
  package func green(_ text: String) -> String { wrapped(text, "32") }

  private func wrapped(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
