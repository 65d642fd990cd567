package query

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// sharedEvidence is the long lists of one document, such as a profile, each of which is written once: a post that n
// claims tell to be at n places would be written with n times n claims otherwise. A part that has such a list of claims has its
// number as evidenceId, and the first part with that number has the list.
type sharedEvidence struct {
	numbers map[string]int           // of lists that have been written, by their claims
	lists   map[int][]graph.Evidence // that have been read
	labels  []graph.ID               // of which the last key is, since many parts have the same
	key     string

	strategy *Strategy // the last one that has its sectors and what it uses with it
	many     bool      // and these are many
}

// longEvidence is how many claims are worth a number.
const longEvidence = 16

// shareEvidence begins a document, unless f is within one. Call what it gives at the document's end.
func shareEvidence(f *jsontext.Fields) (end func()) {
	l := linesOf(f)
	if l.shared != nil {
		return func() {}
	}
	l.shared = &sharedEvidence{numbers: map[string]int{}, lists: map[int][]graph.Evidence{}}
	return func() { l.shared = nil }
}

// writtenBefore numbers a list of claims if it is long, and tells whether it has been written.
func (l *lines) writtenBefore(f *jsontext.Fields, key string) bool {
	if key == "" {
		return false
	}
	number, before := l.shared.numbers[key]
	if !before {
		number = len(l.shared.numbers) + 1
		l.shared.numbers[key] = number
	}
	f.Count("evidenceId", &number)
	return before
}

// keyOfLabels tells long lists of labels apart; empty for short ones, and outside of documents.
func (l *lines) keyOfLabels(labels []graph.ID) string {
	if l.shared == nil || len(labels) <= longEvidence {
		return ""
	}
	if slices.Equal(labels, l.shared.labels) {
		return l.shared.key
	}
	l.shared.labels = append(l.shared.labels[:0], labels...)
	l.shared.key = keyOf(ask.Distinct(slices.Clone(labels)))
	return l.shared.key
}

// keyOf makes the key of labels, ascending.
func keyOf(labels []graph.ID) string {
	if labels[0] == 0 { // facts without a label
		labels = labels[1:]
	}
	if len(labels) <= longEvidence {
		return ""
	}
	key := make([]byte, 0, 4*len(labels))
	for _, id := range labels {
		key = binary.LittleEndian.AppendUint32(key, uint32(id))
	}
	return string(key)
}

// keyOfEvidence does the same for lists of claims.
func (l *lines) keyOfEvidence(evidence []graph.Evidence) string {
	if l.shared == nil || len(evidence) <= longEvidence {
		return ""
	}
	var key strings.Builder
	for _, e := range evidence {
		key.WriteString(ask.NodeText(e.Claim) + "\n")
	}
	return key.String()
}

// readShared gives the evidence of a part that has been read.
func readShared(f *jsontext.Fields, evidence []graph.Evidence) []graph.Evidence {
	number := 0
	f.Count("evidenceId", &number)
	l := linesOf(f)
	if number == 0 || l.shared == nil {
		return evidence
	}
	if evidence != nil {
		l.shared.lists[number] = evidence
	} else if evidence = l.shared.lists[number]; evidence == nil {
		f.Fail(fmt.Errorf("evidenceId: no part before this one has the evidence with the number %d", number))
	}
	return evidence
}

// sameStrategy tells whether a row is of the strategy of the row before, whose long lists stand there alone. It remembers the row
// if it has its own.
func (l *lines) sameStrategy(t *Strategy) bool {
	if l.shared == nil {
		return false
	}
	last := l.shared.strategy
	if last != nil && l.shared.many && last.node() == t.node() {
		return true
	}
	row := *t
	l.shared.strategy, l.shared.many = &row, len(t.Sectors)+len(t.Uses()) > longEvidence
	return false
}
