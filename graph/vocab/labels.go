package vocab

import (
	"strings"

	"github.com/cayleygraph/quad"
)

// Labels gives what the terms of tg: are called in a language: "en", "zh-Hant" or "zh-Hans". It reads [Turtle]
// anew, and the map is the caller's own; it is empty for other languages.
func Labels(lang string) map[quad.IRI]string {
	labels := map[quad.IRI]string{}
	var term quad.IRI
	for line := range strings.Lines(turtle) {
		if local, ok := strings.CutPrefix(line, "tg:"); ok {
			term = quad.IRI(NS + strings.TrimSpace(local))
		}
		text, ok := strings.CutPrefix(line, `    rdfs:label "`)
		if label, tag, _ := strings.Cut(text, `"@`); ok && strings.TrimRight(tag, " ;.\n") == lang {
			labels[term] = label
		}
	}
	return labels
}
