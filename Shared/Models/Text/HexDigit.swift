/// The digits of hexadecimal text, in lower case.
///
/// Public, so that other modules can inline them: every stored id is read and written through them.
public enum HexDigit {
  /// The digit for a value from 0 to 15.
  @inlinable public static func digit(of value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  /// The value of a digit; nil for any other byte, such as a digit in upper case.
  @inlinable public static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
