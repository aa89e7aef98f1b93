import CommandLine
import FoundationEssentials

/// The system's words for an error of the file system, such as `Permission denied`.
func fileErrorText(_ error: any Error) -> String {
  guard let cause = (error as? CocoaError)?.underlying as? POSIXError else { return "\(error)" }
  return errorText(cause.code.rawValue)
}
