/// A number in words while its words are read: `two million three hundred and five`.
struct NumberSum {
  private var total = 0.0
  /// Of the words since the last scale.
  private var current = 0.0
  /// The last scale, 1 without one.
  private(set) var scale = 1.0
  private(set) var hasNumber = false
  /// The last word was a numeral below twenty.
  private(set) var endsWithUnit = false
  /// Nothing can follow: `three dozen`.
  private(set) var isComplete = false

  init() {}

  /// A number that begins with an amount of the scale that follows.
  init(_ amount: Double) {
    current = amount
    hasNumber = true
  }

  /// The number in units of its last scale.
  var mantissa: Double { (total + current) / scale }

  /// Each of these returns whether the word can follow what was read, and leaves the number as it was where it cannot.
  mutating func add(unit value: Double, isJoined: Bool) -> Bool {
    guard !endsWithUnit, current == 0 || isJoined else { return false }
    current += value
    endsWithUnit = true
    hasNumber = true
    return true
  }

  mutating func add(tens value: Double) -> Bool {
    guard !endsWithUnit, current == 0 || current >= 100 else { return false }
    current += value
    hasNumber = true
    return true
  }

  mutating func multiplyByHundred() -> Bool {
    guard hasNumber, current > 0, current < 100 else { return false }
    current *= 100
    endsWithUnit = false
    return true
  }

  mutating func multiplyByDozen() -> Bool {
    guard hasNumber, current > 0 else { return false }
    current *= 12
    isComplete = true
    return true
  }

  mutating func multiply(byScale value: Double) -> Bool {
    guard hasNumber, current > 0 else { return false }
    total += current * value
    current = 0
    scale = value
    endsWithUnit = false
    return true
  }

  mutating func addHalf() { current += 0.5 }
}
