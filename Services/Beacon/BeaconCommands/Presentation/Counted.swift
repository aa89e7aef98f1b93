/// A count with its noun: `1 article`, `2 articles`; `plural` is needed where it is not the noun with an s.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(plural ?? noun + "s")"
}
