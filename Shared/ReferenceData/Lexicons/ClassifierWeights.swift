/// The weights of one question: what each term adds to the sum of each class.
package struct ClassifierWeights: Sendable {
  /// The largest number of classes: the number of a term's weights for a question has eight bits.
  package static let mostClasses = 255

  package struct Row: Hashable, Sendable {
    /// A lemma, or two neighbouring lemmas with a space between them.
    package let term: String
    package let className: String
    package let weight: Double

    package init(term: String, className: String, weight: Double) {
      self.term = term
      self.className = className
      self.weight = weight
    }
  }

  /// What a term adds to the sum of a class.
  package struct Weight: Sendable {
    /// A position in `classes`.
    package let position: Int32
    package let value: Float
  }

  /// In the order of the table.
  package let classes: [String]
  /// The prior weight of each class, in the order of `classes`.
  package let bias: [Double]
  /// The terms of the table, each once, in its order.
  package private(set) var terms: [String] = []
  /// Whether the weights of a text's terms are scaled to Euclidean length 1, so that a long text weighs no more than a
  /// short one; if not, they add up.
  package let isScaled: Bool
  private var weights: [Weight] = []
  /// For each term, the position in `weights` of its first weight.
  private var starts: [Int32] = []

  /// Ignores rows whose class is not one of `classes`.
  package init(classes: [String], bias: [Double], rows: [Row], isScaled: Bool) {
    precondition(classes.count == bias.count, "a bias for each class")
    self.classes = classes
    self.bias = bias
    self.isScaled = isScaled
    let byTerm = Dictionary(grouping: rows, by: \.term)
    for row in rows where byTerm[row.term]?.first == row {
      terms.append(row.term)
      starts.append(Int32(weights.count))
      for row in byTerm[row.term] ?? [] {
        guard let position = classes.firstIndex(of: row.className) else { continue }
        weights.append(Weight(position: Int32(position), value: Float(row.weight)))
      }
    }
  }

  /// The weights of the term at a position in `terms`.
  package func weights(of term: Int) -> ArraySlice<Weight> {
    weights[Int(starts[term])..<(term + 1 < starts.count ? Int(starts[term + 1]) : weights.count)]
  }

  /// The rows of the table without the bias rows.
  package var rows: [Row] {
    terms.indices.flatMap { term in
      weights(of: term).map {
        Row(term: terms[term], className: classes[Int($0.position)], weight: Double($0.value))
      }
    }
  }

  /// Reads the table; nil where the folders have none. Rows of the term `*` come first and give the classes and their
  /// bias. All other terms consist of `lemmas`, and the rows of a term are adjacent.
  init?(
    _ folders: LanguageFolders, _ file: String, _ lemmas: Set<String>, isScaled: Bool = true,
    classes allowed: Set<String>? = nil
  ) throws(TableError) {
    var classes: [String] = []
    var bias: [Double] = []
    var rows = Rows()
    let star = Array("*".utf8)
    let scanners = try folders.scanners(file, ["term", "class", "weight"])
    if scanners.isEmpty { return nil }
    for scanner in scanners {
      var scanner = scanner
      while try scanner.advance() {
        let weight = try scanner.number(2, in: -1000...1000)
        if scanner.field(0, is: star) {
          let name = scanner.text(1)
          guard !classes.contains(name), allowed?.contains(name) ?? true else {
            throw scanner.error(1, expected: "a class of classifier-classes.tsv, once")
          }
          guard classes.count < Self.mostClasses else {
            throw scanner.error(1, expected: "at most \(Self.mostClasses) classes")
          }
          classes.append(name)
          rows.classes.append(Array(name.utf8))
          bias.append(weight)
        } else {
          try rows.add(scanner, weight, lemmas)
        }
      }
    }
    self.init(classes: classes, bias: bias, rows: [], isScaled: isScaled)
    terms = rows.terms
    weights = rows.weights
    starts = rows.starts
  }

  /// The rows of a file that have been read so far.
  private struct Rows {
    var terms: [String] = []
    var weights: [Weight] = []
    var starts: [Int32] = []
    /// The UTF-8 bytes of the last row's term.
    private var last: [UInt8] = []
    /// The UTF-8 bytes of each class's name.
    var classes: [[UInt8]] = []
    /// The position in `classes` of the last row's class, from which the search for the next row's class starts.
    private var position = 0
    private var known: Set<String> = []

    mutating func add(_ scanner: TableScanner, _ weight: Double, _ lemmas: Set<String>) throws(TableError) {
      if terms.isEmpty || !scanner.field(0, is: last) {
        let term = scanner.text(0)
        let words = term.parts(at: UInt8(ascii: " "))
        guard (1...2).contains(words.count), words.allSatisfy(lemmas.contains), known.insert(term).inserted else {
          throw scanner.error(0, expected: "one lemma or two of classifier-forms.tsv, all rows of them together")
        }
        terms.append(term)
        starts.append(Int32(weights.count))
        last = Array(scanner.bytes[scanner.range(0)])
      }
      var passed = 0
      while passed < classes.count, !scanner.field(1, is: classes[position]) {
        position = position + 1 < classes.count ? position + 1 : 0
        passed += 1
      }
      guard passed < classes.count else { throw scanner.error(1, expected: "a class that a row * names before") }
      weights.append(Weight(position: Int32(position), value: Float(weight)))
    }
  }
}
