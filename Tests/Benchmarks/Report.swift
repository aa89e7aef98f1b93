import Foundation
import Glibc

/// The most memory that this process has held, in MB.
func peakMegabytes() -> Double {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
  let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
  return kilobytes / 1024
}

/// The processor time that this process has used, in seconds: what a busy machine does not add to.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The results of one measurement in a separate process, by name.
typealias Figures = [String: Double]

/// Runs this program again with other words, so that the memory of one measurement does not count for the next.
func measure(_ words: [String]) throws -> Figures {
  let process = Process()
  process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
  process.arguments = words
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    throw BenchmarkFailure(message: "\(words.joined(separator: " ")) ended with \(process.terminationStatus)")
  }
  return try JSONDecoder().decode(Figures.self, from: output)
}

func print(_ figures: Figures) throws {
  print(String(decoding: try JSONEncoder().encode(figures), as: UTF8.self))
}

func row(_ name: String, _ value: Double, _ unit: String) {
  print(name.padding(toLength: 46, withPad: " ", startingAt: 0) + String(format: "%10.1f ", value) + unit)
}

struct BenchmarkFailure: Error {
  var message: String
}
