/// What a score, a warning or an alert is about: `type/id`, for example `project/chancay-port` or `country/PE`.
package struct SubjectKey: Hashable, Sendable, Comparable, CustomStringConvertible {
  package enum Kind: String, Sendable, CaseIterable {
    case project, country, sector, corridor, counterparty, portfolio

    /// Whether subjects of this kind have warnings; the others have only assessments and reports.
    package var hasLevels: Bool { [.project, .country, .counterparty].contains(self) }

    /// Whether a subject of this kind is a group of registered projects, and is scored from them alone.
    package var isGroup: Bool { [.sector, .corridor, .portfolio].contains(self) }
  }

  package let kind: Kind
  package let id: String

  package init(_ kind: Kind, _ id: String) {
    self.kind = kind
    self.id = id
  }

  /// Reads `type/id`; nil where the type is unknown or the id is empty.
  package init?(_ text: String) {
    let bytes = text.utf8
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")), let kind = Kind(rawValue: String(text[..<slash])) else {
      return nil
    }
    let id = text[bytes.index(after: slash)...]
    guard !id.isEmpty else { return nil }
    self.init(kind, String(id))
  }

  /// The subject of all registered projects together; its score is their mean.
  package static let portfolio = SubjectKey(.portfolio, "all")

  /// The subject of a party that projects depend on. Its id is the name in lower case, with one hyphen for whatever is
  /// between letters and digits: `china-harbour-co` for "China Harbour (Co.)".
  package static func counterparty(named name: String) -> SubjectKey {
    var id: [UInt8] = []
    for byte in name.lowercased().utf8 {
      let isKept = byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
      if isKept {
        id.append(byte)
      } else if let last = id.last, last != UInt8(ascii: "-") {
        id.append(UInt8(ascii: "-"))
      }
    }
    if id.last == UInt8(ascii: "-") { id.removeLast() }
    return SubjectKey(.counterparty, String(decoding: id, as: UTF8.self))
  }

  package var description: String {
    // Appended, which costs a third of an interpolation: rows, records and hashes all name their subjects.
    var text = kind.rawValue
    text += "/"
    text += id
    return text
  }

  /// Hashes the id alone, and two kinds rarely share an id.
  package func hash(into hasher: inout Hasher) { hasher.combine(id) }

  package static func < (left: SubjectKey, right: SubjectKey) -> Bool {
    (left.kind.rawValue, left.id) < (right.kind.rawValue, right.id)
  }
}
