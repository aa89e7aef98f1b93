extension String {
  /// The text with a simplified character in the place of each traditional Chinese one.
  package var simplified: String {
    var scalars = UnicodeScalarView()
    for scalar in unicodeScalars {
      let isHan = (0x4E00..<0xA000).contains(scalar.value)
      scalars.append(isHan ? Unicode.Scalar(HanFolding.simplified(scalar.value)) ?? scalar : scalar)
    }
    return String(scalars)
  }
}
