import Messaging
import Testing

@Test(
  "Pauses double from the first to the longest and never overflow",
  arguments: [(1, 100), (2, 200), (3, 400), (7, 6_400), (8, 10_000), (1_000_000, 10_000), (0, 100)])
func pausesDouble(attempt: Int, milliseconds: Int) {
  #expect(Backoff().delay(attempt: attempt) == milliseconds)
}
