import BeaconCommands
import CommandLine
import FoundationEssentials
import Glibc

let console = Console(environment: ProcessInfo.processInfo.environment)
let words = Array(Swift.CommandLine.arguments.dropFirst())
exit(execute(BeaconCommand.root, version: BeaconCommand.version, words: words, console: console).rawValue)
