import CommandLine
import Dispatch
import FactExtraction
import Files
import JSONCoding
import Models
import PipelineContracts
import ProcessMemory
import ReferenceData
import Synchronization

/// The command `beacon extract`.
enum ExtractCommand {
  private static let projects = Option(
    "projects", "FILE",
    help:
      "The register of projects: JSON, or a spreadsheet saved as CSV, as `beacon projects add` takes it; default none.")

  private static let explain = Flag(
    "explain",
    help: "List under why what each event and each suppressed mention rests on: rows of tables, words and rules.")

  static let command = Command(
    "extract", summary: "read articles from standard input and write the facts of each to standard output",
    discussion: """
      A pure filter: each input line is one article, a JSON object; each output line is its facts document \
      (\(FactsDocument.schema)), in the same order. It needs no data folder, stores nothing, and reads no clock; over Kafka \
      the service beacon-extraction does this. Empty lines are skipped.

      For a line that is not an article, {"error": code, "line": number} is printed in its place, and the command ends \
      with status 2. An article may have up to 16 MiB.
      """,
    flags: [explain],
    options: [OptionEntry(projects), OptionEntry(CommonOptions.reference), OptionEntry(CommonOptions.config)],
    examples: [
      #"echo '{"id":"1","body":"Workers at the port of Callao in Peru went on strike."}' | beacon extract"#
    ], action: run)

  /// The most lines in a batch, which is read whole and divided among the workers.
  private static let batchLines = 256
  /// The most bytes in a batch.
  private static let batchBytes = 4 << 20

  /// The memory reserved for the tables of all article languages, in bytes, with a margin.
  private static let tableBytes: Int32 = 64 << 20

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    ProcessMemory.reserveForTables(bytes: tableBytes)
    let configuration = try arguments.configuration(console)
    let register = ProjectRegister(
      try ProjectsCommand.register.entries(ofFile: arguments[projects], arguments, console))
    let filter = ExtractionFilter(
      try ReferenceValues(configuration), register: register, explains: arguments[explain])
    let input = OpenFile(borrowing: console.input, name: "standard input")
    let reader = LineReader(input, limit: ExtractionFilter.largestArticle)
    var number = 0
    var isPartial = false
    while true {
      let lines = try readingInput { () throws(FileError) in
        try reader.nextBatch(lines: batchLines, bytes: batchBytes)
      }
      if lines.isEmpty { return isPartial ? .partial : .success }
      let outputs = try outputs(for: lines, after: number, filter, workers: configuration.extractWorkers)
      for output in outputs {
        console.output.write(output.line)
        if output.isError { isPartial = true }
      }
      try console.output.flush()
      number += lines.count
    }
  }

  /// The output for each line, in the order of the lines. Fails where a reference table of an article's language is
  /// wrong.
  private static func outputs(
    for lines: [LineReader.Line], after number: Int, _ filter: ExtractionFilter, workers: Int
  ) throws(CommandFailure) -> [ExtractionFilter.Output] {
    let next = Atomic(0)
    let outputs = Mutex([ExtractionFilter.Output](repeating: .nothing, count: lines.count))
    let failure = Mutex<TableError?>(nil)
    DispatchQueue.concurrentPerform(iterations: min(workers, lines.count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < lines.count else { return }
        do throws(TableError) {
          let output = try filter.output(for: lines[index], number: number + index + 1)
          outputs.withLock { $0[index] = output }
        } catch {
          return failure.withLock { $0 = error }
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw CommandFailure(error) }
    return outputs.withLock { $0 }
  }
}
