/// A number in words while its words are read: `two million three hundred and five`.
struct NumberSum {
  private var total = 0.0
  /// The sum of the words since the last scale word.
  private var current = 0.0
  /// The factor of the last scale word, 1 without one.
  private(set) var scale = 1.0
  private(set) var hasNumber = false
  /// Whether the last word was a numeral below twenty.
  private(set) var endsWithUnit = false
  /// Whether no word can follow: `three dozen`.
  private(set) var isComplete = false

  init() {}

  /// Begins a number with the amount before a scale word: 0.5 in `half a million`, 1 in `a hundred`.
  init(_ amount: Double) {
    current = amount
    hasNumber = true
  }

  /// The number divided by `scale`.
  var mantissa: Double { (total + current) / scale }

  /// Adds a numeral below twenty; returns false, without a change, where it cannot follow the words before it.
  mutating func add(unit value: Double, isJoined: Bool) -> Bool {
    guard !endsWithUnit, current == 0 || isJoined else { return false }
    current += value
    endsWithUnit = true
    hasNumber = true
    return true
  }

  /// Adds `twenty` to `ninety`; returns false, without a change, where it cannot follow the words before it.
  mutating func add(tens value: Double) -> Bool {
    guard !endsWithUnit, current == 0 || current >= 100 else { return false }
    current += value
    hasNumber = true
    return true
  }

  /// Reads `hundred`; returns false, without a change, where it cannot follow the words before it.
  mutating func multiplyByHundred() -> Bool {
    guard hasNumber, current > 0, current < 100 else { return false }
    current *= 100
    endsWithUnit = false
    return true
  }

  /// Reads `dozen`; returns false, without a change, where it cannot follow the words before it.
  mutating func multiplyByDozen() -> Bool {
    guard hasNumber, current > 0 else { return false }
    current *= 12
    isComplete = true
    return true
  }

  /// Reads a scale word such as `million`; returns false, without a change, where it cannot follow the words before it.
  mutating func multiply(byScale value: Double) -> Bool {
    guard hasNumber, current > 0 else { return false }
    total += current * value
    current = 0
    scale = value
    endsWithUnit = false
    return true
  }

  /// Adds a half: of one (`two and a half`), or of the scale word just before it (`a million and a half`).
  mutating func addHalf() {
    if current == 0 { total += scale / 2 } else { current += 0.5 }
  }
}
