import Glibc
import Synchronization

/// Decodes bytes in any encoding that the web uses, by iconv.
///
/// A byte order mark decides; else bytes that are valid UTF-8 are UTF-8, whatever is declared; else the declared
/// encoding, if at most one byte in 200 is invalid in it; else the one whose result looks most like text. Invalid bytes
/// become U+FFFD.
package enum TextEncoding {
  package struct Decoded: Hashable, Sendable {
    package var text: String
    /// The encoding's name for iconv.
    package var encoding: String
  }

  /// The text of the bytes, and the encoding that was found. `declared` is the encoding's label in a page, a feed or a
  /// header.
  package static func decoded(_ bytes: [UInt8], declared: String? = nil) -> Decoded {
    for (mark, encoding) in marks where bytes.starts(with: mark) {
      let rest = Array(bytes[mark.count...])
      return Decoded(
        text: encoding == utf8 ? String(decoding: rest, as: UTF8.self) : converted(rest, from: encoding).text,
        encoding: encoding)
    }
    let label = declared.map(name(ofLabel:))
    let isStateful = label.map { statefulEncodings.contains($0) } ?? false
    if !isStateful, let text = String(validating: bytes, as: UTF8.self) { return Decoded(text: text, encoding: utf8) }
    if let label, label != utf8, label != latin {
      let result = converted(bytes, from: label)
      if result.isKnown, result.errors * 200 <= bytes.count { return Decoded(text: result.text, encoding: label) }
    }
    let encoding = EncodingGuess.best(for: bytes)
    // A text in UTF-8 with a broken byte is better read as UTF-8 than as anything else.
    if isMostlyUTF8(bytes) {
      return Decoded(text: String(decoding: bytes, as: UTF8.self), encoding: utf8)
    }
    return Decoded(text: converted(bytes, from: encoding).text, encoding: encoding)
  }

  /// The label that a web page (`charset=`) or an XML document (`encoding=`) declares in its first 4096 bytes.
  package static func declaredLabel(in bytes: [UInt8]) -> String? {
    bytes.withUnsafeBufferPointer { bytes in
      let head = UnsafeBufferPointer(rebasing: bytes.prefix(4096))
      return label(after: "charset", in: head) ?? label(after: "encoding", in: head)
    }
  }

  /// The value of the first `key=` that looks like a label.
  private static func label(after key: String, in head: UnsafeBufferPointer<UInt8>) -> String? {
    guard let base = head.baseAddress else { return nil }
    var search = 0
    while let found = memchr(base + search, Int32(UInt8(ascii: "=")), head.count - search) {
      let sign = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      search = sign + 1
      var end = sign
      while end > 0, isAroundSign(head[end - 1]) { end -= 1 }
      guard folded(head[..<end].suffix(key.utf8.count)).elementsEqual(key.utf8) else { continue }
      var start = sign
      while start < head.count, isAroundSign(head[start]) { start += 1 }
      let label = folded(head[start...].prefix(41)).prefix {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "-_:.".utf8.contains($0)
      }
      if (2...40).contains(label.count) { return String(decoding: label, as: UTF8.self) }
    }
    return nil
  }

  /// Blanks, quotation marks and the equals sign itself.
  private static func isAroundSign(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  /// The bytes with ASCII capitals in lower case.
  private static func folded(_ bytes: some Collection<UInt8>) -> [UInt8] {
    bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }

  static let utf8 = "UTF-8"
  static let latin = "WINDOWS-1252"

  private static let statefulEncodings: Set<String> = ["ISO-2022-JP", "HZ", "UTF-7"]

  private static let marks: [([UInt8], String)] = [
    ([0xEF, 0xBB, 0xBF], utf8), ([0xFE, 0xFF], "UTF-16BE"), ([0xFF, 0xFE], "UTF-16LE"),
  ]

  /// Whether decoding as UTF-8 gives fewer than one replacement character for every three bytes above ASCII.
  private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
    let high = bytes.count { $0 >= 0x80 }
    let broken = String(decoding: bytes, as: UTF8.self).unicodeScalars.count { $0 == "\u{FFFD}" }
    return broken * 3 < high
  }

  /// iconv's name for a label, by the encoding standard's table: the label Latin-1 means windows-1252, and GB2312 or
  /// GBK means GB18030.
  static func name(ofLabel label: String) -> String {
    let label = label.lowercased()
    return labels[label] ?? label.uppercased()
  }

  private static let labels: [String: String] = {
    let groups: [(String, [String])] = [
      (utf8, ["utf-8", "utf8", "unicode-1-1-utf-8"]),
      (
        latin,
        ["ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "windows-1252", "cp1252", "ansi"]
      ),
      ("GB18030", ["gb2312", "gbk", "gb_2312-80", "gb18030", "x-gbk", "chinese", "cp936", "euc-cn"]),
      ("BIG5-HKSCS", ["big5", "big5-hkscs", "x-x-big5", "cn-big5"]),
      ("CP932", ["shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms932"]),
      ("EUC-JP", ["euc-jp", "x-euc-jp"]),
      ("UHC", ["euc-kr", "ks_c_5601-1987", "ksc5601", "korean", "windows-949", "cp949"]),
      ("WINDOWS-1254", ["iso-8859-9", "latin5", "windows-1254"]),
      ("CP874", ["tis-620", "iso-8859-11", "windows-874"]),
      ("HZ", ["hz-gb-2312"]), ("MACINTOSH", ["macintosh", "mac", "x-mac-roman"]),
      ("MAC-CYRILLIC", ["x-mac-cyrillic"]),
    ]
    var labels: [String: String] = [:]
    for (name, others) in groups {
      for other in others { labels[other] = name }
    }
    return labels
  }()
}

// MARK: Conversion
extension TextEncoding {
  struct Conversion {
    var text: String
    /// The number of bytes that are invalid in the encoding.
    var errors: Int
    /// Whether iconv knows the encoding.
    var isKnown: Bool
  }

  /// The encodings for which a converter is kept open.
  private static let loaded = Mutex<Set<String>>([])
  private static let mostLoaded = 64

  /// Opens a converter that is never closed: the C library unloads the module of an encoding that nobody has open, and
  /// loading it takes longer than converting a page.
  private static func keepLoaded(_ encoding: String) {
    loaded.withLock { names in
      guard names.count < mostLoaded, names.insert(encoding).inserted else { return }
      _ = iconv_open(utf8, encoding)
    }
  }

  static func converted(_ bytes: [UInt8], from encoding: String) -> Conversion {
    guard let converter = iconv_open(utf8, encoding), Int(bitPattern: converter) != -1 else {
      return Conversion(text: String(decoding: bytes, as: UTF8.self), errors: bytes.count, isKnown: false)
    }
    defer { iconv_close(converter) }
    keepLoaded(encoding)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 2)
    var errors = 0
    var isFlushed = false
    var block = [CChar](repeating: 0, count: 1 << 14)
    var input = bytes.map { CChar(bitPattern: $0) }
    input.withUnsafeMutableBufferPointer { source in
      var next = source.baseAddress
      var left = source.count
      // Without input, iconv writes the character that it holds back in case a combining one follows.
      while left > 0 || !isFlushed {
        if left == 0 { isFlushed = true }
        var isStuck = false
        block.withUnsafeMutableBufferPointer { target in
          var end = target.baseAddress
          var room = target.count
          let result =
            isFlushed
            ? iconv(converter, nil, nil, &end, &room) : iconv(converter, &next, &left, &end, &room)
          let failure = errno
          output.append(contentsOf: UnsafeRawBufferPointer(start: target.baseAddress, count: target.count - room))
          isStuck = result == -1 && failure != E2BIG
        }
        guard isStuck, left > 0 else { continue }
        errors += 1
        output.append(contentsOf: [0xEF, 0xBF, 0xBD])
        next = next?.advanced(by: 1)
        left -= 1
      }
    }
    return Conversion(text: String(decoding: output, as: UTF8.self), errors: errors, isKnown: true)
  }
}
