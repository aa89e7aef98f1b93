import ReferenceData

/// What each term adds to the sums of the classes, for all questions.
///
/// All that the table has for one term is together in `parts`, in one or two cache lines, since a text looks up
/// hundreds of terms. A term's part consists of 32-bit words: the numbers of its weights for each question, eight bits
/// each; its position in `names`; and its weights, question by question. A weight has the position of its class in the
/// upper 16 bits, and its position in `values` in the lower 16.
struct WeightTable: Sendable {
  /// The largest number of questions; each has at most 255 classes.
  static let mostQuestions = 4
  private static let headLength = 2

  /// The terms, in the order in which they were first seen.
  let names: [String]
  /// By the term's position in `names`: where its part of `parts` begins.
  let starts: [TermID]
  private var parts: [UInt32] = []
  /// The distinct weights.
  private var values: [Float] = []

  init(_ questions: [ClassifierWeights]) {
    precondition(questions.count <= Self.mostQuestions, "a classifier has at most four questions")
    precondition(
      questions.allSatisfy { $0.classes.count <= ClassifierWeights.mostClasses }, "a question has at most 255 classes")
    var names: [String] = []
    var numbers: [String: Int] = [:]
    /// By term and question: where the question's table has the term; -1 where it lacks it.
    var places: [Int32] = []
    for (question, weights) in questions.enumerated() {
      for (place, term) in weights.terms.enumerated() {
        let number = numbers[term] ?? names.count
        if number == names.count {
          numbers[term] = number
          names.append(term)
          places += repeatElement(-1, count: questions.count)
        }
        places[number * questions.count + question] = Int32(place)
      }
    }
    var positions: [Float: UInt32] = [:]
    var starts: [TermID] = []
    starts.reserveCapacity(names.count)
    for number in names.indices {
      let start = parts.count
      starts.append(TermID(start))
      parts.append(0)
      parts.append(UInt32(number))
      for question in questions.indices {
        let place = places[number * questions.count + question]
        guard place >= 0 else { continue }
        for weight in questions[question].weights(of: Int(place)) {
          let position = positions[weight.value] ?? UInt32(values.count)
          if position == values.count {
            positions[weight.value] = position
            values.append(weight.value)
          }
          parts.append(UInt32(weight.position) << 16 | position)
          parts[start] += 1 << UInt32(question * 8)
        }
      }
    }
    precondition(values.count <= Int(UInt16.max) + 1, "a classifier has at most 65,536 weights that differ")
    self.names = names
    self.starts = starts
  }

  /// Runs `body` with a view of the table that is valid until it returns.
  @inline(__always)
  func withView<Result>(_ body: (View) -> Result) -> Result {
    parts.withUnsafeBufferPointer { parts in values.withUnsafeBufferPointer { body(View(parts: parts, values: $0)) } }
  }

  /// The position of a term in `names`.
  func number(of term: TermID) -> Int { Int(parts[Int(term) + 1]) }

  /// A view of the table whose look-ups change no reference counts.
  struct View {
    fileprivate let parts: UnsafeBufferPointer<UInt32>
    fileprivate let values: UnsafeBufferPointer<Float>

    /// The places of a term's weights for a question, for `position(at:)` and `value(at:)`.
    @inline(__always)
    func weights(of term: TermID, _ question: Int) -> Range<Int> {
      var counts = parts[Int(term)]
      var start = Int(term) + WeightTable.headLength
      for _ in 0..<question {
        start += Int(counts & 0xFF)
        counts >>= 8
      }
      return start..<start + Int(counts & 0xFF)
    }

    /// The position of the class that the weight at a place is for.
    @inline(__always)
    func position(at place: Int) -> Int { Int(parts[place] >> 16) }

    @inline(__always)
    func value(at place: Int) -> Float { values[Int(parts[place] & 0xFFFF)] }
  }
}
