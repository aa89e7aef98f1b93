import CLibcurl
import Synchronization

/// A request that waits or is in flight, and the function that receives its result.
struct TransferJob: Sendable {
  let id: UInt64
  let request: HTTPRequest
  let limits: HTTPLimits
  /// Called once: on the loop's thread, or on the thread of `add` where the job is not accepted.
  let completion: @Sendable (Result<HTTPResponse, HTTPFailure>) -> Void
}

/// Performs transfers with libcurl's multi interface, on one thread.
final class TransferLoop: @unchecked Sendable {
  // `@unchecked Sendable`: only the thread of `run` uses `multi` and `active`, but for `curl_multi_wakeup`, which may
  // be called from anywhere while the handle lives; `state` says whether it does.
  private let multi: UnsafeMutableRawPointer?
  private var active: [UnsafeMutableRawPointer: Transfer] = [:]
  private let settings: TransferSettings
  private let concurrency: Int
  private let state = Mutex(State())

  private struct State {
    var lastId: UInt64 = 0
    var waiting: [TransferJob] = []
    var cancelled: Set<UInt64> = []
    var isStopping = false
    var isClosed = false
  }

  private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  init(_ settings: TransferSettings, concurrency: Int) {
    self.settings = settings
    self.concurrency = max(1, concurrency)
    multi = Self.isLibraryReady ? curl_multi_init() : nil
    if let multi { _ = beacon_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, self.concurrency) }
  }

  func nextId() -> UInt64 {
    state.withLock {
      $0.lastId += 1
      return $0.lastId
    }
  }

  func add(_ job: TransferJob) {
    let isAccepted = change { state in
      // A task may be cancelled before its job is added.
      guard !state.isStopping, state.cancelled.remove(job.id) == nil else { return false }
      state.waiting.append(job)
      return true
    }
    if !isAccepted { job.completion(.failure(.cancelled)) }
  }

  func cancel(_ id: UInt64) {
    change { _ = $0.cancelled.insert(id) }
  }

  func stop() {
    change { $0.isStopping = true }
  }

  /// Changes the state and wakes the loop, under the lock, because a closed handle must not be woken.
  @discardableResult
  private func change<Value: Sendable>(_ body: (inout sending State) -> Value) -> Value {
    state.withLock { state in
      let value = body(&state)
      if let multi, !state.isClosed { curl_multi_wakeup(multi) }
      return value
    }
  }

  /// Serves until `stop`; then every job that is left ends as cancelled.
  func run() {
    guard let multi else { return closeAll() }
    while takeJobs() {
      var running: Int32 = 0
      curl_multi_perform(multi, &running)
      finishTransfers(of: multi)
      curl_multi_poll(multi, nil, 0, 1000, nil)
    }
    closeAll()
  }

  /// Starts waiting jobs, ends cancelled ones, and returns false once the loop is to end.
  private func takeJobs() -> Bool {
    let free = concurrency - active.count
    let (jobs, cancelled, shouldContinue) = state.withLock { state in
      let dropped = state.waiting.filter { state.cancelled.contains($0.id) }
      state.waiting.removeAll { state.cancelled.contains($0.id) }
      let jobs = Array(state.waiting.prefix(free))
      state.waiting.removeFirst(jobs.count)
      let running = Set(active.values.map(\.job.id))
      let cancelled = state.cancelled.intersection(running)
      state.cancelled.subtract(running)
      state.cancelled.subtract(dropped.map(\.id))
      return ((jobs, dropped), cancelled, !state.isStopping)
    }
    for job in jobs.1 { job.completion(.failure(.cancelled)) }
    for transfer in active.values where cancelled.contains(transfer.job.id) { end(transfer, .failure(.cancelled)) }
    guard shouldContinue else {
      for job in jobs.0 { job.completion(.failure(.cancelled)) }
      return false
    }
    for job in jobs.0 { start(job) }
    return true
  }

  private func start(_ job: TransferJob) {
    guard let multi, let transfer = Transfer(job, settings) else {
      return job.completion(.failure(.unreachable("libcurl could not be prepared")))
    }
    active[transfer.easy] = transfer
    if curl_multi_add_handle(multi, transfer.easy) != CURLM_OK {
      end(transfer, .failure(.unreachable("libcurl did not accept the request")))
    }
  }

  private func finishTransfers(of multi: UnsafeMutableRawPointer) {
    var code = CURLE_OK
    while let easy = beacon_curl_finished(multi, &code) {
      guard let transfer = active[easy] else { continue }
      end(transfer, transfer.result(code))
    }
  }

  private func end(_ transfer: Transfer, _ result: Result<HTTPResponse, HTTPFailure>) {
    if let multi { curl_multi_remove_handle(multi, transfer.easy) }
    active[transfer.easy] = nil
    state.withLock { _ = $0.cancelled.remove(transfer.job.id) }
    transfer.job.completion(result)
  }

  private func closeAll() {
    for transfer in active.values { end(transfer, .failure(.cancelled)) }
    let left = state.withLock { state in
      state.isStopping = true
      state.isClosed = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for job in left { job.completion(.failure(.cancelled)) }
    if let multi { curl_multi_cleanup(multi) }
  }
}
