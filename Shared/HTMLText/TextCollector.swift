import CLibxml2

/// Turns the parser's events into text.
final class TextCollector {
  private(set) var refusal: HTMLRefusal?
  private let maximumDepth: Int
  private let maximumBytes: Int
  private var bytes: [UInt8] = []
  private var pending = Gap.none
  private var depth = 0
  private var droppedDepth = 0
  private var preformattedDepth = 0

  /// What parts the text so far from the text to come, the weaker ones first.
  private enum Gap: Int {
    case none, space, line, paragraph
  }

  init(maximumDepth: Int, maximumBytes: Int) {
    self.maximumDepth = maximumDepth
    self.maximumBytes = maximumBytes
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// `html` is valid UTF-8 without zero bytes.
  func read(_ html: UnsafeBufferPointer<UInt8>) {
    guard let base = html.baseAddress, let count = Int32(exactly: html.count) else {
      if html.count > 0 { refusal = .tooLarge(limit: maximumBytes) }
      return
    }
    let handler = beacon_html_handler(
      start_element: { @Sendable context, name in TextCollector.from(context)?.start(name) ?? 1 },
      end_element: { @Sendable context, name in TextCollector.from(context)?.end(name) ?? 1 },
      text: { @Sendable context, bytes, count in TextCollector.from(context)?.append(bytes, count) ?? 1 })
    base.withMemoryRebound(to: CChar.self, capacity: html.count) { start in
      _ = beacon_html_parse(start, count, handler, Unmanaged.passUnretained(self).toOpaque())
    }
  }

  /// The collector outlives the parse: `read` holds it.
  private static func from(_ context: UnsafeMutableRawPointer?) -> TextCollector? {
    context.map { Unmanaged<TextCollector>.fromOpaque($0).takeUnretainedValue() }
  }

  private func start(_ name: UnsafePointer<CChar>?) -> Int32 {
    depth += 1
    guard depth <= maximumDepth else {
      refusal = .tooDeep(limit: maximumDepth)
      return 1
    }
    let role = role(of: name)
    if role == .dropped { droppedDepth += 1 }
    if role == .preformatted { preformattedDepth += 1 }
    part(by: role)
    return 0
  }

  private func end(_ name: UnsafePointer<CChar>?) -> Int32 {
    depth -= 1
    let role = role(of: name)
    if role == .dropped { droppedDepth = max(0, droppedDepth - 1) }
    if role == .preformatted { preformattedDepth = max(0, preformattedDepth - 1) }
    part(by: role)
    return 0
  }

  private func role(of name: UnsafePointer<CChar>?) -> ElementRole {
    name.map { ElementRole.of(String(cString: $0)) } ?? .inline
  }

  private func part(by role: ElementRole) {
    switch role {
    case .paragraph, .preformatted: part(by: Gap.paragraph)
    case .line: part(by: Gap.line)
    case .cell: part(by: Gap.space)
    case .inline, .dropped: break
    }
  }

  private func part(by gap: Gap) {
    if gap.rawValue > pending.rawValue { pending = gap }
  }

  private func append(_ start: UnsafePointer<CChar>?, _ count: Int) -> Int32 {
    guard droppedDepth == 0, let start else { return 0 }
    for offset in 0..<count {
      let byte = UInt8(bitPattern: start[offset])
      if preformattedDepth == 0, byte == 0x20 || (0x09...0x0D).contains(byte) {
        part(by: Gap.space)
      } else {
        closeGap()
        bytes.append(byte)
      }
    }
    guard bytes.count <= maximumBytes else {
      refusal = .tooLarge(limit: maximumBytes)
      return 1
    }
    return 0
  }

  private func closeGap() {
    defer { pending = .none }
    guard !bytes.isEmpty else { return }
    switch pending {
    case .none: break
    case .space: bytes.append(UInt8(ascii: " "))
    case .line: bytes.append(UInt8(ascii: "\n"))
    case .paragraph: bytes.append(contentsOf: [UInt8(ascii: "\n"), UInt8(ascii: "\n")])
    }
  }
}
