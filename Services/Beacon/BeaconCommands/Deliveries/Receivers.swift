import AlertReceivers
import CommandLine
import Effects
import Files
import Glibc
import JSONCoding
import Webhook

/// The kinds of receivers that alerts can be delivered to. To support another kind, add it here.
let receiverKinds: [ReceiverKind] = [
  Webhook.kind
]

enum Receivers {
  /// The most bytes of a file of receivers.
  private static let largestFile = 1 << 20

  /// The receivers of a file. Fails with `configuration`, naming the place in the file, or `dataError` where it is too
  /// large.
  static func read(
    _ path: String, _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) -> [any Receiver] {
    let bytes = try InputFile.file(path: path).contents(
      standardInput: console.input, limit: largestFile, remedy: "check that this is a file of receivers")
    let context = ReceiverContext(secret: firstLine, clock: arguments.clock)
    do {
      return try ReceiverFile.receivers(in: bytes, kinds: receiverKinds, context: context)
    } catch {
      throw CommandFailure(
        .configuration, "the receivers in \(path) cannot be used: \(error.description)",
        remedy: "`beacon deliver --help` shows the form")
    }
  }

  @Sendable private static func firstLine(of path: String) throws(FileError) -> String {
    guard let text = try FileSystem.head(of: path) else { throw FileError("open", path, code: ENOENT) }
    return String(text.prefix { !$0.isNewline })
  }
}
