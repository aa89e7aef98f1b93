/// A value inside a tree, with the way to it.
struct JSONPart {
  enum Step: Hashable {
    case field(String)
    case element(Int)
  }

  var place: [Step]
  var value: JSONTree

  /// The place without the numbers of elements, as `$.events[].when`.
  var path: String {
    place.reduce("$") { path, step in
      switch step {
      case .field(let name): "\(path).\(name)"
      case .element: "\(path)[]"
      }
    }
  }
}

extension JSONTree {
  /// All values below this one, outermost first.
  var parts: [JSONPart] { parts(at: []) }

  private func parts(at place: [JSONPart.Step]) -> [JSONPart] {
    let inner: [(JSONPart.Step, JSONTree)] =
      switch self {
      case .object(let fields): fields.map { (.field($0.name), $0.value) }
      case .array(let elements): elements.enumerated().map { (.element($0), $1) }
      default: []
      }
    return inner.flatMap { step, value in
      [JSONPart(place: place + [step], value: value)] + value.parts(at: place + [step])
    }
  }

  /// The tree with another value at `place`; nil leaves it out.
  func replacing(_ place: some Collection<JSONPart.Step>, by other: JSONTree?) -> JSONTree {
    guard let step = place.first else { return other ?? .null }
    let rest = place.dropFirst()
    switch (self, step) {
    case (.object(let fields), .field(let name)):
      return .object(
        fields.compactMap { field in
          guard field.name == name else { return field }
          if rest.isEmpty && other == nil { return nil }
          return Field(name: name, value: field.value.replacing(rest, by: other))
        })
    case (.array(let elements), .element(let index)):
      return .array(
        elements.enumerated().compactMap { at, element in
          guard at == index else { return element }
          return rest.isEmpty && other == nil ? nil : element.replacing(rest, by: other)
        })
    default: return self
    }
  }
}
