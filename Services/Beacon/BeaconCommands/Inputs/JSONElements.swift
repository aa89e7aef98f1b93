/// The raw bytes of each article in a text of JSON: an array of objects, or objects one after the other, each in one
/// line or in several.
///
/// Malformed input is passed on unchanged, whole or line by line, so that the pipeline refuses it with its own code.
func jsonElements(_ bytes: [UInt8]) -> [[UInt8]] {
  guard let first = bytes.firstIndex(where: { !isSpace($0) }) else { return [] }
  if bytes[first] == UInt8(ascii: "["), let elements = elements(ofArrayAt: first, in: bytes) { return elements }
  if let objects = objects(from: first, in: bytes) { return objects }
  return bytes.split(separator: UInt8(ascii: "\n")).filter { !$0.allSatisfy(isSpace) }.map(Array.init)
}

/// The bytes of each object from `start` to the end; nil where an object is not closed, or anything is between objects.
private func objects(from start: Int, in bytes: [UInt8]) -> [[UInt8]]? {
  var objects: [[UInt8]] = []
  var at = start
  while at < bytes.count {
    guard let end = endOfValue(from: at, in: bytes) else { return nil }
    objects.append(Array(bytes[at..<end]))
    at = bytes[end...].firstIndex { !isSpace($0) } ?? bytes.count
  }
  return objects
}

/// The bytes of each object of the array that begins at `start`; nil where the array or an object is not closed, an
/// element is not an object, or something follows the array.
private func elements(ofArrayAt start: Int, in bytes: [UInt8]) -> [[UInt8]]? {
  var elements: [[UInt8]] = []
  var at = start + 1
  while true {
    while at < bytes.count, isSpace(bytes[at]) { at += 1 }
    guard at < bytes.count else { return nil }
    if bytes[at] == UInt8(ascii: "]") {
      return bytes[(at + 1)...].allSatisfy(isSpace) ? elements : nil
    }
    guard let end = endOfValue(from: at, in: bytes) else { return nil }
    elements.append(Array(bytes[at..<end]))
    at = end
    while at < bytes.count, isSpace(bytes[at]) { at += 1 }
    guard at < bytes.count else { return nil }
    if bytes[at] == UInt8(ascii: ",") { at += 1 } else if bytes[at] != UInt8(ascii: "]") { return nil }
  }
}

/// The index after the object that begins at `start`; nil where no object begins there or it is not closed.
private func endOfValue(from start: Int, in bytes: [UInt8]) -> Int? {
  guard bytes[start] == UInt8(ascii: "{") else { return nil }
  var depth = 0
  var isInString = false
  var at = start
  while at < bytes.count {
    let byte = bytes[at]
    if isInString {
      if byte == UInt8(ascii: "\\") { at += 1 } else if byte == UInt8(ascii: "\"") { isInString = false }
    } else if byte == UInt8(ascii: "\"") {
      isInString = true
    } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
      depth += 1
    } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
      depth -= 1
      if depth == 0 { return at + 1 }
    }
    at += 1
  }
  return nil
}
