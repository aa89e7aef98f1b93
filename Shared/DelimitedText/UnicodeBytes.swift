import Glibc

/// The text as valid UTF-8 without a byte order mark. Text that is not UTF-8 is read as GB18030, which spreadsheets in
/// China write.
func unicodeBytes(of bytes: [UInt8]) throws(DelimitedText.Problem) -> [UInt8] {
  let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  if String(validating: text, as: UTF8.self) != nil { return text }
  guard let converted = convertedFromGB18030(text) else { throw .encoding }
  return converted
}

/// Nil where the bytes are not valid GB18030.
private func convertedFromGB18030(_ bytes: [UInt8]) -> [UInt8]? {
  let converter = iconv_open("UTF-8", "GB18030")
  guard converter != iconv_t(bitPattern: -1) else { return nil }
  defer { iconv_close(converter) }
  var input = bytes.map { CChar(bitPattern: $0) }
  // One or two bytes become at most three, four become at most four.
  var output = [CChar](repeating: 0, count: bytes.count * 3 + 4)
  let written: Int? = input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      var from = input.baseAddress
      var to = output.baseAddress
      var left = input.count
      var room = output.count
      let result = iconv(converter, &from, &left, &to, &room)
      return result == .max || left > 0 ? nil : output.count - room
    }
  }
  return written.map { output[..<$0].map { UInt8(bitPattern: $0) } }
}
