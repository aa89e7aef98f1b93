extension JSONTape {
  /// The path of the value at `target`, for example `$.events[3].when`. Walks from the root; used for errors only.
  func path(to target: Int) -> String {
    var path = "$"
    var container = 1
    while container != target {
      let isObject = tag(container) == Tag.object
      guard isObject || tag(container) == Tag.array else { break }
      var child = container + 1
      let end = end(container)
      var number = 0
      var next: Int?
      while child < end {
        let value = isObject ? child + 1 : child
        let after = after(value)
        if target < after {
          path += isObject ? pathStep(utf8(child)) : "[\(number)]"
          next = value
          break
        }
        number += 1
        child = after
      }
      guard let next else { break }
      container = next
    }
    return path
  }
}

/// `.name`, or `["odd name"]` for a key that is no plain identifier.
private func pathStep(_ key: UnsafeBufferPointer<UInt8>) -> String {
  let isPlain =
    !key.isEmpty && key.count <= 64
    && key.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
    }
  return isPlain ? "." + String(decoding: key, as: UTF8.self) : "[\(quoted(key))]"
}

/// Text from a document, quoted for a message: a JSON string, cut after 64 bytes.
func quoted(_ text: UnsafeBufferPointer<UInt8>) -> String {
  var cut = min(text.count, 64)
  if cut < text.count {
    while cut > 0, text[cut] & 0xC0 == 0x80 { cut -= 1 }
  }
  var writer = JSONWriter()
  writer.write(String(decoding: text.prefix(cut), as: UTF8.self) + (cut < text.count ? "…" : ""))
  return String(decoding: writer.bytes, as: UTF8.self)
}

/// Text quoted for a message: a JSON string, cut after 64 bytes.
package func quoted(_ text: String) -> String {
  var text = text
  return text.withUTF8 { quoted($0) }
}
