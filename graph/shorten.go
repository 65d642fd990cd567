package graph

// shownOfName is how many characters of what was given an error shows.
const shownOfName = 100

// shorten cuts a text after n runes.
func shorten(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i] + "…"
		}
		n--
	}
	return text
}
