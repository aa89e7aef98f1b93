import TextMatching

package typealias Token = TextMatching.Token
