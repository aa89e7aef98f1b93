/// Finds tags that would cost libxml2 time that grows with the square of their length: it compares each attribute of a
/// tag with all that come before it.
///
/// The bytes are read backwards with a running answer for each state in which a parser may be, so that every place
/// where a tag may begin is judged by itself: comments, scripts and stray quotation marks hide nothing. Time is linear.
struct TagGuard {
  /// A tag of more attributes is refused.
  static let maximumAttributes = 1000
  /// Blanks and quotation marks inside of quoted values count an eighth of an attribute each, in case that the parser
  /// sees the quotation marks otherwise than this scan does.
  private static let attributeWeight = 8

  /// The byte offset of the last tag that is refused; nil where there is none.
  static func firstRefused(in html: UnsafeBufferPointer<UInt8>) -> Int? {
    var cost = Costs()
    var index = html.count - 1
    while index >= 0 {
      let byte = html[index]
      if byte == UInt8(ascii: "<"), cost.name > maximumAttributes * attributeWeight { return index }
      cost.precede(by: ByteClass.table[Int(byte)], attributeWeight)
      index -= 1
    }
    return nil
  }

  /// What the tag would still cost from here on, by the state that a parser is in. The states are those of libxml2's
  /// `htmlParseStartTag`, `htmlParseAttribute` and `htmlParseAttValue`.
  private struct Costs {
    var name = 0
    var beforeAttribute = 0
    var junk = 0
    var attribute = 0
    var afterAttribute = 0
    var beforeValue = 0
    var plainValue = 0
    var doubleQuoted = 0
    var singleQuoted = 0

    mutating func precede(by byte: ByteClass, _ weight: Int) {
      let after = self
      switch byte {
      case .blank:
        name = after.beforeAttribute
        junk = after.beforeAttribute
        attribute = after.afterAttribute
        plainValue = after.beforeAttribute
        doubleQuoted += 1
        singleQuoted += 1
      case .close:
        self = Costs()
        doubleQuoted = after.doubleQuoted
        singleQuoted = after.singleQuoted
      case .equals:
        name = after.junk
        beforeAttribute = after.junk
        attribute = after.beforeValue
        afterAttribute = after.beforeValue
        beforeValue = after.plainValue
      case .doubleQuote:
        becomeJunk()
        beforeValue = after.doubleQuoted
        doubleQuoted = after.beforeAttribute + 1
        singleQuoted += 1
      case .singleQuote:
        becomeJunk()
        beforeValue = after.singleQuoted
        singleQuoted = after.beforeAttribute + 1
        doubleQuoted += 1
      case .nameStart:
        beforeAttribute = after.attribute + weight
        afterAttribute = after.attribute + weight
        beforeValue = after.plainValue
      case .nameRest:
        beforeAttribute = after.junk
        afterAttribute = after.junk
        beforeValue = after.plainValue
      case .other:
        becomeJunk()
        beforeValue = after.plainValue
      }
    }

    private mutating func becomeJunk() {
      name = junk
      beforeAttribute = junk
      attribute = junk
      afterAttribute = junk
    }
  }

  private enum ByteClass: UInt8 {
    case blank, close, equals, doubleQuote, singleQuote, nameStart, nameRest, other

    static let table: [ByteClass] = (UInt8.min...UInt8.max).map(ByteClass.init(of:))

    private init(of byte: UInt8) {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: self = .blank
      case UInt8(ascii: ">"): self = .close
      case UInt8(ascii: "="): self = .equals
      case UInt8(ascii: "\""): self = .doubleQuote
      case UInt8(ascii: "'"): self = .singleQuote
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: ":"), UInt8(ascii: "."):
        self = .nameStart
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): self = .nameRest
      default: self = .other
      }
    }
  }
}
